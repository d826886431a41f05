package io.github.wincred.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A library behind a small program that answers one question a line until its input ends. A question is {@code write}, {@code read} or
 * {@code delete} and its words; an answer is {@code done}, {@code absent}, {@code found} and the secret, or {@code failed}, with the reason in
 * the log. Words are in Base64, so that no code page alters them.
 */
final class ConversingProgram implements ForeignProgram {

    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    ConversingProgram(ProcessBuilder command, Path log) throws IOException {
        this.log = log;
        process = command.redirectError(log.toFile()).start();
        answers = process.inputReader(US_ASCII);
    }

    @Override
    public void write(String service, String user, String secret) throws IOException {
        expectDone("write", service, user, secret);
    }

    @Override
    public Optional<String> read(String service, String user) throws IOException {
        String answer = ask("read", service, user);
        if (answer.startsWith("found ")) {
            return Optional.of(
                    new String(Base64.getDecoder().decode(answer.substring(answer.indexOf(' ') + 1)), UTF_8));
        }
        if (answer.equals("absent")) {
            return Optional.empty();
        }
        throw new AssertionError(failure("read", answer));
    }

    @Override
    public void delete(String service, String user) throws IOException {
        expectDone("delete", service, user);
    }

    private void expectDone(String verb, String... words) throws IOException {
        String answer = ask(verb, words);
        if (!answer.equals("done")) {
            throw new AssertionError(failure(verb, answer));
        }
    }

    private String ask(String verb, String... words) throws IOException {
        String question = Stream.concat(
                        Stream.of(verb),
                        Stream.of(words).map(word -> Base64.getEncoder().encodeToString(word.getBytes(UTF_8))))
                .collect(Collectors.joining(" "));
        process.getOutputStream().write((question + "\n").getBytes(US_ASCII));
        process.getOutputStream().flush();
        String answer = answers.readLine();
        return answer == null ? "the end" : answer;
    }

    private String failure(String verb, String answer) throws IOException {
        return verb + " was answered by " + answer + ": " + Files.readString(log);
    }

    /** It ends with its input; one that hangs is ended, because a reader that waits for it would never be. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        answers.close();
    }
}
