package io.github.wincred.keystore;

import java.security.KeyStore;

/** The kind of entry that a key store makes of a credential. */
enum EntryKind {
    /** A password or a secret key. */
    SECRET_KEY(KeyStore.SecretKeyEntry.class),
    /** A private key with its certificate chain. */
    PRIVATE_KEY(KeyStore.PrivateKeyEntry.class),
    /** A trusted certificate. */
    CERTIFICATE(KeyStore.TrustedCertificateEntry.class),
    /** The secret cannot be read back, or cannot be understood. */
    UNREADABLE(CredentialEntry.class);

    private final Class<? extends KeyStore.Entry> entryClass;

    EntryKind(Class<? extends KeyStore.Entry> entryClass) {
        this.entryClass = entryClass;
    }

    static EntryKind of(EntryFormat form) {
        if (form.isSecret()) {
            return SECRET_KEY;
        }
        return form.equals(EntryFormat.PRIVATE_KEY) ? PRIVATE_KEY : CERTIFICATE;
    }

    /** The class of its entries. */
    Class<? extends KeyStore.Entry> entryClass() {
        return entryClass;
    }

    boolean isKey() {
        return this == SECRET_KEY || this == PRIVATE_KEY;
    }
}
