package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Questions to the system, each by a number that the table of expected answers has too. */
final class Probes {

    /** 2a before 10b. */
    private static final Comparator<String> ORDER = Comparator.<String>comparingInt(
                    number -> Integer.parseInt(number.replaceAll("\\D", "")))
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Supplier<String>> questions = new TreeMap<>(ORDER);

    /** Adds a question; its answer is what it returns, or the error code that it throws. */
    void add(String number, Supplier<String> question) {
        questions.put(number, question);
    }

    /** Adds a question that is answered by the answers to several. */
    void addAll(String number, List<Supplier<String>> parts) {
        add(number, () -> parts.stream().map(Probes::answer).collect(Collectors.joining(" ")));
    }

    Map<String, Supplier<String>> questions() {
        return questions;
    }

    /** The answer to a question. */
    static String answer(Supplier<String> question) {
        try {
            return question.get();
        } catch (CancellationException e) {
            throw e;
        } catch (CredentialException e) {
            return e.reason() == Reason.NOT_AVAILABLE ? "missing" : Integer.toUnsignedString(e.windowsCode());
        } catch (RuntimeException | LinkageError e) {
            return "failed: " + e;
        }
    }
}
