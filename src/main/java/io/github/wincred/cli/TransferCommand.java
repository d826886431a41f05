package io.github.wincred.cli;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntry;
import io.github.wincred.keystore.SplitSecrets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an entry another name, or makes a second one of it. */
abstract class TransferCommand extends StoreCommand {

    private final boolean rename;

    @Parameters(index = "0", paramLabel = "OLD", description = "The name that there is.")
    private String oldName = "";

    @Parameters(
            index = "1",
            paramLabel = "NEW",
            description = "The new name, of the same type; there must be none such.")
    private String newName = "";

    private TransferCommand(Streams streams, boolean rename) {
        super(streams);
        this.rename = rename;
    }

    @Command(
            name = "rename",
            description = "Renames an entry with all it has; a secret in parts, a key or a certificate too.",
            footer = {"", "Example: wincred rename app/db app/database"})
    static final class Rename extends TransferCommand {
        Rename(Streams streams) {
            super(streams, true);
        }
    }

    @Command(
            name = "copy",
            description = "Copies an entry with all it has; a secret in parts, a key or a certificate too.",
            footer = {"", "Example: wincred copy app/db test/db"})
    static final class Copy extends TransferCommand {
        Copy(Streams streams) {
            super(streams, false);
        }
    }

    @Override
    int run(Entries entries) throws Exception {
        KeyStore.Entry entry = entries.get(oldName);
        try {
            return transfer(entries, entry);
        } finally {
            Content.destroy(entry);
        }
    }

    private int transfer(Entries entries, KeyStore.Entry entry) throws Exception {
        CredentialKey from = Entries.key(entry);
        CredentialKey to = entries.newKey(newName, from.type());
        if (!to.type().equals(from.type())) {
            throw new Failure(
                    Failure.WRONG_USE, "'" + oldName + "' is a " + from.type() + " and cannot become a " + to.type());
        }
        if (entry instanceof CredentialEntry) {
            throw new Failure(
                    Failure.FAILED, "the secret of '" + oldName + "' cannot be read back, so it would be lost");
        }
        boolean respelt = rename && to.equals(from);
        if (!respelt && entries.keyStore().containsAlias(newName)) {
            throw new Failure(Failure.FAILED, "there is a '" + newName + "' already; delete it first");
        }
        Callable<Boolean> transfer = isSplit(entries, from)
                ? () -> throughKeyStore(entries, entry, respelt)
                : rename
                        ? () -> WinCred.renaming(entries.store()).rename(from, to.targetName())
                        : () -> copy(entries, from, to);
        if (!transfer.call()) {
            throw entries.notFound(oldName);
        }
        return 0;
    }

    private static boolean isSplit(Entries entries, CredentialKey key) {
        Optional<Credential> found = entries.store().find(key);
        if (found.isEmpty()) {
            return false;
        }
        try (Credential credential = found.get()) {
            return SplitSecrets.isSplit(credential);
        }
    }

    private boolean throughKeyStore(Entries entries, KeyStore.Entry entry, boolean respelt)
            throws GeneralSecurityException {
        entries.keyStore().setEntry(newName, entry, null);
        if (rename && !respelt) {
            entries.keyStore().deleteEntry(oldName);
        }
        return true;
    }

    private static boolean copy(Entries entries, CredentialKey from, CredentialKey to) {
        Optional<Credential> found = entries.store().find(from);
        if (found.isEmpty()) {
            return false;
        }
        try (Credential original = found.get();
                Credential copy = original.toBuilder()
                        .key(to)
                        .flags(new CredentialFlags(original.flags()
                                        .without(CredentialFlags.PROMPT_NOW)
                                        .bits()
                                & CredentialFlags.VALID_INPUT_BITS))
                        .secret(original.secret().map(Secret::copy).orElse(null))
                        .build()) {
            entries.store().write(copy);
            return true;
        }
    }
}
