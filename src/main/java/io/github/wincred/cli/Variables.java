package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables for the environment of a command. Their values are strings, since Java has no other form for them; the process ends with the command.
 */
final class Variables {

    /** What a value begins with that names a secret. */
    static final String LOOKED_UP = "wincred:";

    /** Of Linux, for {@code NAME=VALUE} with a final NUL. */
    private static final int MAX_BYTES = 131_072;

    /** Of Windows, for {@code NAME=VALUE} with a final NUL. */
    private static final int MAX_UNITS = 32_767;

    private Variables() {}

    /** {@code VAR=NAME}, as a variable whose value is looked up. */
    static Map<String, String> named(String variable) throws Failure {
        int equals = variable.indexOf('=');
        if (equals <= 0 || equals == variable.length() - 1) {
            throw new Failure(125, "--env is to be VAR=NAME, with the name of a secret");
        }
        return Map.of(variable.substring(0, equals), LOOKED_UP + variable.substring(equals + 1));
    }

    /** The variables of a file. */
    static Map<String, String> read(Path file) throws Failure, IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw new Failure(125, "'" + file + "' is not UTF-8");
        } catch (NoSuchFileException e) {
            throw new Failure(125, "there is no file '" + file + "'");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 ? withoutMark(lines.get(i)) : lines.get(i);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new Failure(125, "line " + (i + 1) + " of '" + file + "' is not of the form KEY=VALUE");
            }
            variables.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return variables;
    }

    /** Some editors begin a file in UTF-8 with a byte order mark, which is no part of a name. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** Replaces each value that names a secret by the secret. */
    static void lookUp(Map<String, String> variables, Entries entries) throws Failure, GeneralSecurityException {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (variable.getValue().startsWith(LOOKED_UP)) {
                variable.setValue(
                        secret(variable.getKey(), variable.getValue().substring(LOOKED_UP.length()), entries));
            }
        }
    }

    private static String secret(String variable, String name, Entries entries)
            throws Failure, GeneralSecurityException {
        try (Content content = Content.of(name, entries.get(name))) {
            if (!content.isText()) {
                throw new Failure(125, "'" + name + "', for " + variable + ", is no text");
            }
            char[] text = content.text();
            try {
                return new String(text);
            } finally {
                Arrays.fill(text, '\0');
            }
        }
    }

    /** That an environment of this system carries them exactly. */
    static void check(Map<String, String> variables) throws Failure {
        boolean windows = File.separatorChar == '\\';
        Charset charset = charset();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            String whole = name + "=" + variable.getValue();
            if (whole.indexOf('\0') >= 0) {
                throw new Failure(125, "the value of " + name + " holds NUL, which no environment carries");
            }
            if (!windows && !charset.newEncoder().canEncode(whole)) {
                throw new Failure(
                        125,
                        "the value of " + name + " has letters that the encoding " + charset
                                + " of this locale lacks; try LC_ALL=C.UTF-8");
            }
            int size = windows ? whole.length() : whole.getBytes(charset).length;
            int limit = windows ? MAX_UNITS : MAX_BYTES;
            if (size >= limit) {
                throw new Failure(
                        125,
                        "the value of " + name + " is too large for an environment: with the name it is " + size
                                + (windows ? " UTF-16 units" : " bytes") + ", the limit is " + (limit - 1));
            }
        }
    }

    /** In which Java encodes an environment: until Java 17 in that of files, then in that of the locale. */
    private static Charset charset() {
        return Runtime.version().feature() < 18
                ? Charset.defaultCharset()
                : Charset.forName(System.getProperty("sun.jnu.encoding"));
    }
}
