package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.RealStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret stays in memory: a dump of all objects, unreachable ones included, is searched for one that was used in every way. */
interface HeapDumpContract {

    /** Options that say which store the process uses. */
    String[] options();

    private List<String> formsFoundAfterUse(Path work, String... leak) throws Exception {
        Path secret = work.resolve("secret");
        Path dump = work.resolve("dump.hprof");
        String prefix = RealStore.PREFIX + "/" + ProcessHandle.current().pid() + "/";
        String[] arguments = new String[3 + leak.length];
        arguments[0] = secret.toString();
        arguments[1] = dump.toString();
        arguments[2] = prefix;
        System.arraycopy(leak, 0, arguments, 3, leak.length);
        new ProductProcess(work, options())
                .run(HeapDumpProgram.class, arguments)
                .succeeded();
        return new HeapDump(dump).formsFound(Files.readString(secret, StandardCharsets.US_ASCII));
    }

    @Test
    default void usedSecret_isNowhereInTheHeap(@TempDir Path work) throws Exception {
        assertThat(formsFoundAfterUse(work)).isEmpty();
    }

    @Test
    default void deliberateLeak_isFound(@TempDir Path work) throws Exception {
        assertThat(formsFoundAfterUse(work, "leak")).contains("UTF-8 (first half)", "UTF-8 (second half)");
    }
}
