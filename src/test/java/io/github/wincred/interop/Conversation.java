package io.github.wincred.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Base64;

/** Lets the tests ask a Java library what it stores, as {@code ConversingProgram} describes. */
final class Conversation {

    /** The library's calls; what is not there is read as null. */
    interface Library {

        void write(String service, String user, String secret) throws Exception;

        String read(String service, String user) throws Exception;

        void delete(String service, String user) throws Exception;
    }

    private Conversation() {}

    /** Answers until there are no more questions. */
    static void hold(Library library) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(library, line.split(" ")));
            System.out.flush();
        }
    }

    private static String answer(Library library, String[] question) {
        String[] words = Arrays.stream(question)
                .skip(1)
                .map(word -> new String(Base64.getDecoder().decode(word), UTF_8))
                .toArray(String[]::new);
        try {
            switch (question[0]) {
                case "write" -> library.write(words[0], words[1], words[2]);
                case "delete" -> library.delete(words[0], words[1]);
                default -> {
                    String secret = library.read(words[0], words[1]);
                    return secret == null
                            ? "absent"
                            : "found " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
                }
            }
            return "done";
        } catch (Exception e) {
            e.printStackTrace();
            return "failed";
        }
    }
}
