package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialRules;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/** The entries of one loaded key store: aliases and contents over the staged view of a store. Safe for use by several threads; no lock is held while the store is asked. */
final class Entries implements AutoCloseable {

    private static final String SET = "KeyStore.setEntry";

    private final CredentialStore store;
    private final Settings settings;
    private final NewCredentialDefaults defaults;
    private final AliasScheme scheme;
    private final AliasResolver resolver;
    private final EntryCodec codec;
    private final Stage stage = new Stage();
    private final TomcatCopy copy = new TomcatCopy(stage);
    private final StageView view;
    private final EntryWriter writer;
    private final CertificateIndex certificates;

    Entries(CredentialStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
        scheme = new AliasScheme(settings.prefix());
        resolver = new AliasResolver(scheme, settings.type());
        defaults = NewCredentialDefaults.of(settings);
        codec = new EntryCodec(defaults);
        StoredEntries stored = new StoredEntries(store, new StoredEntry.Reader(codec, settings.readsForeignPem()));
        view = new StageView(store, stored, stage, settings.prefix());
        writer = new EntryWriter(store, stored);
        certificates = new CertificateIndex(stored, stage, view, scheme, settings.prefix());
    }

    /** The aliases of all credentials in view, sorted, in their stored spelling; of a {@link TomcatCopy}, what was set. One store call at most. */
    List<String> aliases() {
        List<String> aliases = new ArrayList<>();
        keys().forEach(key -> aliases.add(scheme.alias(key)));
        aliases.sort(CaseFolding::compare);
        return aliases;
    }

