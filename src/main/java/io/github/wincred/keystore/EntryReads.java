package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a {@code KeyStore} about its entries, with the exceptions that programs expect. Safe for use by several threads; no lock is held
 * while the store is called.
 *
 * @param view finds entries
 * @param aliases maps them to aliases
 * @param codec makes their secret keys
 * @param certificates finds them by a certificate
 * @param copy is notified of every query
 * @param passwords how passwords for entries are treated
 */
record EntryReads(
        StageView view,
        AliasResolver aliases,
        EntryCodec codec,
        CertificateIndex certificates,
        TomcatCopy copy,
        EntryPasswords passwords) {

    private static final Set<EntryKind> KEYS = EnumSet.of(EntryKind.SECRET_KEY, EntryKind.PRIVATE_KEY);
    private static final Set<EntryKind> WITH_CERTIFICATE = EnumSet.of(EntryKind.PRIVATE_KEY, EntryKind.CERTIFICATE);

    /**
     * The aliases of all credentials in view, sorted, in their stored spelling; in a {@link TomcatCopy}, of the keys that were set. One store call at
     * most.
     */
    List<String> names() {
        List<String> names = new ArrayList<>();
        keys().forEach(key -> names.add(aliases.alias(key)));
        names.sort(CaseFolding::compare);
        return names;
    }

    /** The number of aliases. One store call at most. */
    int size() {
        return keys().size();
    }

    private List<CredentialKey> keys() {
        copy.asked();
        return copy.isOne() ? view.stagedKeys() : view.keys();
    }

    /** The credential without its secret. One store call for an alias that is an exact name. */
    Optional<Credential> describe(String alias) {
        copy.asked();
        return aliases.find(alias, view::describe);
    }

    /** The kind of the entry. Store calls as for {@link StoredEntries#kind}, for an alias that is an exact name. */
    Optional<EntryKind> kind(String alias) {
        copy.asked();
        return aliases.find(alias, view::kind);
    }

    /** Makes something of an entry. */
    private interface Reading<T, E extends GeneralSecurityException> {
        T of(StoredEntry entry) throws E;
    }

    /** Costs one store call for an alias that is an exact name, plus one per part of an entry of a wanted kind. */
    private <T, E extends GeneralSecurityException> Optional<T> read(
            String alias, Set<EntryKind> wanted, Reading<T, E> reading) throws E {
        copy.asked();
        Optional<StoredEntry> found = aliases.find(alias, key -> view.find(key, wanted));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredEntry entry = found.get()) {
            return Optional.of(reading.of(entry));
        }
    }

    /** The key of an entry that has one. Every failure is an {@link UnrecoverableKeyException}; keytool reports it and continues. */
    Optional<Key> key(String alias, char @Nullable [] password) throws UnrecoverableKeyException {
        passwords.check(password, UnrecoverableKeyException::new);
        try {
            return read(alias, KEYS, this::key);
        } catch (CredentialException | GeneralSecurityException e) {
            throw unrecoverable(alias, e);
        }
    }

    /** The entry, of any kind. */
    Optional<KeyStore.Entry> entry(String alias, KeyStore.@Nullable ProtectionParameter protection)
            throws UnrecoverableEntryException {
        try {
            return read(alias, EnumSet.allOf(EntryKind.class), entry -> {
                if (entry.kind().isKey()) {
                    passwords.checkForEntry(alias, protection);
                }
                return entry(entry);
            });
        } catch (UnrecoverableEntryException e) {
            throw e;
        } catch (CredentialException | GeneralSecurityException e) {
            throw unrecoverable(alias, e);
        }
    }

    private static UnrecoverableKeyException unrecoverable(String alias, Exception cause) {
        UnrecoverableKeyException failure =
                new UnrecoverableKeyException("entry '" + alias + "' cannot be read: " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    private Key key(StoredEntry entry) throws GeneralSecurityException {
        return entry.kind() == EntryKind.PRIVATE_KEY ? privateKey(entry) : secretKey(entry);
    }

    private SecretKey secretKey(StoredEntry entry) {
        return codec.decode(entry.content().orElseThrow());
    }

    private static PrivateKey privateKey(StoredEntry entry) throws GeneralSecurityException {
        return TomcatCopy.handOut(PemEntry.privateKey(entry.content().orElseThrow()));
    }

    /** Reads certificates without decoding the private key. */
    private static List<Certificate> certificates(StoredEntry entry) throws CertificateException {
        return PemEntry.certificates(entry.content().orElseThrow());
    }

    private KeyStore.Entry entry(StoredEntry found) throws GeneralSecurityException {
        Set<KeyStore.Entry.Attribute> attributes = MetadataChange.attributesOf(found.credential());
        return switch (found.kind()) {
            case SECRET_KEY -> new KeyStore.SecretKeyEntry(secretKey(found), attributes);
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

    /** The chain of a private key; empty if it cannot be read. */
    Optional<Certificate[]> chain(String alias) {
        return certificates(alias, EnumSet.of(EntryKind.PRIVATE_KEY)).map(chain -> chain.toArray(Certificate[]::new));
    }

    /**
     * The certificate of a private key, of a trusted certificate, or that a credential of a certificate type refers to; empty if it cannot be
     * read.
     */
    Optional<Certificate> certificate(String alias) {
        return certificates(alias, WITH_CERTIFICATE).map(chain -> chain.get(0)).or(() -> certificateReferredTo(alias));
    }

    private Optional<List<Certificate>> certificates(String alias, Set<EntryKind> wanted) {
        try {
            return read(alias, wanted, EntryReads::certificates);
        } catch (CertificateException e) {
            return Optional.empty();
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            // Fails if more than this entry is damaged.
            describe(alias);
            return Optional.empty();
        }
    }

    /** No store call for an alias that cannot mean a credential of a certificate type. */
    private Optional<Certificate> certificateReferredTo(String alias) {
        return aliases.mayMean(alias, PersonalCertificates::areFor)
                ? describe(alias).flatMap(PersonalCertificates::referredToBy)
                : Optional.empty();
    }

    /** The first alias of an entry that has this certificate, trusted certificates before keys. */
    Optional<String> aliasOf(@Nullable Certificate certificate) {
        if (certificate == null) {
            return Optional.empty();
        }
        String digest;
        try {
            digest = EntryContent.sha256(X509Certificates.encoded(certificate));
        } catch (CertificateException e) {
            // A certificate that cannot be encoded was never stored.
            return Optional.empty();
        }
        copy.asked();
        return certificates.find(digest);
    }
}
