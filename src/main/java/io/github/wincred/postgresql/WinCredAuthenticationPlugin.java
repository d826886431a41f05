package io.github.wincred.postgresql;

import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import io.github.wincred.placeholder.TextCredential;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Provides the password of a connection, named by the property {@value #CREDENTIAL} of its URL or its properties:
 *
 * <pre>{@code
 * jdbc:postgresql://host/shop?user=shop&wincred=shop/db
 *     &authenticationPluginClassName=io.github.wincred.postgresql.WinCredAuthenticationPlugin
 * }</pre>
 *
 * <p>The store is read for each connection. No string is created; the driver wipes the array.
 */
public final class WinCredAuthenticationPlugin implements AuthenticationPlugin {

    /** The property that names the credential by its alias in the key store. */
    public static final String CREDENTIAL = "wincred";

    private final Optional<String> name;

    /** For the driver. */
    public WinCredAuthenticationPlugin(Properties connection) {
        name = Optional.ofNullable(connection.getProperty(CREDENTIAL));
    }

    /**
     * The secret of the credential.
     *
     * @throws PSQLException with the reason, if it cannot be obtained
     */
    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
        try {
            PlaceholderResolver resolver = PlaceholderResolver.ofSystem();
            String alias = name.orElseThrow(() ->
                    new PlaceholderException("the connection names no credential: set its property " + CREDENTIAL));
            try (TextCredential credential = resolver.require(alias)) {
                return credential.text().orElseThrow(() -> resolver.noText(alias));
            }
        } catch (PlaceholderException | IllegalArgumentException e) {
            throw new PSQLException(String.valueOf(e.getMessage()), PSQLState.INVALID_PASSWORD, e);
        }
    }
}
