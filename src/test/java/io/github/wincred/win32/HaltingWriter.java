package io.github.wincred.win32;

import io.github.wincred.settings.BindingChoice;
import io.github.wincred.testing.LargeEntries;

/**
 * A process that ends in the middle of a change: {@code ALIAS LENGTH FUNCTION N}. It stores a secret of this length, or removes it for 0, and
 * halts instead of the n-th call of a function of the system.
 */
public final class HaltingWriter {

    /** Shows that the process halted, and did not fail. */
    static final int STATUS = 86;

    private HaltingWriter() {}

    public static void main(String[] arguments) throws Exception {
        int[] countdown = {Integer.parseInt(arguments[3])};
        CredApi halting = new WatchedApi(WindowsBackend.load(BindingChoice.AUTO), name -> {
            if (name.equals(arguments[2]) && --countdown[0] == 0) {
                Runtime.getRuntime().halt(STATUS);
            }
        });
        WindowsCredentialStore store = new WindowsCredentialStore(halting, WindowsStoreOptions.ofDefaults());
        int length = Integer.parseInt(arguments[1]);
        if (length > 0) {
            LargeEntries.put(store, arguments[0], length, length);
        } else {
            LargeEntries.remove(store, arguments[0]);
        }
    }
}
