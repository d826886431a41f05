package io.github.wincred.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of results in {@code docs/interop.md}, against the tests that run the programs. */
class ResultsTableTest {

    private static final Path TESTS = Path.of("src/test/java/io/github/wincred/interop");

    private record Row(String profile, String program, String read, String written, String test) {

        boolean isRun() {
            return test.endsWith("WindowsIT`");
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(Path.of("docs/interop.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .filter(cells -> cells.length == 5)
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
    }

    private static String uncode(String cell) {
        return cell.replace("`", "");
    }

    @Test
    void table_hasEachProfile() throws IOException {
        assertThat(rows())
                .extracting(row -> uncode(row.profile()))
                .containsExactlyElementsOf(
                        Arrays.stream(Profile.values()).map(Profile::label).toList());
    }

    @Test
    void eachTest_isOfItsProfileAndInTheTable() throws Exception {
        List<String> named = new ArrayList<>();
        for (Row row : rows()) {
            if (row.isRun()) {
                String test = uncode(row.test());
                ForeignProgramContract contract = Class.forName(getClass().getPackageName() + "." + test)
                        .asSubclass(ForeignProgramContract.class)
                        .getDeclaredConstructor()
                        .newInstance();
                assertThat(contract.profile().label()).isEqualTo(uncode(row.profile()));
                assertThat(row.read()).as(test).startsWith("pass");
                assertThat(row.written()).as(test).startsWith("pass");
                named.add(test + ".java");
            } else {
                assertThat(List.of(row.read(), row.written())).containsOnly("not run");
            }
        }
        try (Stream<Path> files = Files.list(TESTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("IT.java")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void versions_areThoseThatTheBuildFetches() throws IOException {
        String setup = Files.readString(Path.of("src/test/interop/setup"));
        String pom = Files.readString(Path.of("pom.xml"));
        Pattern pinned = Pattern.compile("`([^` ]+)([@:])([0-9.]+)`");
        List<String> found = new ArrayList<>();
        for (Row row : rows()) {
            pinned.matcher(row.program()).results().forEach(match -> {
                found.add(match.group());
                if (match.group(2).equals("@")) {
                    assertThat(setup).contains(" " + match.group(1) + "@" + match.group(3) + " ");
                } else {
                    assertThat(pom)
                            .containsPattern("<artifactId>" + Pattern.quote(match.group(1))
                                    + "</artifactId>\\s*<version>" + Pattern.quote(match.group(3)) + "</version>");
                }
            });
        }
        assertThat(found).hasSize(6);
    }
}
