package io.github.wincred.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Javadoc of WinCred says where each function of wincred.h is. */
class FunctionTableTest {

    private static final Pattern FUNCTION = Pattern.compile("(?m)^\\| `(Cred\\w+?)W?` \\|(?: [^|]+ \\|){3}$");

    @Test
    void everyFunctionOfDifferences_isNamedInTheTable() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/wincred/WinCred.java"));
        String table = source.substring(source.indexOf("<table>"), source.indexOf("</table>"));

        List<String> functions = FUNCTION.matcher(Files.readString(Path.of("DIFFERENCES.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(functions).hasSize(28);
        assertThat(functions).allSatisfy(function -> assertThat(table).containsPattern("\\b" + function + "\\b"));
    }
}
