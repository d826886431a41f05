package io.github.wincred.acceptance;

import io.github.wincred.testing.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The cookbook in the shell of Windows, on the native store. */
@EnabledOnOs(OS.WINDOWS)
@EnabledIf(
        value = "io.github.wincred.testing.RealStore#isGivenToTests",
        disabledReason = "needs -Dwincred.real-store=yes, since the page stores and deletes below cookbook/")
class CookbookWindowsIT extends CookbookContract {

    CookbookWindowsIT() {
        super(new CommandPrompt());
    }

    private static final class CommandPrompt implements CookbookShell {

        private static final Pattern PROGRAM = Pattern.compile("\\b([A-Z]\\w+)\\.java\\b");

        @Override
        public Map<String, String> environment(Path folder) {
            return Map.of(
                    "PATH",
                    Build.tool("java").getParent() + ";" + System.getenv("PATH"),
                    "JAVA_TOOL_OPTIONS",
                    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.language=en -Duser.home=" + folder);
        }

        @Override
        public String settings(Path folder) {
            return "";
        }

        /** Windows' separator between jars, and its number of providers. */
        @Override
        public String adapted(String text) {
            return text.replace(".jar:", ".jar;").replace("security.provider.13", "security.provider.14");
        }

        /** On Windows itself everything runs; the runtime under Wine lacks what the page says. */
        @Override
        public boolean canRun(String line) throws Exception {
            String tool = line.substring(0, line.indexOf(' '));
            return Files.exists(Build.tool(tool))
                    || !CookbookPage.notRunUnderWine().containsKey(tool);
        }

        @Override
        public List<String> command(Path folder, String line) throws Exception {
            Path batch = Files.createTempFile(folder, "line", ".cmd");
            Files.writeString(batch, "@" + compiled(folder, line) + "\r\n");
            return List.of("cmd.exe", "/c", batch.toString());
        }

        /** A runtime without a compiler has the page's programs among the classes of the tests. */
        private static String compiled(Path folder, String line) {
            if (ToolProvider.getSystemJavaCompiler() != null) {
                return line;
            }
            String classPath =
                    Build.pathOf(folder.resolve("wincred.jar"), folder.resolve("jna.jar"), Build.testClasses());
            return PROGRAM.matcher(line)
                    .replaceFirst(program -> Matcher.quoteReplacement(
                            "-cp \"" + classPath + "\" io.github.wincred.cookbook." + program.group(1)));
        }
    }
}
