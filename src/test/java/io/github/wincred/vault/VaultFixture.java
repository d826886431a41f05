package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A vault in a folder of a test's own, and short forms of what tests do with one. */
record VaultFixture(Path folder, Path keyFile) {

    static final Path HEADER = Path.of("vault.header");
    static final Path SECOND_HEADER = Path.of("vault.header.copy");

    static VaultFixture in(Path place) {
        return new VaultFixture(place.resolve("data/vault"), place.resolve("config/vault.key"));
    }

    VaultConfiguration configuration() {
        return VaultConfiguration.persistent(folder, keyFile);
    }

    VaultConfiguration.Builder but() {
        return configuration().toBuilder();
    }

    VaultCredentialStore open() {
        return VaultCredentialStore.open(configuration());
    }

    VaultCredentialStore openWith(String password) {
        VaultCredentialStore store = open();
        store.unlock(password.toCharArray());
        return store;
    }

    static void write(CredentialStore store, String name, String secret) {
        try (Credential credential = Credential.generic(name)
                .secret(Secret.copyOf(secret.getBytes(StandardCharsets.UTF_8)))
                .build()) {
            store.write(credential);
        }
    }

    static String read(CredentialStore store, String name) {
        try (Credential found = store.find(CredentialKey.generic(name)).orElseThrow()) {
            return new String(found.secret().orElseThrow().toByteArray(), StandardCharsets.UTF_8);
        }
    }

    static List<String> names(CredentialStore store) {
        return store.list(CredentialFilter.all()).stream()
                .map(Credential::targetName)
                .toList();
    }

    /** The failure of a call, which must be one of ours and have this reason. */
    static CredentialException failure(Reason reason, ThrowingCallable call) {
        CredentialException failure = catchThrowableOfType(CredentialException.class, call);
        assertThat(failure).as("a failure with reason " + reason).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    /** Makes the checksum at the end of a header right again. */
    static void putChecksum(byte[] header) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header, 0, header.length - 32);
            digest.digest(header, header.length - 32, 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a file or folder that a test has made to its owner alone, as other programs do: on POSIX the product does it in creating them. */
    static void protect(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            new WindowsAccess(CurrentUser.OF_PROCESS).protect(path);
        } else {
            view.setPermissions(PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    Path header() {
        return folder.resolve(HEADER);
    }

    Path secondHeader() {
        return folder.resolve(SECOND_HEADER);
    }

    /** The credential files. */
    List<Path> entries() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".credential"))
                .toList();
    }

    /** Every file in the vault's folder. */
    List<Path> files() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
