package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.settings.BindingChoice;
import io.github.wincred.settings.Settings;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.ElfLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Which binding a process has, and what it says of the other. */
class BindingsTest {

    /** Each suite runs on one binding; if it took the other by mistake, its results would say nothing. */
    @Test
    void process_hasTheBindingThatTheSettingAndThisJavaGive() {
        boolean foreign =
                Runtime.version().feature() >= 22 && Settings.ofSystem().binding() != BindingChoice.JNA;

        assertThat(Bindings.get().description()).startsWith(foreign ? "java.lang.foreign of Java " : "JNA 5");
        Map<String, String> facts = Bindings.facts();
        assertThat(facts).containsEntry("binding", Bindings.get().description());
        assertThat(facts.get("other binding"))
                .contains(
                        foreign
                                ? "JNA: not needed"
                                : Runtime.version().feature() >= 22
                                        ? "the setting binding asks for jna"
                                        : "java.lang.foreign is there from Java 22 on, and this is ");
        assertThat(facts.get("native access")).isIn("enabled", "not restricted by this version of Java");
    }

    /** For a native image, which has to know them when it is built. */
    @Test
    void shapesOfCalls_standInTheTablesAlone() throws IOException {
        Set<String> tables = Stream.concat(
                        Stream.of(SystemFunction.values()).map(SystemFunction::shape),
                        Stream.of(OptionalFunction.values()).map(OptionalFunction::shape))
                .collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                Pattern.compile("\"([PI]*>[PIV])\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(shape -> {
                            found.add(shape.group(1));
                            places.add(file.getFileName().toString());
                        });
            }
        }

        assertThat(places).containsExactly("OptionalFunction.java", "SystemFunction.java");
        assertThat(found).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void otherBinding_isRefusedOnceOneIsThere() {
        boolean jna = Bindings.get() instanceof JnaBinding;

        assertThat(Bindings.load(jna ? BindingChoice.JNA : BindingChoice.FFM)).isEmpty();
        assertThat(Bindings.load(BindingChoice.AUTO)).isEmpty();
        assertThat(Bindings.load(jna ? BindingChoice.FFM : BindingChoice.JNA))
                .contains("this process calls Windows by " + (jna ? "JNA" : "java.lang.foreign"))
                .contains("the setting binding is one for the whole process");
    }

    @Test
    @EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
    void missingLibraryAndMissingFunction_areEmpty() {
        assertThat(Bindings.get().find("no-such-library", "CredReadW", "PIIP>I"))
                .isEmpty();
        assertThat(Bindings.get().find(WincredDouble.LIBRARY, "NoSuchFunction", ">V"))
                .isEmpty();
    }

    static boolean isForeign() {
        return !(Bindings.get() instanceof JnaBinding) && ElfLibrary.isPossible();
    }

    /** JNA binds all functions at once, and has one library for the whole process. */
    @Test
    @EnabledIf("isForeign")
    void libraryWithoutTheStore_isRefusedBeforeAnyCall() {
        assertThatExceptionOfType(UnsatisfiedLinkError.class)
                .isThrownBy(() ->
                        Bindings.get().credApi(Build.nativeLibrary("credextras").toString()));
    }

    /** A library that is unloaded between two calls forgets what it was told; it is looked up anew for each of them. */
    @Test
    @EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
    void library_staysLoadedBetweenCalls() throws InterruptedException {
        WindowsFunctions functions = new WindowsFunctions(ExtrasDouble.calls());
        ExtrasDouble.fail(775);
        for (int i = 0; i < 20; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> functions.unprotect(true, new char[] {'a'}))
                .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(775));
    }
}
