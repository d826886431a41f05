package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code docs/cookbook.md} tells its reader to do, in its order.
 *
 * <p>A fence in {@code sh} or {@code bat} holds commands, one a line. A fence in {@code text} behind it is part of what they print; if that is an error of keytool, the
 * last of them fails. Any other fence is a file, whose name stands in the words before it.
 */
final class CookbookPage {

    private static final Path PAGE = Path.of("docs/cookbook.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)( server)?\n(.*?)^```$");
    private static final Pattern NAME = Pattern.compile("`([^`\n]+)`[^`]*$");

    private static final Pattern NOT_RUN = Pattern.compile("(?m)^\\| `([a-z]+)` \\| not run: (.*) \\|$");

    private CookbookPage() {}

    /** Something to do. */
    sealed interface Step permits WrittenFile, Commands {}

    /** A file to write. */
    record WrittenFile(String name, String content) implements Step {}

    /**
     * Commands to run.
     *
     * @param shell sh, or bat for the one of Windows
     * @param lines the commands
     * @param server whether the last one runs until it has served the next commands
     * @param expected lines that they print, in which {@code …} stands for anything
     */
    record Commands(String shell, List<String> lines, boolean server, List<String> expected) implements Step {

        /** That an output is these lines and nothing else. */
        void assertAreExactly(String output) {
            String pattern = expected.stream().map(Commands::pattern).collect(Collectors.joining("\\s*\n"));
            assertThat(output.replace("\r", "").strip().matches(pattern))
                    .as(() -> String.join("\n", lines) + "\nprinted\n" + output + "\nand not\n"
                            + String.join("\n", expected))
                    .isTrue();
        }

        boolean fails() {
            return expected.stream().anyMatch(line -> line.startsWith("keytool error:"));
        }

        void assertPrinted(String output) {
            String pattern = expected.stream().map(Commands::pattern).collect(Collectors.joining("(?s:.*)"));
            assertThat(Pattern.compile(pattern)
                            .matcher(output.replace("\r", ""))
                            .find())
                    .as(() -> String.join("\n", lines) + "\nprinted\n" + output + "\nand not\n"
                            + String.join("\n", expected))
                    .isTrue();
        }

        private static String pattern(String line) {
            return Stream.of(line.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        }
    }

    /** The steps of the cookbook. */
    static List<Step> steps() throws IOException {
        return steps(PAGE);
    }

    /** The steps of a page that is written like it. */
    static List<Step> steps(Path file) throws IOException {
        String page = Files.readString(file);
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(page);
        int end = 0;
        while (fence.find()) {
            String content = fence.group(3);
            switch (fence.group(1)) {
                case "sh", "bat" ->
                    steps.add(
                            new Commands(fence.group(1), content.lines().toList(), fence.group(2) != null, List.of()));
                case "text" -> {
                    Commands commands = (Commands) steps.remove(steps.size() - 1);
                    assertThat(commands.expected())
                            .as("one output for commands")
                            .isEmpty();
                    steps.add(new Commands(
                            commands.shell(),
                            commands.lines(),
                            commands.server(),
                            content.lines().toList()));
                }
                default -> steps.add(new WrittenFile(name(page.substring(end, fence.start())), content));
            }
            end = fence.end();
        }
        return steps;
    }

    /** The tools whose commands do not run under Wine, with the reason that the page gives. */
    static Map<String, String> notRunUnderWine() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        Matcher row = NOT_RUN.matcher(Files.readString(PAGE));
        while (row.find()) {
            reasons.put(row.group(1), row.group(2));
        }
        return reasons;
    }

    /** The only command with all of these words. */
    static String lineWith(String... words) throws IOException {
        List<String> lines = steps().stream()
                .flatMap(step -> step instanceof Commands commands ? commands.lines().stream() : Stream.empty())
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static String name(String words) {
        Matcher name = NAME.matcher(words);
        assertThat(name.find()).as("a name in " + words).isTrue();
        return name.group(1);
    }
}
