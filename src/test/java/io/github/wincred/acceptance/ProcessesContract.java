package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.RealStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain JCA program, each step in a process of its own. */
interface ProcessesContract {

    String USER = "DOM\\b\u00f6b";
    String COMMENT = "ein Kommentar \u4e2d";

    /** Options that say which store the processes use. */
    String[] options();

    /** Looks at a stored credential with other means than this library, if there are any. */
    void seenFromOutside(String alias, byte[] blob, String userName, String comment) throws Exception;

    @Test
    default void textAndBinarySecrets_liveFromProcessToProcess(@TempDir Path work) throws Exception {
        ProductProcess processes = new ProductProcess(work, options());
        String prefix = RealStore.PREFIX + "/" + ProcessHandle.current().pid() + "/";
        String text = prefix + "p\u00e4\u00df \u4e2d\u56fd \ud83d\ude00";
        String binary = prefix + "\u041a\u043b\u044e\u0447";
        String password = "p\u00e4ssw\u00f6rd \u20ac \ud83d\udd11";
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            put(processes, text, "PBEWithMD5AndDES", password.getBytes(UTF_8), USER, COMMENT);
            put(processes, binary, "AES", key, "bob", "");

            assertThat(list(processes, prefix)).containsExactlyElementsOf(sortedHex(text, binary));
            assertThat(get(processes, text)).isEqualTo("PBEWithMD5AndDES " + hex(password.getBytes(UTF_8)));
            assertThat(get(processes, binary)).isEqualTo("AES " + hex(key));
            seenFromOutside(text, password.getBytes(UTF_16LE), USER, COMMENT);
            seenFromOutside(binary, key, "bob", "");

            put(processes, text, "PBEWithMD5AndDES", "changed".getBytes(UTF_8), USER, COMMENT);
            assertThat(get(processes, text)).isEqualTo("PBEWithMD5AndDES " + hex("changed".getBytes(UTF_8)));
        } finally {
            delete(processes, text);
            delete(processes, binary);
        }
        assertThat(list(processes, prefix)).isEmpty();
        assertThat(get(processes, text)).isEqualTo("absent");
    }

    private static void put(
            ProductProcess processes, String alias, String algorithm, byte[] secret, String userName, String comment)
            throws Exception {
        processes
                .run(
                        KeyStoreProgram.class,
                        "put",
                        hex(alias.getBytes(UTF_8)),
                        algorithm,
                        hex(secret),
                        "wincred.user-name",
                        hex(userName.getBytes(UTF_8)),
                        "wincred.comment",
                        hex(comment.getBytes(UTF_8)),
                        "wincred.persistence",
                        hex("enterprise".getBytes(UTF_8)))
                .succeeded();
    }

    private static String get(ProductProcess processes, String alias) throws Exception {
        return processes
                .run(KeyStoreProgram.class, "get", hex(alias.getBytes(UTF_8)))
                .succeeded()
                .output()
                .strip();
    }

    private static List<String> list(ProductProcess processes, String prefix) throws Exception {
        return processes
                .run(KeyStoreProgram.class, "list", hex(prefix.getBytes(UTF_8)))
                .succeeded()
                .lines();
    }

    private static void delete(ProductProcess processes, String alias) throws Exception {
        processes
                .run(KeyStoreProgram.class, "delete", hex(alias.getBytes(UTF_8)))
                .succeeded();
    }

    private static List<String> sortedHex(String... aliases) {
        return Stream.of(aliases)
                .map(alias -> hex(alias.getBytes(UTF_8)))
                .sorted()
                .toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
