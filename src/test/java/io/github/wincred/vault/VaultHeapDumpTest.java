package io.github.wincred.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
        Map<String, byte[]> keys = new LinkedHashMap<>();
        VaultFixture keyFileVault = VaultFixture.in(place.resolve("with-key-file"));
        VaultFixture passwordVault = VaultFixture.in(place.resolve("with-password"));
        byte[] fromFile =
                KeyFile.decode(Files.readAllBytes(keyFileVault.keyFile())).orElseThrow();
        addKeys(keys, "key file", fromFile, keyFileVault);
        VaultHeader second =
                VaultHeader.parse(Files.readAllBytes(passwordVault.header())).orElseThrow();
        VaultHeader first = VaultHeader.parse(Files.readAllBytes(place.resolve("first-header")))
                .orElseThrow();
        addWrapping(keys, "first password", first, place.resolve("first-password"));
        byte[] masterKey = addWrapping(keys, "second password", second, place.resolve("second-password"));
        addKeys(keys, "password", masterKey, passwordVault);
        return keys;
    }

    private static byte[] addWrapping(Map<String, byte[]> keys, String name, VaultHeader header, Path password)
            throws IOException {
        byte[] text = (new String(Files.readAllBytes(password), US_ASCII) + "\u0100").getBytes(UTF_16BE);
        text = Arrays.copyOf(text, text.length - 1);
        byte[] derived = Pbkdf2.derive(text, header.salt(), header.iterations());
        keys.put(name + ", derived", derived.clone());
        keys.put(name + ", wrapping", Hmac.once(derived, "wincred vault 1 wrap".getBytes(US_ASCII)));
        return header.unwrap(derived).orElseThrow();
    }

    private static void addKeys(Map<String, byte[]> keys, String name, byte[] masterKey, VaultFixture vault)
            throws IOException {
        VaultHeader header =
                VaultHeader.parse(Files.readAllBytes(vault.header())).orElseThrow();
        keys.put(name + ", master", masterKey.clone());
        for (String label : new String[] {"name", "part"}) {
            keys.put(
                    name + ", " + label,
                    Hmac.once(masterKey, ("wincred vault 1 " + label).getBytes(US_ASCII), header.id()));
        }
        VaultKeys vaultKeys = new VaultKeys(masterKey, header.id());
        byte[] identity = vaultKeys.fileIdentity(CredentialKey.generic("kept"));
        byte[] file = Files.readAllBytes(vault.entries().get(0));
        int secretStart = 24 + ByteBuffer.wrap(file).getInt(12);
        byte[] salt = Arrays.copyOfRange(file, secretStart, secretStart + 32);
        keys.put(name + ", of the secret", vaultKeys.partKey((byte) 's', salt, identity));
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
