package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The doubles in C as libraries of 64-bit Linux, so that a test of what is above the native calls needs neither Windows nor Wine: gcc will do. */
public final class ElfLibrary {

    private static final Path SOURCES = Path.of("src/test/native");

    /** {@code NAME=OTHER} of a file of exports: the function goes by another name than in C. */
    private static final Pattern RENAMED = Pattern.compile("(?m)^ *(\\w+=\\w+)$");

    private ElfLibrary() {}

    /** Whether doubles can be had here: on Windows, where somebody has put them into the build directory, and on a 64-bit Linux with gcc. */
    public static boolean isPossible() {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return Build.hasNativeHelpers();
        }
        return System.getProperty("os.name").equals("Linux")
                && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"))
                && Pattern.compile(":")
                        .splitAsStream(System.getenv("PATH"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
    }

    /** {@code name.so} of {@code name.c}, compiled once for all JVMs of a build. */
    static Path of(String name, Path folder) {
        try {
            Path library = folder.resolve(name + ".so");
            if (!isCurrent(library)) {
                Files.createDirectories(folder);
                Path made = Files.createTempFile(folder, name, ".so");
                compile(name, made);
                Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
            }
            return library;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCurrent(Path library) throws IOException {
        if (!Files.exists(library)) {
            return false;
        }
        try (var sources = Files.walk(SOURCES)) {
            for (Path source : sources.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(library)) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void compile(String name, Path library) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("gcc", "-std=c17", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fshort-wchar"));
        RENAMED.matcher(Files.readString(SOURCES.resolve(name + ".def")))
                .results()
                .forEach(export -> command.add("-Wl,--defsym=" + export.group(1)));
        command.addAll(List.of(
                "-I" + SOURCES.resolve("elf"),
                "-o",
                library.toString(),
                SOURCES.resolve(name + ".c").toString()));
        Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(output).isZero();
    }
}
