package io.github.wincred.cli;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.diagnostics.SelfTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code wincred}. */
@Command(
        name = "wincred",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = {
            "Credentials of the Windows Credential Manager, and of an encrypted vault elsewhere.",
            "Exit status: 0 done, 1 failed, 2 wrong use, 3 not found."
        },
        footer = {"", "Example: wincred set app/db --user ann; wincred get app/db"})
public final class Main {

    /** The name of an option, without a value behind it. */
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+|-.");

    private Main() {}

    /** Runs the command and ends with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(Streams.ofProcess(), arguments));
    }

    /** Runs the command. */
    static int run(Streams streams, String... arguments) {
        PrintWriter out = streams.printer();
        CommandLine wincred = new CommandLine(new Main())
                .addSubcommand(new ListCommand(streams))
                .addSubcommand(new GetCommand(streams))
                .addSubcommand(new SetCommand(streams))
                .addSubcommand(new DeleteCommand(streams))
                .addSubcommand(new TransferCommand.Rename(streams))
                .addSubcommand(new TransferCommand.Copy(streams))
                .addSubcommand(new CommandLine(new RunCommand(streams)).setStopAtPositional(true))
                .addSubcommand(new DoctorCommand(streams))
                .addSubcommand(new SelfTestCommand(streams))
                .addSubcommand(new GitCommand(streams))
                .addSubcommand(new Completion());
        // A name that begins with @ is a name.
        wincred.setExpandAtFiles(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setOut(out)
                .setErr(new PrintWriter(streams.err(), true, streams.charset()))
                .setParameterExceptionHandler((failure, given) -> {
                    streams.complain(
                            message(failure) + "\nTry 'wincred " + nameOf(failure.getCommandLine()) + "--help'.");
                    Object wrong = failure.getCommandLine().getCommand();
                    if (wrong instanceof SelfTestCommand) {
                        return SelfTest.NOT_RUN;
                    }
                    return wrong instanceof StoreCommand command ? command.wrongUse() : Failure.WRONG_USE;
                })
                .setExecutionExceptionHandler((failure, failed, parsed) -> status(streams, failure, failed));
        // Java has put them there for bytes that are no letters in this locale.
        if (Stream.of(arguments).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0)) {
            streams.complain("an argument cannot be read in this locale, whose encoding is " + streams.charset()
                    + "; try LC_ALL=C.UTF-8");
            return switch (arguments[0]) {
                case "run" -> 125;
                case "selftest" -> SelfTest.NOT_RUN;
                default -> Failure.WRONG_USE;
            };
        }
        if (arguments.length == 0) {
            wincred.usage(wincred.getErr());
            return Failure.WRONG_USE;
        }
        int status = wincred.execute(arguments);
        if (status == 0 && out.checkError()) {
            streams.complain(Streams.UNWRITTEN);
            return Failure.FAILED;
        }
        return status;
    }

    /** What is wrong, without what was given behind the command and to options: somebody may have taken that for the place of a secret. */
    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && failure.getCommandLine().getParent() != null) {
            Matcher option = OPTION.matcher(unmatched.getUnmatched().get(0));
            return option.lookingAt()
                    ? "there is no option " + option.group()
                    : "there is an argument too many; a secret is never an argument";
        }
        String message = String.valueOf(failure.getMessage());
        return failure.getValue() == null ? message : message.replace("'" + failure.getValue() + "'", "'...'");
    }

    private static String nameOf(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName() + " ";
    }

    private static int status(Streams streams, Exception failure, CommandLine failed) {
        Object command = failed.getCommand();
        // The library's messages say all there is to say; of other failures the name tells more than the message alone.
        boolean told = failure instanceof Failure
                || failure instanceof CredentialException
                || failure.getCause() instanceof CredentialException;
        streams.complain(told ? String.valueOf(failure.getMessage()) : failure.toString());
        if (command instanceof StoreCommand store && store.debug()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            streams.say(Printable.lines(trace.toString().replace("\t", "    "), streams.charset())
                    + System.lineSeparator());
        }
        if (command instanceof SelfTestCommand) {
            return SelfTest.NOT_RUN;
        }
        int status = command instanceof StoreCommand store ? store.failed() : Failure.FAILED;
        return failure instanceof Failure own && (status == Failure.FAILED || own.status() > Failure.NOT_FOUND)
                ? own.status()
                : status;
    }

    /** Prints a script for bash and zsh. */
    @Command(
            name = "completion",
            mixinStandardHelpOptions = true,
            description = "Prints a script that completes commands and options in bash and zsh.",
            footer = {"", "Example: source <(wincred completion)"})
    private static final class Completion implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine wincred = Objects.requireNonNull(spec).root().commandLine();
            wincred.getOut().print(AutoComplete.bash("wincred", wincred));
            return 0;
        }
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"wincred " + WinCredProvider.VERSION};
        }
    }
}
