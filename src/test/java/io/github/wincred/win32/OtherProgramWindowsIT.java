package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.NeedsNativeHelpers;
import io.github.wincred.testing.RealStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What this library writes, as a C program finds it through {@code CredReadW}. */
@EnabledOnOs(OS.WINDOWS)
@NeedsNativeHelpers
class OtherProgramWindowsIT {

    private static final CredentialKey KEY =
            CredentialKey.generic(RealStore.PREFIX + "/other program/\u00e9\u4e2d\u56fd\ud83d\ude00");

    private final CredentialStore store = ThisWindows.store(WindowsStoreOptions.ofDefaults());

    @AfterEach
    void leaveNothingBehind() {
        store.delete(KEY);
    }

    private static List<String> read(CredentialKey key) throws Exception {
        Process process = new ProcessBuilder(
                        Build.nativeProgram("readcred").toString(),
                        key.targetName(),
                        Integer.toString(key.type().code()))
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void writtenCredential_isFoundWithAllItsFields() throws Exception {
        try (Credential credential = Credential.builder(KEY)
                .userName("DOM\\b\u00f6b")
                .comment("saved \u20ac\ud83d\udd11")
                .persistence(Persistence.ENTERPRISE)
                .secret(Secret.ofUtf16Le("p\u00e4ss\ud83d\ude00".toCharArray()))
                .build()) {
            store.write(credential);
        }

        assertThat(read(KEY))
                .containsExactly(
                        "blob=7000e400730073003dd800de",
                        "user=DOM\\u005Cb\u00f6b",
                        "persist=3",
                        "comment=saved \u20ac\ud83d\udd11");
    }

    @Test
    void absentStrings_areNull() throws Exception {
        store.write(Credential.builder(KEY).build());

        assertThat(read(KEY)).containsExactly("blob=", "user", "persist=2", "comment");
    }

    @Test
    void deletedCredential_isGone() throws Exception {
        store.write(Credential.builder(KEY).build());
        store.delete(KEY);

        assertThat(read(KEY)).containsExactly("error=1168");
        assertThat(read(new CredentialKey(CredentialType.of(99), "x"))).containsExactly("error=87");
    }
}
