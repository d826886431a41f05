package io.github.wincred.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The workflows that hosted machines run. They keep to a part of YAML that needs no parser: keys and lists by indentation, text in blocks where it holds a
 * colon, and no anchors. An action is named by the hash of a commit, since a tag can be moved.
 */
class WorkflowTest {

    private static final Pattern LINE = Pattern.compile(" *(- )*([\\w-]+):(?: (.*))?");
    private static final Pattern PLAIN =
            Pattern.compile("[^\\[{&*!|>'\"%@`#?,-](?:(?!: | #).)*|\\[[\\w., -]*]|-D.*|'[^']*'");
    private static final Pattern ACTION = Pattern.compile("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+");

    private static final Map<Path, List<String>> FILES = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                FILES.put(file, withoutBlocks(Files.readAllLines(file)));
            }
        }
        assertThat(FILES).isNotEmpty();
    }

    /** The lines that are not empty, a comment, or text in a block. */
    private static List<String> withoutBlocks(List<String> lines) {
        List<String> kept = new ArrayList<>();
        int block = Integer.MAX_VALUE;
        for (String line : lines) {
            int indent = line.length() - line.stripLeading().length();
            if (!line.isBlank() && indent <= block && !line.strip().startsWith("#")) {
                kept.add(line);
                // In a list the block belongs to the key behind the dash.
                int key = line.length() - line.replaceFirst("^[ -]*", "").length();
                block = line.endsWith("|") ? key : Integer.MAX_VALUE;
            }
        }
        return kept;
    }

    /** The lines of each job, by its name. */
    private static Map<String, List<String>> jobs(List<String> lines) {
        Map<String, List<String>> jobs = new LinkedHashMap<>();
        List<String> job = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf("jobs:") + 1, lines.size())) {
            if (line.matches("  [\\w-]+:")) {
                job = jobs.computeIfAbsent(line.strip(), name -> new ArrayList<>());
            } else {
                job.add(line);
            }
        }
        return jobs;
    }

    @Test
    void everyLine_isAKeyWithAPlainValue() {
        FILES.forEach((file, lines) -> {
            for (String line : lines) {
                Matcher key = LINE.matcher(line);
                assertThat(key.matches()).as(file + ": " + line).isTrue();
                String value = key.group(3) == null || key.group(2).equals("uses") ? "" : key.group(3);
                assertThat(value.isEmpty()
                                || value.equals("|")
                                || PLAIN.matcher(value).matches())
                        .as(file + ": " + line)
                        .isTrue();
                assertThat(line.indexOf(line.strip()) % 2)
                        .as(file + ": " + line)
                        .isZero();
            }
        });
    }

    @Test
    void everyAction_isNamedByACommitAndItsVersion() {
        FILES.forEach((file, lines) -> assertThat(lines.stream()
                        .filter(line -> line.contains("uses:"))
                        .map(line -> line.substring(line.indexOf("uses:") + 6)))
                .as(file.toString())
                .isNotEmpty()
                .allMatch(ACTION.asMatchPredicate()));
    }

    @Test
    void everyJob_hasATimeLimitAndKeepsItsReports() {
        FILES.forEach((file, lines) -> jobs(lines)
                .forEach((name, job) -> assertThat(job)
                        .as(file + ": " + name)
                        .anyMatch(line -> line.matches("    timeout-minutes: [0-9]+"))
                        .anyMatch(line -> line.contains("actions/upload-artifact@"))));
    }

    /** The step of the self-test, with a Java that ends so. */
    @ParameterizedTest
    @CsvSource({
        "0, '9 as expected, 0 different', 0, 9 as expected",
        "1, '8 as expected, 1 different', 1, ::error::A rule differs",
        "1, Error: Could not find or load main class, 1, '::error::The self-test did not run, status 3'",
        "2, No store: this is not Windows, 0, ::warning::No credential store on this image",
        "3, Failed: ..., 1, '::error::The self-test did not run, status 3'",
        "134, | Probe |, 1, '::error::The self-test did not run, status 134'"
    })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "bash may be one of another system there")
    void selfTest_tellsAMissingStoreFromARuleThatDiffers(
            int java, String printed, int status, String message, @TempDir Path folder) throws Exception {
        Process step = new ProcessBuilder(
                        "bash",
                        "-eo",
                        "pipefail",
                        "-c",
                        "java() { echo '" + printed + "'; return " + java + "; }\n" + script("Self-test"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(step.getInputStream().readAllBytes(), UTF_8);

        assertThat(step.waitFor()).as(output).isEqualTo(status);
        assertThat(output).contains(message);
        assertThat(folder.resolve("selftest.md")).hasContent(printed);
    }

    /** The block of a step, which writes its summary to the folder. */
    private static String script(String step) throws IOException {
        Matcher block = Pattern.compile("(?m)^ +- name: " + step + "\n +run: \\|\n((?: {10}.*\n)+)")
                .matcher(Files.readString(Path.of(".github/workflows/build.yml")));
        assertThat(block.find()).as(step).isTrue();
        return "GITHUB_STEP_SUMMARY=summary.md\n" + block.group(1);
    }

    @Test
    void rules_areAskedOnEveryWindowsAndJava() {
        List<String> rules =
                jobs(FILES.get(Path.of(".github/workflows/build.yml"))).get("rules:");

        assertThat(rules)
                .contains(
                        "        os: [windows-2022, windows-2025, windows-11-arm]",
                        "        java: [17, 21, 25]",
                        "      fail-fast: false");
    }

    @Test
    void workflow_mayOnlyReadTheRepository() {
        FILES.forEach((file, lines) -> {
            assertThat(lines).as(file.toString()).containsSequence("permissions:", "  contents: read");
            assertThat(lines)
                    .as(file.toString())
                    .noneMatch(line -> line.contains("write") || line.contains("secrets."));
        });
    }
}
