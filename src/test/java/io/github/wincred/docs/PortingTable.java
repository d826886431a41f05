package io.github.wincred.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of {@code docs/porting-from-win32cred.md}. */
final class PortingTable {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.*?)$(.*?)(?=^## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]*)`([^|]*)\\| `([^|]*)` \\| (.*) \\|$");
    private static final Pattern CONSTANT =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\S+) \\| `(\\w+)\\.(\\w+)(\\S*)` \\|$");

    private PortingTable() {}

    /**
     * A call or a dictionary.
     *
     * @param left what a script writes
     * @param java the Java line
     * @param ranOn where the Java line ran, and behind a semicolon what else is to be said
     */
    record Row(String left, String java, String ranOn) {

        /** Whether the line itself ran there. */
        boolean ranOn(String place) {
            return List.of(ranOn.split(";", -1)[0].split(", ", -1)).contains(place);
        }
    }

    /**
     * A constant.
     *
     * @param name its name in {@code wincred.h}
     * @param value its Windows value, as it is written
     * @param type the Java class
     * @param member the name in that class
     * @param call what follows the member: nothing, {@code ()} for a method or {@code .length()}
     */
    record Constant(String name, String value, String type, String member, String call) {}

    static List<Row> rows(String section) throws IOException {
        return ROW.matcher(section(section))
                .results()
                .map(row -> new Row(row.group(1) + row.group(2).strip(), row.group(3), row.group(4)))
                .toList();
    }

    static List<Constant> constants() throws IOException {
        return CONSTANT.matcher(section("Constants"))
                .results()
                .map(row -> new Constant(row.group(1), value(row.group(2)), row.group(3), row.group(4), row.group(5)))
                .toList();
    }

    /** A text is written as code, with its bar escaped. */
    private static String value(String cell) {
        return cell.replace("`", "").replace("\\|", "|");
    }

    /** How many lines of a section's tables begin as a row of code does, whether or not the rest of them is understood. */
    static long lines(String section) throws IOException {
        return section(section).lines().filter(line -> line.startsWith("| `")).count();
    }

    private static String section(String title) throws IOException {
        Matcher sections = SECTION.matcher(Files.readString(Path.of("docs/porting-from-win32cred.md")));
        return sections.results()
                .collect(Collectors.toMap(section -> section.group(1), section -> section.group(2)))
                .get(title);
    }

    /** A text without the line breaks and spaces that a formatter may put anywhere. */
    static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
