package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.CookbookPage.Commands;
import io.github.wincred.acceptance.CookbookPage.WrittenFile;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.ServerProcess;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Does what {@code docs/cookbook.md} tells its reader, in a folder of its own, and checks that each command does what the page says. */
final class CookbookRun {

    private static final String PORT = "8443";

    private final CookbookShell shell;
    private final Path folder;
    private final String port = Integer.toString(ServerProcess.freePort());
    private final StringBuilder printed = new StringBuilder();

    CookbookRun(CookbookShell shell, Path folder) throws Exception {
        this.shell = shell;
        this.folder = folder;
    }

    /** Follows the whole page. */
    void followThePage() throws Exception {
        Files.copy(Build.jar(), folder.resolve("wincred.jar"));
        Files.copy(Build.jna(), folder.resolve("jna.jar"));
        writeJar(folder.resolve("app.jar"));
        Background server = null;
        for (CookbookPage.Step step : CookbookPage.steps()) {
            if (step instanceof WrittenFile file) {
                Files.writeString(folder.resolve(file.name()), shell.adapted(file.content()));
            } else if (step instanceof Commands commands && commands.server()) {
                server = new Background(commands, start(commands));
            } else if (step instanceof Commands commands
                    && shell.canRun(commands.lines().get(0))) {
                run(commands);
                if (server != null) {
                    server.finish();
                    server = null;
                }
            }
        }
    }

    /** What all commands have printed. */
    String printed() {
        return printed.toString();
    }

    /** A server that runs until it has served the commands that follow. */
    private record Background(Commands commands, ServerProcess process) {

        void finish() throws Exception {
            try (process) {
                assertThat(process.ended()).as(process.log()).isZero();
                commands.assertPrinted(process.log());
            }
        }
    }

    private ServerProcess start(Commands commands) throws Exception {
        return ServerProcess.start(
                        folder,
                        Files.createTempFile(folder, "server", ".log"),
                        shell.environment(folder),
                        shell.command(folder, line(commands.lines().get(0))))
                .printed(commands.expected().get(0));
    }

    private void run(Commands commands) throws Exception {
        StringBuilder output = new StringBuilder();
        List<String> lines = commands.lines();
        for (int i = 0; i < lines.size(); i++) {
            ProductProcess.Outcome outcome = run(lines.get(i));
            output.append(outcome.output());
            assertThat(outcome.status())
                    .as(lines.get(i) + "\n" + outcome.output())
                    .isEqualTo(commands.fails() && i == lines.size() - 1 ? 1 : 0);
        }
        commands.assertPrinted(output.toString());
    }

    /** Runs one command, which may fail. */
    ProductProcess.Outcome run(String line) throws Exception {
        ProductProcess.Outcome outcome =
                ProductProcess.start(folder, shell.environment(folder), shell.command(folder, line(line)));
        printed.append(outcome.output());
        return outcome;
    }

    private String line(String line) {
        return shell.adapted(line).replace(PORT, port);
    }

    private static void writeJar(Path file) throws Exception {
        try (OutputStream stream = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(stream)) {
            jar.putNextEntry(new JarEntry("greeting.txt"));
            jar.write("good day".getBytes(UTF_8));
            jar.closeEntry();
        }
    }
}
