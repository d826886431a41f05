package io.github.wincred.cli;

import io.github.wincred.WinCred;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param charset what the terminal, or otherwise the system, makes of bytes
 * @param toTerminal whether standard output is a terminal
 * @param questions asks the person at the terminal; empty if there is none
 */
record Streams(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Charset charset,
        boolean toTerminal,
        Optional<Questions> questions) {

    /** What is wrong if the disk of the output is full, or nobody reads it any more. */
    static final String UNWRITTEN = "standard output cannot be written";

    /** Asks a person. Both answers are null at the end of the input. */
    interface Questions {

        /** Asks without echo; the caller wipes the answer. */
        char @Nullable [] secret(String prompt);

        @Nullable
        String line(String prompt);
    }

    static Streams ofProcess() {
        Optional<Console> console = terminal();
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                console.map(Console::charset).orElseGet(Streams::ofSystem),
                console.isPresent() || leadsToTerminal(Path.of("/proc/self/fd/1")),
                console.map(Streams::of));
    }

    @SuppressWarnings("SystemConsoleNull") // until Java 21 it may be null
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Streams::isTerminal);
    }

    /** Since Java 22 there may be a console without a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** Java has a console only where input and output are terminals; Linux says it of each. */
    private static boolean leadsToTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Charset ofSystem() {
        return Charset.forName(
                System.getProperty("native.encoding", Charset.defaultCharset().name()));
    }

    private static Questions of(Console console) {
        return new Questions() {
            @Override
            public char @Nullable [] secret(String prompt) {
                return WinCred.askPassword(prompt).orElse(null);
            }

            @Override
            public @Nullable String line(String prompt) {
                return console.readLine("%s", prompt);
            }
        };
    }

    /** A writer of text for people; what the other side cannot show, or would obey, is to be made {@linkplain Printable printable} first. */
    PrintWriter printer() {
        return new PrintWriter(new BufferedOutputStream(out), true, charset);
    }

    /** Ends the output of a writer, which keeps it to itself if something could not be written. */
    static void finish(PrintWriter writer) throws Failure {
        if (writer.checkError()) {
            throw new Failure(Failure.FAILED, UNWRITTEN);
        }
    }

    /** Says what went wrong. */
    void complain(String message) {
        say(Printable.lines("wincred: " + message, charset) + System.lineSeparator());
    }

    /** Writes text to standard error as it is. */
    void say(String text) {
        PrintWriter writer = new PrintWriter(err, true, charset);
        writer.print(text);
        writer.flush();
    }
}
