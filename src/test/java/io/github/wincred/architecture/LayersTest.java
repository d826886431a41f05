package io.github.wincred.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.wincred.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package uses which: exactly as the diagram of docs/architecture.md draws it. */
class LayersTest {

    private static final String BASE = "io.github.wincred";

    /** How the diagram names the base package, whose own name would be empty. */
    private static final String PUBLIC_API = "wincred";

    /** Every package may use it; the diagram says so in words. */
    private static final String VOCABULARY = "credential";

    private static final Pattern ARROW = Pattern.compile("(?m)^ *([a-z0-9.]+)(?:\\[.*])? --> ([a-z0-9. &]+)$");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packages_useEachOtherAsTheDiagramDrawsIt() throws IOException {
        Set<String> uses = PRODUCT.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(LayersTest::isBetweenPackages)
                .map(use -> nameOf(use.getOriginClass()) + " --> " + nameOf(use.getTargetClass()))
                .filter(arrow -> !arrow.endsWith(" " + VOCABULARY))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(uses).isEqualTo(arrows());
    }

    @Test
    void diagram_hasNoCircle() throws IOException {
        Set<String> arrows = arrows();
        boolean removed = true;
        while (removed) {
            Set<String> origins = arrows.stream()
                    .map(arrow -> arrow.substring(0, arrow.indexOf(" -->")))
                    .collect(Collectors.toSet());
            removed = arrows.removeIf(arrow -> !origins.contains(arrow.substring(arrow.indexOf("> ") + 2)));
        }

        assertThat(arrows).as("arrows of a circle, and what leads to it").isEmpty();
    }

    @Test
    void vocabularyAndSettings_useOnlyTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(packageOf(VOCABULARY), packageOf("settings"))
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "javax..", "org.jspecify..", BASE + "..")
                .check(PRODUCT);
    }

    /** Each program and library that is not the JDK is known to the one package that integrates it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "win32: com.sun.jna..",
                "cli: picocli..",
                "spring: org.springframework..",
                "hikari: com.zaxxer..",
                "postgresql: org.postgresql..",
                "tomcat: org.apache.tomcat.. org.apache.catalina.. org.apache.juli.."
            })
    void library_isKnownToOnePackage(String rule) {
        String[] parts = rule.split(": ", -1);

        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf(parts[0]))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(parts[1].split(" ", -1))
                .check(PRODUCT);
    }

    /** Its constants are in the classes, and no class of it is needed at run time. */
    @Test
    void jnaPlatform_isUsedByNoClass() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.platform..")
                .check(PRODUCT);
    }

    /** Each library for native calls is known to the classes of its binding alone. */
    @ParameterizedTest
    @ValueSource(strings = {"Jna: com.sun.jna..", "Foreign: java.lang.foreign.."})
    void nativeLibrary_isKnownToItsBindingAlone(String rule) {
        String[] parts = rule.split(": ", -1);

        noClasses()
                .that()
                .haveNameNotMatching(Pattern.quote(packageOf("win32") + "." + parts[0]) + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(parts[1])
                .check(PRODUCT);
    }

    private static boolean isBetweenPackages(Dependency use) {
        String target = use.getTargetClass().getPackageName();
        return (target.equals(BASE) || target.startsWith(BASE + "."))
                && !target.equals(use.getOriginClass().getPackageName());
    }

    private static Set<String> arrows() throws IOException {
        Set<String> arrows = new TreeSet<>();
        for (MatchResult line : ARROW.matcher(Files.readString(Path.of("docs/architecture.md")))
                .results()
                .toList()) {
            for (String target : line.group(2).split(" & ", -1)) {
                arrows.add(line.group(1) + " --> " + target);
            }
        }
        return arrows;
    }

    private static String nameOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? PUBLIC_API : name.substring(BASE.length() + 1);
    }

    private static String packageOf(String name) {
        return BASE + "." + name;
    }
}
