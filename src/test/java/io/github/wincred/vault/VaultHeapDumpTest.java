package io.github.wincred.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.testing.Build;
import io.github.wincred.vault.crypto.KeyFile;
import io.github.wincred.vault.crypto.KeysInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a vault is closed, no object of the process holds a password, a key or a secret; unreachable objects count too. */
class VaultHeapDumpTest {

    @TempDir
    private Path place;

    private HeapDump dumpAfterUse(String... leak) throws Exception {
        List<String> command = new ArrayList<>(Build.java(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:NewSize=64m", // what is left behind stays to be found, but for what the derivations push out
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                VaultHeapDumpProgram.class.getName(),
                place.toString()));
        command.addAll(List.of(leak));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return new HeapDump(place.resolve("dump.hprof"));
    }

    /** Every key that the program's vaults ever had in memory, computed again from the files that it left. */
    private Map<String, byte[]> keys() throws IOException {
        VaultFixture keyFileVault = VaultFixture.in(place.resolve("with-key-file"));
        VaultFixture passwordVault = VaultFixture.in(place.resolve("with-password"));
        KeysInMemory keys = new KeysInMemory();
        byte[] fromFile =
                KeyFile.decode(Files.readAllBytes(keyFileVault.keyFile())).orElseThrow();
        addKeys(keys, "key file", fromFile, keyFileVault);
        addWrapping(keys, "first password", place.resolve("first-header"), place.resolve("first-password"));
        byte[] masterKey =
                addWrapping(keys, "second password", passwordVault.header(), place.resolve("second-password"));
        addKeys(keys, "password", masterKey, passwordVault);
        return keys.byName();
    }

    private static byte[] addWrapping(KeysInMemory keys, String name, Path header, Path password) throws IOException {
        return keys.addWrapping(
                name,
                Files.readAllBytes(header),
                Files.readString(password, US_ASCII).toCharArray());
    }

    private static void addKeys(KeysInMemory keys, String name, byte[] masterKey, VaultFixture vault)
            throws IOException {
        byte[] file = Files.readAllBytes(vault.entries().get(0));
        keys.addDerived(name, masterKey, Files.readAllBytes(vault.header()), CredentialKey.generic("kept"), file);
    }

    @Test
    void closedVaults_leaveNoSecretPasswordOrKeyInTheHeap() throws Exception {
        HeapDump dump = dumpAfterUse();

        for (String name : List.of("secret", "first-password", "second-password", "wrong-password")) {
            String text = Files.readString(place.resolve(name), US_ASCII);
            assertThat(dump.formsFound(text)).as(name).isEmpty();
        }
        List<String> found = new ArrayList<>();
        keys().forEach((name, key) -> {
            for (int pad : new int[] {0, 0x36, 0x5C}) { // as it is, and as HMAC keeps it inside and outside
                byte[] half = Arrays.copyOf(key, key.length / 2);
                for (int i = 0; i < half.length; i++) {
                    half[i] ^= (byte) pad;
                }
                if (dump.contains(half)) {
                    found.add(name + (pad == 0 ? "" : ", inside HMAC"));
                }
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void vaultThatIsStillOpen_isFound() throws Exception {
        HeapDump dump = dumpAfterUse("leak");

        assertThat(keys().entrySet().stream()
                        .filter(key -> dump.contains(key.getValue()))
                        .map(Map.Entry::getKey))
                .contains("password, master");
    }
}
