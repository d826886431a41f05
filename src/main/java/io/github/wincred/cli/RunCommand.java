package io.github.wincred.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Runs a command with secrets in its environment; terminal, signals and exit status are the command's.",
            "Exit status 125: wincred itself failed; 126: the command cannot be executed; 127: there is no such command.",
            "WINCRED_VAULT_PASSWORD and what begins so is not handed on."
        },
        footer = {"", "Example: wincred run --env PGPASSWORD=app/db -- psql -h db.example.org"})
final class RunCommand extends StoreCommand {

    private static final int FAILED = 125;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final Pattern ERROR = Pattern.compile("error[=:] ?([0-9]+)");
    private static final String WITHHELD = "WINCRED_VAULT_PASSWORD";

    @Option(
            names = "--env",
            paramLabel = "VAR=NAME",
            description = "The variable VAR gets the secret of this name. May be given several times.")
    private List<String> variables = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description =
                    "Lines KEY=VALUE, taken as they are, and comments that begin with #; a value wincred:NAME is looked up.")
    private @Nullable Path file;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private List<String> command = List.of();

    RunCommand(Streams streams) {
        super(streams);
    }

    @Override
    int failed() {
        return FAILED;
    }

    @Override
    int wrongUse() {
        return FAILED;
    }

    /** The store is closed before the command starts. */
    @Override
    public Integer call() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(command)).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith(WITHHELD));
        Map<String, String> added = new LinkedHashMap<>();
        if (file != null) {
            added.putAll(Variables.read(file));
        }
        for (String variable : variables) {
            added.putAll(Variables.named(variable));
        }
        if (added.values().stream().anyMatch(value -> value.startsWith(Variables.LOOKED_UP))) {
            try (Entries entries = Entries.open(settings())) {
                Variables.lookUp(added, entries);
            }
        }
        Variables.check(added);
        environment.putAll(added);
        return run(builder);
    }

    @Override
    int run(Entries entries) {
        throw new AssertionError();
    }

    private static List<String> command(List<String> command) throws Failure {
        if (File.separatorChar != '\\') {
            return command;
        }
        List<String> found = new ArrayList<>(command);
        found.set(0, WindowsProgram.find(command.get(0), System.getenv()));
        WindowsProgram.check(found);
        return found;
    }

    private int run(ProcessBuilder builder) throws Failure, InterruptedException {
        try {
            return Signals.start(builder).waitFor();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            int status = status(reason);
            throw new Failure(status, "'" + command.get(0) + "' cannot be run: " + reason);
        }
    }

    /** The exit status for what Java says when a command does not start: {@code error=2, …} until Java 24, {@code error: 2 …} since then. */
    private static int status(String reason) {
        Matcher error = ERROR.matcher(reason);
        return switch (error.find() ? error.group(1) : "") {
            case "2", "3" -> NOT_FOUND;
            case "5", "8", "13", "193" -> NOT_EXECUTABLE;
            default -> FAILED;
        };
    }
}
