package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.PasswordProtectedStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.rules.CredentialRules;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes entries: each change is checked, then staged until {@code store()}, or made at once if the settings say so. Safe for use by several
 * threads; no lock is held while the store is called.
 */
final class EntryChanges implements AutoCloseable {

    private static final String SET = "KeyStore.setEntry";

    /** How many pending changes a message names. */
    private static final int SHOWN = 10;

    private final CredentialStore store;
    private final StageView view;
    private final AliasResolver aliases;
    private final EntryCodec codec;
    private final CertificateIndex certificates;
    private final TomcatCopy copy;
    private final Stage stage;
    private final EntryWriter writer;
    private final boolean writeThrough;
    private final boolean largeEntries;

    /** Changes the entries that {@code reads} shows. */
    EntryChanges(CredentialStore store, EntryReads reads, Stage stage, EntryWriter writer, Settings settings) {
        this.store = store;
        view = reads.view();
        aliases = reads.aliases();
        codec = reads.codec();
        certificates = reads.certificates();
        copy = reads.copy();
        this.stage = stage;
        this.writer = writer;
        writeThrough = settings.writeThrough();
        largeEntries = settings.largeEntries();
    }

    /** Stages a content, or writes it at once if the settings say so. Checks beforehand everything that can be checked. */
    void set(String alias, MetadataChange metadata, NewEntry entry) throws KeyStoreException {
        copy.changed(entry.isOfHandedOutKey());
        try {
            checkReplaceable(alias, entry);
            CredentialKey named = aliases.target(alias, metadata.type(), view::describeForChange);
            CredentialKey target = view.own(named);
            if (SplitParts.isPartName(target)) {
                throw new KeyStoreException(
                        "names such as '" + alias + "' are reserved for the parts of larger secrets");
            }
            requireOneUser(target);
            StagedChange.Write write = StagedChange.Write.of(
                    target, entry.encode(codec, target.type()), metadata, codec.defaults(), stage.get(target));
            try {
                // A key that was handed out may be served from a copy that is never stored.
                checkSize(write, writeThrough || !entry.isOfHandedOutKey());
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

    /** A trusted certificate never replaces a key, by the contract of {@code KeyStore.setCertificateEntry}. */
    private void checkReplaceable(String alias, NewEntry entry) throws KeyStoreException {
        if (entry.isCertificate()
                && aliases.find(alias, view::kindForChange)
                        .filter(kind -> kind != EntryKind.CERTIFICATE)
                        .isPresent()) {
            throw new KeyStoreException("'" + alias + "' is there already and is no trusted certificate");
        }
    }

    private void checkSize(StagedChange.Write write, boolean toBeStored) throws KeyStoreException {
        int length = write.content().bytes().length();
        if (length <= EntryContent.SAFE_BYTES) {
            return;
        }
        String size = "the content of " + write.key() + " has " + length + " bytes, the limit is ";
        if (length > EntryContent.MAX_BYTES) {
            throw new KeyStoreException(size + EntryContent.MAX_BYTES);
        }
        if (toBeStored && !largeEntries && store.sharesCapacity()) {
            throw new KeyStoreException(size + EntryContent.SAFE_BYTES
                    + ", since other programs share the capacity of this store; setting "
                    + Setting.LARGE_ENTRIES.key() + "=true allows " + EntryContent.MAX_BYTES);
        }
    }

    private void check(StagedChange.Write write, CredentialKey named) throws KeyStoreException {
        EntryContent content = write.content();
        if (!content.form().isSecret() && !write.key().type().equals(CredentialType.GENERIC)) {
            throw new KeyStoreException("only generic credentials hold keys and certificates, not a "
                    + write.key().type());
        }
        // The fields that a generic credential keeps from an existing one were accepted by the store before.
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
            throw new KeyStoreException("alias '" + aliases.alias(named) + "' names another user than attribute "
                    + CredentialEntryAttribute.USER_NAME.label() + ", which is "
                    + credential.userName().orElse("empty"));
        }
    }

    /** Refuses what would fail in {@code store()} and block all later changes. */
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
            throw new KeyStoreException("'" + aliases.alias(key) + "' has several users, name one: "
                    + String.join(", ", users.stream().map(aliases::alias).toList()));
        }
    }

    /**
     * Stages the removal of a credential, or removes it at once if the settings say so. If there is no credential then, nothing happens. The store is
     * asked now only if the answer decides which credential is meant: removing reads the credential anyway, since it may be split.
     */
    void delete(String alias) throws KeyStoreException {
        copy.changed(false);
        try {
            Optional<StagedChange.Delete> delete = aliases.find(
                    alias,
                    key -> isLookedAtOnce(alias, key)
                            ? Optional.of(new StagedChange.Delete(key, Optional.empty()))
                            : view.describe(key)
                                    .map(found ->
                                            new StagedChange.Delete(view.own(key), Optional.of(found.persistence()))));
            if (delete.isPresent()) {
                requireOneUser(delete.get().key());
                change(delete.get());
            }
        } catch (CredentialException e) {
            throw new KeyStoreException(e.getMessage(), e);
        }
    }

    /** Whether an alias can mean one credential only, whatever there is, and how long that lives makes no difference to the store. */
    private boolean isLookedAtOnce(String alias, CredentialKey key) {
        return !aliases.mayMean(alias, type -> !type.equals(CredentialType.GENERIC))
                && !SplitParts.isPartName(key)
                && !(store instanceof PasswordProtectedStore);
    }

    private void change(StagedChange change) {
        if (writeThrough) {
            try (change) {
                writer.carryOut(change, () -> Optional.of(change), () -> {});
            } finally {
                certificates.forget();
            }
        } else {
            stage.put(change);
        }
    }

    /**
     * Carries out the staged changes, {@linkplain Stage#inOrder writes first}.
     *
     * <p>Completed changes are removed from the stage, unless another change has replaced them meanwhile. The first failure ends the run; that change
     * and all later ones stay for the next attempt.
     *
     * @throws IOException with the {@link CredentialException} as cause; the message says what was done and what is still pending
     */
    void store() throws IOException {
        List<StagedChange> changes = stage.inOrder();
        try {
            for (StagedChange change : changes) {
                if (change instanceof StagedChange.Write write) {
                    checkSize(write, true);
                }
            }
            copy.stored();
            for (int done = 0; done < changes.size(); done++) {
                StagedChange change = changes.get(done);
                try {
                    writer.carryOut(change, () -> stage.copy(change), () -> stage.remove(change));
                } catch (CredentialException e) {
                    throw new IOException(message(changes, done, e), e);
                }
            }
        } catch (KeyStoreException e) {
            throw new IOException("nothing was stored: " + e.getMessage(), e);
        } finally {
            certificates.forget();
        }
    }

    private String message(List<StagedChange> changes, int done, CredentialException failure) {
        List<String> waiting = new ArrayList<>();
        for (StagedChange change : changes.subList(done, Math.min(changes.size(), done + SHOWN))) {
            waiting.add(
                    (change instanceof StagedChange.Write ? "set '" : "delete '") + aliases.alias(change.key()) + "'");
        }
        int more = changes.size() - done - waiting.size();
        return done + " of " + changes.size() + " changes were made, still waiting: " + String.join(", ", waiting)
                + (more > 0 ? " and " + more + " more" : "") + ". " + failure.getMessage();
    }

    /** Wipes and discards the staged changes. */
    @Override
    public void close() {
        stage.close();
    }
}
