package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the contents of entries are to a program that asks a {@code KeyStore}: keys, entries and certificates, with the exceptions that it expects.
 *
 * @param entries the entries
 * @param passwords what to make of passwords for entries
 */
record EntryAnswers(Entries entries, EntryPasswords passwords) {

    private static final Set<EntryKind> KEYS = EnumSet.of(EntryKind.SECRET_KEY, EntryKind.PRIVATE_KEY);
    private static final Set<EntryKind> WITH_CERTIFICATE = EnumSet.of(EntryKind.PRIVATE_KEY, EntryKind.CERTIFICATE);

    /** The key of an entry that is one. Fails with nothing but the checked exception, which tools survive. */
    Optional<Key> key(String alias, char @Nullable [] password) throws UnrecoverableKeyException {
        passwords.checkForKey(password);
        try {
            Optional<StoredEntry> found = entries.find(alias, KEYS);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredEntry entry = found.get()) {
                return Optional.of(key(entry));
            }
        } catch (CredentialException | GeneralSecurityException e) {
            throw unrecoverable(alias, e);
        }
    }

    /** The entry, of whatever kind. */
    Optional<KeyStore.Entry> entry(String alias, KeyStore.@Nullable ProtectionParameter protection)
            throws UnrecoverableEntryException {
        try {
            Optional<StoredEntry> found = entries.find(alias, EnumSet.allOf(EntryKind.class));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredEntry entry = found.get()) {
                if (entry.kind().isKey()) {
                    passwords.checkForEntry(alias, protection);
                }
                return Optional.of(entry(entry));
            }
        } catch (UnrecoverableEntryException e) {
            throw e;
        } catch (CredentialException | GeneralSecurityException e) {
            throw unrecoverable(alias, e);
        }
    }

    private Key key(StoredEntry entry) throws GeneralSecurityException {
        return entry.kind() == EntryKind.PRIVATE_KEY ? privateKey(entry) : entries.secretKey(entry);
    }

    private static PrivateKey privateKey(StoredEntry entry) throws GeneralSecurityException {
        return TomcatCopy.handOut(PemEntry.privateKey(entry.content().orElseThrow()));
    }

    private KeyStore.Entry entry(StoredEntry found) throws GeneralSecurityException {
        Set<KeyStore.Entry.Attribute> attributes = MetadataChange.attributesOf(found.credential());
        return switch (found.kind()) {
            case SECRET_KEY -> new KeyStore.SecretKeyEntry(entries.secretKey(found), attributes);
            case PRIVATE_KEY -> privateKeyEntry(found, attributes);
            case CERTIFICATE ->
                new KeyStore.TrustedCertificateEntry(certificates(found).get(0), attributes);
            case UNREADABLE -> new CredentialEntry(found.credential(), attributes);
        };
    }

    private static KeyStore.Entry privateKeyEntry(StoredEntry found, Set<KeyStore.Entry.Attribute> attributes)
            throws GeneralSecurityException {
        PrivateKey key = privateKey(found);
        Certificate[] chain = certificates(found).toArray(Certificate[]::new);
        try {
            return new KeyStore.PrivateKeyEntry(key, chain, attributes);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("the providers of this Java disagree about the key: " + e.getMessage(), e);
        }
    }

    /** A private key is not decoded for its certificates. */
    private static List<Certificate> certificates(StoredEntry entry) throws CertificateException {
        return PemEntry.certificates(entry.content().orElseThrow());
    }

    private static UnrecoverableKeyException unrecoverable(String alias, Exception cause) {
        UnrecoverableKeyException failure =
                new UnrecoverableKeyException("entry '" + alias + "' cannot be read: " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    /** The chain of a private key; empty if it cannot be read. */
    Optional<Certificate[]> chain(String alias) {
        return certificates(alias, EnumSet.of(EntryKind.PRIVATE_KEY)).map(chain -> chain.toArray(Certificate[]::new));
    }

    /**
     * The certificate of a private key, of a trusted certificate, or that a credential of a certificate type refers to; empty if it cannot be
     * read.
     */
    Optional<Certificate> certificate(String alias) {
        return certificates(alias, WITH_CERTIFICATE)
                .map(chain -> chain.get(0))
                .or(() -> entries.describeCertificateCredential(alias).flatMap(PersonalCertificates::referredToBy));
    }

    private Optional<List<Certificate>> certificates(String alias, Set<EntryKind> wanted) {
        try {
            Optional<StoredEntry> found = entries.find(alias, wanted);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredEntry entry = found.get()) {
                return Optional.of(certificates(entry));
            }
        } catch (CertificateException e) {
            return Optional.empty();
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            // Fails too where more is damaged than this entry.
            entries.describe(alias);
            return Optional.empty();
        }
    }

    /** The first alias of an entry that has this certificate. */
    Optional<String> aliasOf(@Nullable Certificate certificate) {
        if (certificate == null) {
            return Optional.empty();
        }
        try {
            return entries.aliasOf(X509Certificates.encoded(certificate));
        } catch (CertificateException e) {
            // What cannot be encoded was never stored.
            return Optional.empty();
        }
    }
}
