package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The safe rename, which works on every store: read, write under the new name, verify, delete the old one.
 *
 * <p>This is not {@code CredRenameW}, which Windows has refused since Windows Vista (50). Everything is carried over: secret, user name, comment,
 * alias, attributes, persistence and flags; only {@link Credential#lastWritten()} is new (R10).
 *
 * <p>If the names differ only in case, the credential is overwritten in place. It is unknown whether Windows then returns the newest spelling (R2);
 * if the first one comes back, the credential is renamed twice, through the new name with {@code " (being renamed)"} appended. Deleting it first
 * would lose it if the process ended before it was written again.
 *
 * <p><b>Interruption.</b> Interrupted at any point, a rename leaves the old credential there, or both, never neither. A change of case may also leave
 * the intermediate credential, alone or beside another; if it is alone, calling the same rename again completes the change. Users of this library
 * are kept out meanwhile ({@link CredentialStore#exclusively}), other programs are not: if one writes the new name between our look-up and our
 * write, its credential is overwritten; if one changes the old credential before we delete it, the old one stays and the rename fails with
 * {@link Reason#NOT_APPLIED}.
 */
public final class CredentialRenaming {

    private static final String OPERATION = "rename";
    private static final String INTERIM = " (being renamed)";

    private final CredentialStore store;
    private final Function<Credential, Optional<String>> refusal;

    /**
     * Renames in this store, which stays the caller's.
     *
     * @param refusal given a credential with its secret, why it must not be renamed by itself; empty if it may be
     */
    public CredentialRenaming(CredentialStore store, Function<Credential, Optional<String>> refusal) {
        this.store = requireNonNull(store, "store");
        this.refusal = requireNonNull(refusal, "refusal");
    }

    /**
     * Gives a credential another name, or another spelling of its name.
     *
     * @return whether there was a credential under the old name; if not, nothing is done
     * @throws CredentialException {@link Reason#ALREADY_EXISTS} if the new name is taken; {@link Reason#NOT_SUPPORTED} for a type whose secret cannot
     *     be read back (R22), for a credential whose TargetName must be its user name (R13), and for one that must not be renamed by itself;
     *     {@link Reason#NOT_APPLIED} if both may be left, as the message says; {@link Reason#BUSY} as {@link CredentialStore#exclusively}
     */
    public boolean rename(CredentialKey oldKey, String newTargetName) {
        CredentialKey newKey = new CredentialKey(oldKey.type(), newTargetName);
        CredentialLimits.checkKey(OPERATION, newKey);
        return store.exclusively(() -> rename(oldKey, newKey));
    }

    private boolean rename(CredentialKey oldKey, CredentialKey newKey) {
        Optional<Credential> found = store.find(oldKey);
        if (found.isEmpty()) {
            return newKey.equals(oldKey)
                    && interim(newKey).filter(copy -> rename(copy, newKey)).isPresent();
        }
        try (Credential old = found.get();
                Credential renamed = renamed(old, newKey)) {
            if (!newKey.equals(oldKey)) {
                move(old, renamed);
                return true;
            }
            store.write(renamed);
            if (verify(renamed).equals(newKey.targetName())) {
                return true;
            }
        }
        return respell(newKey);
    }

    /** Empty if the name would become too long. */
    private static Optional<CredentialKey> interim(CredentialKey key) {
        String name = key.targetName() + INTERIM;
        return name.length() > CredentialLimits.maxTargetNameChars(key.type())
                ? Optional.empty()
                : Optional.of(new CredentialKey(key.type(), name));
    }

    /** For a store that keeps the spelling of the credential that is overwritten. */
    private boolean respell(CredentialKey key) {
        CredentialKey interim = interim(key)
                .orElseThrow(() ->
                        refused(key, "the store keeps its first spelling, and the name is too long for another way"));
        rename(key, interim);
        try {
            return rename(interim, key);
        } catch (CredentialException e) {
            if (e.key().equals(Optional.of(interim))) {
                throw e; // It is there beside the new name, and the message says so.
            }
            throw new CredentialException(
                    e.reason(),
                    e.windowsCode(),
                    OPERATION,
                    key,
                    "it is there as " + interim + ", rename that: " + e.getMessage(),
                    e);
        }
    }

    private Credential renamed(Credential old, CredentialKey newKey) {
        refusal.apply(old).ifPresent(why -> {
            throw refused(old.key(), why);
        });
        if (old.flags().has(CredentialFlags.USERNAME_TARGET)) {
            throw refused(old.key(), "its TargetName must be its user name (USERNAME_TARGET)");
        }
        Secret secret = old.secret()
                .orElseThrow(() -> refused(old.key(), "its secret cannot be read back, so it would be lost"));
        // Flags that the store computes, such as PROMPT_NOW, cannot be written.
        int bits = old.flags().without(CredentialFlags.PROMPT_NOW).bits() & CredentialFlags.VALID_INPUT_BITS;
        return old.toBuilder()
                .key(newKey)
                .flags(new CredentialFlags(bits))
                .secret(secret.copy())
                .build();
    }

    private void move(Credential old, Credential renamed) {
        if (store.describe(renamed.key()).isPresent()) {
            throw new CredentialException(
                    Reason.ALREADY_EXISTS,
                    OPERATION,
                    renamed.key(),
                    "there is a credential of this name and type; delete it first, or choose another name");
        }
        store.write(renamed);
        verify(renamed);
        if (!isUnchanged(old)) {
            throw bothLeft(old.key(), renamed.key(), "the old credential was changed meanwhile", null);
        }
        try {
            store.delete(old.key());
        } catch (CredentialException e) {
            throw bothLeft(old.key(), renamed.key(), "the old credential could not be deleted", e);
        }
    }

    /** Returns the spelling in which the store has the written credential. */
    private String verify(Credential written) {
        Optional<Credential> found = store.find(written.key());
        if (found.isPresent()) {
            try (Credential stored = found.get()) {
                if (isSame(stored, written)) {
                    return stored.targetName();
                }
            }
        }
        throw new CredentialException(
                Reason.NOT_APPLIED,
                OPERATION,
                written.key(),
                "what was read back is not what was written; nothing was deleted; try again");
    }

    /** Whether the old credential is unchanged, or gone. */
    private boolean isUnchanged(Credential old) {
        Optional<Credential> found = store.find(old.key());
        if (found.isEmpty()) {
            return true;
        }
        try (Credential now = found.get()) {
            return now.lastWritten().equals(old.lastWritten()) && isSame(now, old);
        }
    }

    private static boolean isSame(Credential a, Credential b) {
        return a.secret().equals(b.secret())
                && a.userName().equals(b.userName())
                && a.comment().equals(b.comment())
                && a.targetAlias().equals(b.targetAlias())
                && a.attributes().equals(b.attributes())
                && a.persistence().equals(b.persistence());
    }

    private static CredentialException bothLeft(
            CredentialKey oldKey, CredentialKey newKey, String why, @Nullable Exception cause) {
        return new CredentialException(
                Reason.NOT_APPLIED,
                OPERATION,
                oldKey,
                why + "; it is still there beside the new " + newKey + ": delete one of them",
                cause);
    }

    private static CredentialException refused(CredentialKey key, String detail) {
        return new CredentialException(Reason.NOT_SUPPORTED, OPERATION, key, detail);
    }
}
