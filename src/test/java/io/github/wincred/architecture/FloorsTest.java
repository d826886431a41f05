package io.github.wincred.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.wincred.credential.Secret;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the floors of the house, as the Javadoc of the base package draws them. */
class FloorsTest {

    private static final String BASE = "io.github.wincred";

    private static final Set<String> GROUND = Set.of("credential", "settings");
    private static final Set<String> SERVICES = Set.of("marshal", "profile", "prompt");
    private static final Set<String> BACKENDS = Set.of("win32", "vault");
    private static final String DOOR = "";

    /** What guests meet: everything but the backends. */
    private static final Set<String> FRONT = union(GROUND, SERVICES, Set.of("keystore", DOOR));

    /** Each room with the rooms that it may use besides itself. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("credential", Set.of()),
            Map.entry("settings", Set.of("credential")),
            Map.entry("marshal", Set.of("credential")),
            Map.entry("profile", GROUND),
            Map.entry("prompt", GROUND),
            Map.entry("keystore", union(GROUND, SERVICES)),
            Map.entry("win32", union(GROUND, SERVICES)),
            Map.entry("vault", union(GROUND, SERVICES)),
            Map.entry(DOOR, union(GROUND, SERVICES, BACKENDS, Set.of("keystore"))),
            Map.entry("diagnostics", FRONT),
            Map.entry("placeholder", FRONT),
            Map.entry("hikari", union(FRONT, Set.of("placeholder"))),
            Map.entry("postgresql", union(FRONT, Set.of("placeholder"))),
            Map.entry("spring", union(FRONT, Set.of("placeholder"))),
            Map.entry("tomcat", union(FRONT, Set.of("placeholder"))),
            Map.entry("tour", FRONT));

    /** The circles of files that know each other, in a room, as they were found. No other may come, and none may grow. */
    private static final List<Set<String>> KNOWN_CIRCLES = List.of(
            Set.of("DomainMatching", "TargetRules"),
            Set.of("CertificateReference", "CredentialMarshaller", "MarshaledCredential", "UserNameTarget"),
            Set.of("ExpressionGuard", "PlaceholderSource"),
            Set.of("FileEntries", "MemoryEntries", "VaultAccess", "VaultConfiguration", "VaultPassword", "VaultStatus"),
            Set.of("VaultFiles", "VaultPlace"),
            Set.of("CallBuffer", "CredentialImage"));

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Where a name is no reference: strings, characters and comments, links in the Javadoc too. */
    private static final Pattern NO_CODE =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\])+'|//[^\n]*|/\\*(?s:.*?)\\*/");

    private static final Pattern SIMPLE_NAME = Pattern.compile("(?<![.\\w])[A-Z]\\w*");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPackage_isARoomOfTheHouse() {
        Set<String> packages = PRODUCT.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .isNotEmpty()
                .isSubsetOf(ROOMS.keySet().stream().map(FloorsTest::packageOf).toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_usesOnlyWhatItMayUse(String room) {
        String[] allowed = Stream.concat(Stream.of(room), ROOMS.get(room).stream())
                .map(FloorsTest::packageOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(BASE + "..").and(JavaClass.Predicates.resideOutsideOfPackages(allowed)))
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void ground_usesOnlyTheJdk() {
        noClasses()
                .that(resideInAnyPackage(
                        GROUND.stream().map(FloorsTest::packageOf).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackages(
                        "java..", "javax..", "org.jspecify..", BASE + ".."))
                .check(PRODUCT);
    }

    @Test
    void jna_isKnownToWin32Only() {
        onlyIn("win32", "com.sun.jna..");
    }

    @Test
    void spring_isKnownToItsGuestOnly() {
        onlyIn("spring", "org.springframework..");
    }

    @Test
    void connectionPoolsAndDrivers_areKnownToTheirGuestsOnly() {
        onlyIn("hikari", "com.zaxxer..");
        onlyIn("postgresql", "org.postgresql..");
    }

    @Test
    void tomcat_isKnownToItsGuestOnly() {
        onlyIn("tomcat", "org.apache.tomcat..", "org.apache.catalina..", "org.apache.juli..");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void filesOfRoom_knowEachOtherInNoNewCircle(String room) throws IOException {
        Map<String, Set<String>> references = references(room);
        Set<Set<String>> circles = new HashSet<>();
        for (String file : references.keySet()) {
            Set<String> circle = reachable(file, references);
            circle.removeIf(other -> !reachable(other, references).contains(file));
            if (!circle.isEmpty()) {
                circles.add(circle);
            }
        }

        assertThat(references).isNotEmpty();
        assertThat(circles).allMatch(circle -> KNOWN_CIRCLES.stream().anyMatch(known -> known.containsAll(circle)));
    }

    /** Each file of a room with those others that its code names. */
    private static Map<String, Set<String>> references(String room) throws IOException {
        Map<String, Set<String>> references = new HashMap<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve(packageOf(room).replace('.', '/')))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList()) {
                String code = NO_CODE.matcher(Files.readString(file)).replaceAll("");
                references.put(
                        file.getFileName().toString().replace(".java", ""),
                        SIMPLE_NAME
                                .matcher(code)
                                .results()
                                .map(name -> name.group())
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

    private static void onlyIn(String room, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(PRODUCT);
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? BASE : BASE + "." + room;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return Set.copyOf(all);
    }
}
