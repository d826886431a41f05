package io.github.wincred.vault;

import static io.github.wincred.vault.VaultFixture.failure;
import static io.github.wincred.vault.VaultFixture.read;
import static io.github.wincred.vault.VaultFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32Util;
import io.github.wincred.contract.CompoundContract;
import io.github.wincred.contract.LimitsContract;
import io.github.wincred.contract.ListingContract;
import io.github.wincred.contract.ReadWriteContract;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault in files where it is asked for by name: on Windows. */
@EnabledOnOs(OS.WINDOWS)
class FileVaultWindowsIT
        implements CompoundContract, ReadWriteContract, ListingContract, LimitsContract, VaultRulesContract {

    private static final String EVERYONE = "S-1-1-0";
    private static final String NETWORK_SERVICE = "S-1-5-20";

    private VaultFixture vault;
    private CredentialStore store;
    private CredentialStore secondStore;

    @BeforeEach
    void openVault(@TempDir Path place) {
        vault = VaultFixture.in(place);
        store = vault.open();
        secondStore = vault.open();
    }

    @Override
    public VaultConfiguration configuration() {
        return vault.configuration();
    }

    @Override
    public CredentialStore store() {
        return store;
    }

    @Override
    public CredentialStore secondStore() {
        return secondStore;
    }

    @Override
    public String prefix() {
        return "contract/";
    }

    private static List<AclEntry> acl(Path file) throws IOException {
        return Files.getFileAttributeView(file, AclFileAttributeView.class).getAcl();
    }

    /** Well-known accounts have names in the language of the system. */
    private static String name(String sid) {
        return Advapi32Util.getAccountBySid(sid).fqn;
    }

    private static UserPrincipal account(String sid) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name(sid));
    }

    @ParameterizedTest
    @EnumSource(
            value = AclEntryPermission.class,
            names = {"READ_DATA", "WRITE_DATA"})
    void fileOpenToEveryone_isRefused(AclEntryPermission right) throws IOException {
        write(store, "name", "secret");
        List<AclEntry> entries = new ArrayList<>(acl(vault.keyFile()));
        entries.add(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(account(EVERYONE))
                .setPermissions(right)
                .build());
        Files.getFileAttributeView(vault.keyFile(), AclFileAttributeView.class).setAcl(entries);

        assertThat(failure(Reason.UNUSABLE, () -> read(vault.open(), "name")))
                .hasMessageContainingAll(vault.keyFile().toString(), "open to", "vault.permissions=unchecked");
        assertThat(read(
                        VaultCredentialStore.open(
                                vault.but().checkPermissions(false).build()),
                        "name"))
                .isEqualTo("secret");
    }

    /**
     * Java takes the name of the user from a variable, which in services of Windows holds the name of the computer. The second Java has no
     * module that tells the account.
     */
    @ParameterizedTest
    @ValueSource(strings = {"java.se,jdk.security.auth", "java.se"})
    void processUnderAnotherName_keepsItsFilesToItsOwnAccount(String modules) throws Exception {
        ProcessBuilder child = new ProcessBuilder(Build.java(
                "--limit-modules=" + modules,
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                VaultChild.class.getName(),
                "one",
                vault.folder().toString(),
                vault.keyFile().toString(),
                "name",
                "secret"));
        String[] networkService = name(NETWORK_SERVICE).split("\\\\", 2);
        child.environment().put("USERDOMAIN", networkService[0]);
        child.environment().put("USERNAME", networkService[1]);
        assertThat(child.inheritIO().start().waitFor()).isZero();

        UserPrincipal own = CurrentUser.OF_PROCESS.identity().principal();
        UserPrincipal other = account(NETWORK_SERVICE);
        List<Path> files = new ArrayList<>(vault.files());
        files.addAll(List.of(
                vault.keyFile(), vault.folder().getParent(), vault.keyFile().getParent()));
        assertThat(files).contains(vault.folder().resolve("vault.lock"));
        for (Path file : files) {
            List<UserPrincipal> ours = List.of(own, Files.getOwner(file));
            assertThat(acl(file))
                    .as(file.toString())
                    .anyMatch(entry -> ours.contains(entry.principal())
                            && entry.permissions().contains(AclEntryPermission.WRITE_DATA))
                    .noneMatch(entry -> entry.principal().equals(other));
        }
        write(store, "name", "new");
        assertThat(read(store, "name")).isEqualTo("new");
    }

    @Test
    void readersAndWritersAtOnce_doNotGetInEachOthersWay() throws InterruptedException {
        write(store, "name", "0");
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 500; i++) {
                assertThat(Integer.parseInt(read(secondStore, "name"))).isNotNegative();
            }
        });
        reader.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
        reader.start();
        for (int i = 0; i < 100; i++) {
            write(store, "name", "" + i);
        }
        reader.join();

        assertThat(failures).isEmpty();
    }

    /** Does something while another program, such as a virus scanner, has a file open for a moment and does not share it. */
    private static void whileHeld(Path file, String unshared, Runnable action) throws Exception {
        FileChannel held = FileChannel.open(file, Set.of(StandardOpenOption.READ, option(unshared)));
        Thread holder = new Thread(() -> {
            try (held) {
                Thread.sleep(200);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        holder.start();
        try {
            action.run();
        } finally {
            holder.join();
        }
    }

    /** An option that Java has for Windows only, and that the compiler therefore warns of. */
    private static OpenOption option(String name) throws ClassNotFoundException {
        return Arrays.stream(
                        Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                .filter(option -> option.toString().equals(name))
                .map(OpenOption.class::cast)
                .findAny()
                .orElseThrow();
    }

    @Test
    void fileThatIsHeldForAMoment_isWaitedFor() throws Exception {
        write(store, "name", "old");
        Path lock = vault.folder().resolve("vault.lock");
        Path entry = vault.entries().get(0);

        whileHeld(entry, "NOSHARE_READ", () -> assertThat(read(store, "name")).isEqualTo("old"));
        whileHeld(
                vault.header(),
                "NOSHARE_READ",
                () -> assertThat(read(vault.open(), "name")).isEqualTo("old"));
        whileHeld(
                vault.keyFile(),
                "NOSHARE_READ",
                () -> assertThat(read(vault.open(), "name")).isEqualTo("old"));
        whileHeld(lock, "NOSHARE_WRITE", () -> write(store, "name", "new"));
        whileHeld(entry, "NOSHARE_DELETE", () -> write(store, "name", "newer"));
        assertThat(read(store, "name")).isEqualTo("newer");
        whileHeld(
                entry,
                "NOSHARE_DELETE",
                () -> assertThat(store.delete(CredentialKey.generic("name"))).isTrue());
        assertThat(entry).doesNotExist();
    }
}
