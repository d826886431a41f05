package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialRules;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.KeyStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The entries of one loaded key store: aliases and keys over the staged view of a store. Not for use by several threads at once. */
final class Entries implements AutoCloseable {

    private static final String SET = "KeyStore.setEntry";

    private final CredentialStore store;
    private final Settings settings;
    private final AliasScheme scheme;
    private final AliasResolver resolver;
    private final EntryCodec codec;
    private final Stage stage = new Stage();
    private final StagedView view;

    Entries(CredentialStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
        scheme = new AliasScheme(settings.prefix());
        resolver = new AliasResolver(scheme, settings.type());
        codec = new EntryCodec(settings.encoding());
        view = new StagedView(store, stage);
    }

    /** The aliases of all credentials in view, sorted, in their stored spelling. One store call. */
    List<String> aliases() {
        List<Credential> credentials = view.list(settings.prefix());
        Map<CredentialKey, Integer> count = new HashMap<>();
        credentials.forEach(credential -> count.merge(credential.key(), 1, Integer::sum));
        List<String> aliases = new ArrayList<>();
        for (Credential credential : credentials) {
            boolean several = credential.type().equals(CredentialType.DOMAIN_EXTENDED)
                    && count.getOrDefault(credential.key(), 0) > 1;
            aliases.add(scheme.alias(several ? StagedView.withUser(credential) : credential.key()));
        }
        aliases.sort(CaseFolding::compare);
        return aliases;
    }

    /** The credential without its secret. One store call for an alias that is an exact name. */
    Optional<Credential> describe(String alias) {
        return resolver.find(alias, view::describe);
    }

    /** The credential with its secret, where that can be read; the caller closes it. One store call for an alias that is an exact name. */
    Optional<Credential> find(String alias) {
        return resolver.find(alias, view::find);
    }

    /** Whether the secret of the credential can be read back. */
    boolean isKey(String alias) {
        Optional<Credential> described = describe(alias);
        if (described.isEmpty()) {
            return false;
        }
        CredentialType type = described.get().type();
        if (type.equals(CredentialType.GENERIC) || !type.returnsSecret()) {
            return type.returnsSecret();
        }
        // Whether the rare types give their secret back is known only after asking for it.
        try (Credential found = view.find(described.get().key()).orElse(described.get())) {
            return found.secret().isPresent();
        }
    }

    /** The key in a credential whose secret is present. */
    SecretKey key(Credential credential) {
        return codec.decode(credential);
    }

    /** Stages a secret, or writes it at once if the settings say so; checks everything that can be checked before the store is asked. */
    void set(String alias, SecretKey key, MetadataChange metadata) throws KeyStoreException {
        try {
            CredentialKey target = resolver.target(alias, metadata.type(), view::describeForChange);
            EntryCodec.Encoded encoded = codec.encode(key, target.type());
            Change.Write write = new Change.Write(
                    target, encoded.blob(), encoded.record(), metadata, settings.persistence(), Instant.now());
            try {
                check(write);
            } catch (RuntimeException e) {
                write.close();
                throw e;
            }
            change(write);
        } catch (CredentialException e) {
            throw new KeyStoreException(e.getMessage(), e);
        }
    }

    private void check(Change.Write write) {
        Credential credential = write.describe(view.describeForChange(write.key())).toBuilder()
                .secret(write.secret())
                .build();
        CredentialLimits.check(SET, credential);
        CredentialRules.checkDocumented(SET, credential, false);
    }

    /** Stages the removal of a credential, or removes it at once if the settings say so. Nothing happens if there is none. */
    void delete(String alias) throws KeyStoreException {
        try {
            Optional<Credential> found = describe(alias);
            if (found.isPresent()) {
                AliasMeaning meaning = scheme.parse(alias);
                boolean ofUser = !meaning.key().equals(found.get().key()) && meaning instanceof AliasMeaning.Typed;
                change(new Change.Delete(ofUser ? meaning.key() : found.get().key()));
            }
        } catch (CredentialException e) {
            throw new KeyStoreException(e.getMessage(), e);
        }
    }

    private void change(Change change) {
        if (settings.writeThrough()) {
            try (change) {
                StageWriter.write(change, store);
            }
        } else {
            stage.put(change);
        }
    }

    /** Carries out the staged changes. */
    void store() throws IOException {
        StageWriter.writeAll(stage, store, scheme);
    }

    /** Wipes and forgets the staged changes. */
    @Override
    public void close() {
        stage.close();
    }
}
