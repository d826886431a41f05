package io.github.wincred.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No two files of a package need each other, so that each can be read before the ones that use it. */
class FileCirclesTest {

    /** The exception: a sealed interface names its types, and they name it. */
    private static final Set<String> SEALED =
            Set.of("CertificateReference", "CredentialMarshaller", "MarshaledCredential", "UserNameTarget");

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Where a name is no reference: strings, characters and comments, links in the Javadoc too. */
    private static final Pattern NO_CODE =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\])+'|//[^\n]*|/\\*(?s:.*?)\\*/");

    private static final Pattern SIMPLE_NAME = Pattern.compile("(?<![.\\w])[A-Z]\\w*");

    @ParameterizedTest
    @MethodSource("packages")
    void filesOfAPackage_needEachOtherInNoCircle(Path folder) throws IOException {
        Map<String, Set<String>> references = references(folder);
        Set<Set<String>> circles = new HashSet<>();
        for (String file : references.keySet()) {
            Set<String> circle = reachable(file, references);
            circle.removeIf(other -> !reachable(other, references).contains(file));
            if (!circle.isEmpty()) {
                circles.add(circle);
            }
        }

        circles.remove(SEALED);
        assertThat(circles).isEmpty();
    }

    /** So that a name means one thing wherever it is read. */
    @Test
    void files_haveNamesOfTheirOwn() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java")))
                    .doesNotHaveDuplicates();
        }
    }

    static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java") && !path.endsWith("module-info.java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** Each file of a package with those others that its code names. */
    private static Map<String, Set<String>> references(Path folder) throws IOException {
        Map<String, Set<String>> references = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList()) {
                String code = NO_CODE.matcher(Files.readString(file)).replaceAll("");
                references.put(
                        file.getFileName().toString().replace(".java", ""),
                        SIMPLE_NAME
                                .matcher(code)
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.toSet()));
            }
        }
        references.forEach((file, names) -> {
            names.retainAll(references.keySet());
            names.remove(file);
        });
        return references;
    }

    private static Set<String> reachable(String file, Map<String, Set<String>> references) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(references.get(file));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(references.get(name));
            }
        }
        return reached;
    }
}
