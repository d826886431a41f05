package io.github.wincred.keystore;

import java.security.KeyStore;
import java.util.Set;

/**
 * The entry of a credential whose secret no application can read back, such as a domain password (R22): it has attributes and no key.
 *
 * <p>A key store returns such entries and does not accept them, since it could not carry the secret over.
 */
public final class CredentialEntry implements KeyStore.Entry {

    private final String description;
    private final Set<Attribute> attributes;

    CredentialEntry(String description, Set<Attribute> attributes) {
        this.description = description;
        this.attributes = attributes;
    }

    /** What the credential has besides its secret; read them with {@link CredentialEntryAttribute}. */
    @Override
    public Set<Attribute> getAttributes() {
        return attributes;
    }

    /** Type and TargetName. */
    @Override
    public String toString() {
        return "Credential entry without a readable secret: " + description;
    }
}
