package io.github.wincred.hikari;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.placeholder.PlaceholderResolver;
import io.github.wincred.placeholder.TextCredential;
import java.util.Arrays;

/**
 * Provides the user name and password of a pool's connections:
 *
 * <pre>{@code config.setCredentialsProvider(new WinCredCredentialsProvider("shop/db"));}</pre>
 *
 * <p>The store is read for each new connection, so that a changed password is used without a restart. Safe for use by several threads.
 */
public final class WinCredCredentialsProvider implements HikariCredentialsProvider {

    private final PlaceholderResolver resolver = PlaceholderResolver.ofSystem();
    private final String name;

    /**
     * A provider for one credential, which is looked up when it is needed.
     *
     * @param name its alias in the key store
     * @throws IllegalArgumentException naming a setting whose value is not allowed
     */
    public WinCredCredentialsProvider(String name) {
        this.name = requireNonNull(name, "name");
    }

    /**
     * The credential's user name and secret.
     *
     * @throws PlaceholderException if it is missing, has no user name, or is not text
     */
    @Override
    public Credentials getCredentials() {
        try (TextCredential credential = resolver.require(name)) {
            char[] password = credential.text().orElseThrow(() -> resolver.noText(name));
            try {
                return new Credentials(
                        credential.userName().orElseThrow(() -> resolver.noUserName(name)), new String(password));
            } finally {
                Arrays.fill(password, '\0');
            }
        }
    }
}
