package io.github.wincred.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The table of DIFFERENCES.md that says which questions of the self-test Wine answers otherwise than Windows is expected to. */
public final class WineTable {

    /** Probe, rules, question, what is expected, what Wine answers; and why. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^(\\| [0-9]+[a-z] \\| [^|]+ \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|) [^|]+ \\|$");

    private WineTable() {}

    /** Its rows without the reasons. */
    public static List<String> rows() throws IOException {
        return rows(Files.readString(Path.of("DIFFERENCES.md")));
    }

    /** The rows of such a table without their last cells. */
    public static List<String> rows(String text) {
        return ROW.matcher(text).results().map(row -> row.group(1)).toList();
    }
}
