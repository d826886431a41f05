package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The command in this JVM, in a pipe or on a terminal with somebody who types. */
final class Wincred {

    private final byte[] input;
    private final Charset charset;
    private final boolean terminal;
    private final Deque<String> typed = new ArrayDeque<>();
    private final StringBuilder prompts = new StringBuilder();

    private Wincred(byte[] input, Charset charset, boolean terminal, List<String> typed) {
        this.input = input;
        this.charset = charset;
        this.terminal = terminal;
        this.typed.addAll(typed);
    }

    /** Without a terminal, with nothing to read. */
    static Wincred piped() {
        return piped(new byte[0]);
    }

    static Wincred piped(byte[] input) {
        return new Wincred(input, UTF_8, false, List.of());
    }

    static Wincred piped(String input) {
        return piped(input.getBytes(UTF_8));
    }

    static Wincred onTerminal(String... typed) {
        return new Wincred(new byte[0], UTF_8, true, List.of(typed));
    }

    Wincred in(Charset other) {
        return new Wincred(input, other, terminal, List.copyOf(typed));
    }

    /** What the command did. */
    record Result(int status, ByteArrayOutputStream out, String errors, String prompts) {

        byte[] bytes() {
            return out.toByteArray();
        }

        String output() {
            return out.toString(UTF_8);
        }
    }

    Result run(String... arguments) {
        return run(new ByteArrayOutputStream(), arguments);
    }

    /** With a standard output that takes nothing, as on a full disk. */
    Result runOnFullDisk(String... arguments) {
        return run(
                new ByteArrayOutputStream() {
                    @Override
                    public void flush() throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                arguments);
    }

    private Result run(ByteArrayOutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input),
                out,
                err,
                charset,
                terminal,
                terminal ? Optional.of(new Person()) : Optional.empty());
        int status = Main.run(streams, arguments);
        return new Result(status, out, err.toString(charset), prompts.toString());
    }

    private final class Person implements Streams.Questions {

        @Override
        public char[] secret(String prompt) {
            String answer = line(prompt);
            return answer == null ? null : answer.toCharArray();
        }

        @Override
        public String line(String prompt) {
            prompts.append(prompt);
            return typed.poll();
        }
    }
}
