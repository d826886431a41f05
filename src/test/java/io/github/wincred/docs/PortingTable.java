package io.github.wincred.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right-hand lines of the porting tables. */
final class PortingTable {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `[^|]*\\| `([^|]*)` \\|");

    private PortingTable() {}

    static List<String> javaLines() throws IOException {
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/porting-from-win32cred.md")));
        List<String> lines = new ArrayList<>();
        while (row.find()) {
            lines.add(row.group(1));
        }
        return lines;
    }

    /** A text without the line breaks and spaces that a formatter may put anywhere. */
    static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
