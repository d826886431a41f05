package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;

/** A main class, and a task for a copy of this library in another class loader: writes and checks what it wrote. */
public final class StoreWriter implements Runnable {

    /** Public, because a test makes it by reflection. */
    public StoreWriter() {}

    /** {@code PREFIX N}: writes so many credentials with names of their own into the system's store. */
    public static void main(String[] arguments) {
        try (CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults())) {
            write(store, arguments[0], Integer.parseInt(arguments[1]));
        }
    }

    /** On the double, every kind of call. */
    @Override
    public void run() {
        CredentialStore store = WincredDouble.store(new WindowsStoreOptions(false, true));
        String prefix = "writer " + System.identityHashCode(this) + "/";
        write(store, prefix, 25);
        for (Credential credential : store.list(CredentialFilter.startingWith(prefix))) {
            if (!store.delete(credential.key())) {
                throw new AssertionError(credential.key());
            }
        }
    }

    private static void write(CredentialStore store, String prefix, int number) {
        for (int i = 0; i < number; i++) {
            CredentialKey key = CredentialKey.generic(prefix + i);
            try (Credential credential = Credential.builder(key)
                    .secret(Secret.copyOf(new byte[] {(byte) i, 1}))
                    .build()) {
                store.write(credential);
            }
            try (Credential found = store.find(key).orElseThrow()) {
                if (found.secret().orElseThrow().toByteArray()[0] != i) {
                    throw new AssertionError(key);
                }
            }
        }
    }
}