    /** How many aliases there are. One store call at most. */
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
        return resolver.find(alias, view::describe);
    }

    /** The credential, if the alias may mean one of a certificate type and does. No store call for any other alias. */
    Optional<Credential> describeCertificateCredential(String alias) {
        boolean possible = !(scheme.parse(alias) instanceof AliasScheme.Meaning.Plain)
                || PersonalCertificates.areFor(settings.type());
        return possible
                ? describe(alias).filter(credential -> PersonalCertificates.areFor(credential.type()))
                : Optional.empty();
    }

    /** What the entry is. One store call for an alias that is an exact name. */
    Optional<EntryKind> kind(String alias) {
        copy.asked();
        return resolver.find(alias, view::kind);
    }

    /**
     * The entry if it is of a wanted kind; the caller closes it. One store call for an alias that is an exact name, and one for each part.
     */
    Optional<StoredEntry> find(String alias, Set<EntryKind> wanted) {
        copy.asked();
        return resolver.find(alias, key -> view.find(key, wanted));
    }

    /** The key in an entry that is a secret. */
    SecretKey secretKey(StoredEntry entry) {
        return codec.decode(entry.content().orElseThrow());
    }

    /** The first alias of an entry that has this certificate, a trusted certificate before a key. */
    Optional<String> aliasOf(byte[] certificate) {
        copy.asked();
        return certificates.find(Digests.sha256(certificate));
    }

    /** Stages a content, or writes it at once if the settings say so; checks everything that can be checked before the store is asked. */
    void set(String alias, MetadataChange metadata, EntryEncoder encoder) throws KeyStoreException {
        copy.changed(encoder.isOfGivenKey());
        try {
            checkReplaceable(alias, encoder);
            CredentialKey named = resolver.target(alias, metadata.type(), view::describeForChange);
            CredentialKey target = view.own(named);
            if (SplitParts.isPartName(target)) {
                throw new KeyStoreException(
                        "names such as '" + alias + "' are reserved for the parts of larger secrets");
            }
            requireOneUser(target);
            StagedChange.Write write = StagedChange.Write.of(
                    target, encode(encoder, target.type()), metadata, defaults, stage.get(target));
            try {
                check(write, named);
            } catch (KeyStoreException | RuntimeException e) {
                write.close();
                throw e;
            }
            change(write);
        } catch (CredentialException e) {
            throw new KeyStoreException(e.getMessage(), e);
        }
    }

    /** Keys and certificates are objects of other providers, which may fail in any way. */
    private EntryContent encode(EntryEncoder encoder, CredentialType type) throws KeyStoreException {
        try {
            return encoder.encode(codec, type);
        } catch (CredentialException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KeyStoreException(
                    "the key or certificate does not give what an entry needs: "
                            + e.getClass().getName(),
                    e);
        }
    }

    /** A trusted certificate never takes the place of a key: the contract of {@code KeyStore.setCertificateEntry}. */
    private void checkReplaceable(String alias, EntryEncoder encoder) throws KeyStoreException {
        if (encoder.isCertificate()
                && resolver.find(alias, view::kindForChange)
                        .filter(kind -> kind != EntryKind.CERTIFICATE)
                        .isPresent()) {
            throw new KeyStoreException("'" + alias + "' is there already and is no trusted certificate");
        }
    }

    private void check(StagedChange.Write write, CredentialKey named) throws KeyStoreException {
        EntryContent content = write.content();
        if (!content.form().isSecret() && !write.key().type().equals(CredentialType.GENERIC)) {
            throw new KeyStoreException("only generic credentials hold keys and certificates, not a "
                    + write.key().type());
        }
        if (content.bytes().length() > EntryContent.MAX_BYTES) {
            throw new KeyStoreException("the content of " + write.key() + " has "
                    + content.bytes().length() + " bytes, the limit is " + EntryContent.MAX_BYTES);
        }
        // What a generic credential keeps of the one in its place, the store has taken before.
        Optional<Credential> existing = write.key().type().equals(CredentialType.GENERIC)
                ? Optional.empty()
                : view.storedForChange(write.key());
        Credential credential = write.begin(existing)
                .secret(write.isSplit() ? null : content.bytes())
                .build();
        CredentialLimits.check(SET, credential);
        CredentialRules.checkDocumented(SET, credential, false);
        if (!credential.type().equals(CredentialType.GENERIC)) {
            checkType(credential);
        }
        if (!credential.key().equals(named)
                && !StoredEntries.withUser(credential).equals(named)) {
            throw new KeyStoreException("alias '" + scheme.alias(named) + "' names another user than attribute "
                    + CredentialEntryAttribute.USER_NAME.label() + ", which is "
                    + credential.userName().orElse("empty"));
        }
    }

    /** What would fail in {@code store()} and keep all later changes waiting. */
    private void checkType(Credential credential) throws KeyStoreException {
        CredentialRules.checkInferred(SET, credential);
        if (store.sessionTypes()
                .getOrDefault(credential.type(), Persistence.NONE)
                .equals(Persistence.NONE)) {
            throw new KeyStoreException("this store takes no credentials of type " + credential.type());
        }
    }

    /** A target name alone does not say which of several users is meant. */
    private void requireOneUser(CredentialKey key) throws KeyStoreException {
        List<CredentialKey> users = view.users(key);
        if (users.size() > 1) {
            throw new KeyStoreException("'" + scheme.alias(key) + "' has several users, name one: "
                    + String.join(", ", users.stream().map(scheme::alias).toList()));
        }
    }

    /** Stages the removal of a credential, or removes it at once if the settings say so. Nothing happens if there is none. */
    void delete(String alias) throws KeyStoreException {
        copy.changed(false);
        try {
            Optional<StagedChange.Delete> delete = resolver.find(
                    alias,
                    key -> view.describe(key)
                            .map(found -> new StagedChange.Delete(view.own(key), found.persistence())));
            if (delete.isPresent()) {
                requireOneUser(delete.get().key());
                change(delete.get());
            }
        } catch (CredentialException e) {
            throw new KeyStoreException(e.getMessage(), e);
        }
    }

    private void change(StagedChange change) {
        if (settings.writeThrough()) {
            try (change) {
                writer.carryOut(change, () -> Optional.of(change), () -> {});
            } finally {
                certificates.forget();
            }
        } else {
            stage.put(change);
        }
    }

    /** Carries out the staged changes. */
    void store() throws IOException {
        copy.stored();
        try {
            StageWriter.writeAll(stage, writer, scheme);
        } finally {
            certificates.forget();
        }
    }

    /** Wipes and forgets the staged changes. */
    @Override
    public void close() {
        stage.close();
    }
}
