package io.github.wincred.vault;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Uses a key-file vault and a password vault in every way, re-keys, gives a wrong password, closes, and dumps its own heap. Passwords and secret
 * are made here and written to files as they are made, so that no other copy of them ever exists in this process.
 */
final class VaultHeapDumpProgram {

    static final int LETTERS = 24;

    private VaultHeapDumpProgram() {}

    /** Arguments: a folder for everything, and {@code leak} to leave a store with a password open. */
    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[0]);
        VaultFixture keyFileVault = VaultFixture.in(place.resolve("with-key-file"));
        VaultFixture passwordVault = VaultFixture.in(place.resolve("with-password"));
        char[] secret = letters(place.resolve("secret"));
        char[] first = letters(place.resolve("first-password"));
        char[] second = letters(place.resolve("second-password"));
        char[] wrong = letters(place.resolve("wrong-password"));

        try (VaultCredentialStore store = keyFileVault.open()) {
            use(store, secret);
        }
        VaultCredentialStore store = passwordVault.open();
        store.unlock(first);
        use(store, secret);
        Files.copy(passwordVault.header(), place.resolve("first-header"));
        store.changePassword(second);
        store.close();
        VaultCredentialStore again = passwordVault.open();
        try {
            again.unlock(wrong);
            throw new AssertionError("opened with a wrong password");
        } catch (CredentialException e) {
            again.unlock(second);
        }
        again.find(CredentialKey.generic("kept")).orElseThrow().close();
        VaultCredentialStore pending = VaultFixture.in(place.resolve("never")).open();
        pending.unlock(wrong);
        pending.close();
        if (arguments.length == 1) {
            again.close();
        }
        for (char[] letters : new char[][] {secret, first, second, wrong}) {
            Arrays.fill(letters, '\0');
        }
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(place.resolve("dump.hprof").toString(), false);
    }

    private static void use(VaultCredentialStore store, char[] text) {
        for (String name : new String[] {"kept", "deleted"}) {
            try (Credential credential =
                    Credential.generic(name).secret(Secret.ofUtf16Le(text)).build()) {
                store.write(credential);
                store.write(credential);
            }
        }
        store.writeKeepingSecret(Credential.generic("kept").comment("changed").build());
        store.find(CredentialKey.generic("kept")).orElseThrow().close();
        store.listWithSecrets(CredentialFilter.all()).forEach(Credential::close);
        store.delete(CredentialKey.generic("deleted"));
    }

    private static char[] letters(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        char[] letters = new char[LETTERS];
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            for (int i = 0; i < LETTERS; i++) {
                letters[i] = (char) ('a' + random.nextInt(26));
                out.write(letters[i]);
            }
        }
        return letters;
    }
}
