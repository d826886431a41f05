package io.github.wincred.vault;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.testing.LargeEntries;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import java.util.Random;

/** A process of its own that changes a large entry of a vault: {@code ROLE FOLDER KEY_FILE ARGUMENTS}. */
final class LargeEntryChild {

    static final String ALIAS = "large";

    /** Shows that the process halted, and did not fail. */
    static final int HALTED = 86;

    private LargeEntryChild() {}

    public static void main(String[] arguments) throws Exception {
        VaultFixture vault = new VaultFixture(Path.of(arguments[1]), Path.of(arguments[2]));
        int number = Integer.parseInt(arguments[3]);
        int count = Integer.parseInt(arguments[4]);
        switch (arguments[0]) {
            case "halt" -> haltAt(vault, number, count);
            case "compete" -> compete(vault, number, count);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Replaces the entry by one of this length, and halts instead of the n-th call of the disk. */
    private static void haltAt(VaultFixture vault, int length, int call) throws Exception {
        int[] countdown = {call};
        Disk halting = new WatchedDisk(name -> {
            if (--countdown[0] == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        });
        change(VaultCredentialStore.open(vault.but().disk(halting).build()), length);
    }

    /** Stores a secret of this length, which is also its number, or removes the entry for 0. */
    static void change(VaultCredentialStore store, int length) throws Exception {
        if (length > 0) {
            LargeEntries.put(store, ALIAS, length, length);
        } else {
            LargeEntries.remove(store, ALIAS);
        }
    }

    /** Writes, deletes, sweeps and reads again and again; fails if it ever reads what is not one secret, whole. */
    private static void compete(VaultFixture vault, int process, int count) throws Exception {
        VaultCredentialStore store = VaultChild.openPatiently(vault);
        Random random = new Random(process);
        for (int i = 0; i < count; i++) {
            int choice = random.nextInt(8);
            if (choice == 0) {
                LargeEntries.remove(store, ALIAS);
            } else {
                int length = choice == 1 ? 100 : 2561 + random.nextInt(9000);
                LargeEntries.put(store, ALIAS, 1000 * process + i, length);
            }
            if (choice == 2) {
                SplitSecrets.sweep(store);
            }
            read(store);
        }
    }

    /** The number of the secret that is there; empty too if others kept replacing it all the time. */
    static Optional<Integer> read(VaultCredentialStore store) throws Exception {
        try {
            return LargeEntries.numberOf(store, ALIAS);
        } catch (UnrecoverableKeyException e) {
            if (e.getCause() instanceof CredentialException cause && cause.reason() == Reason.BUSY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
