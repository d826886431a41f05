package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where things lie below the folder of the benchmarks, and how programs are started from there. */
final class Place {

    private final Path folder;

    Place(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path target() {
        return folder.resolve("target");
    }

    Path results() {
        return folder.resolve("results");
    }

    Path vaults() {
        return Path.of(System.getProperty("vaults", target().resolve("vaults").toString()));
    }

    /** The jars whose names begin so, all of them if no name is given, and the benchmarks themselves. */
    String classPath(String separator, String... names) throws IOException {
        List<Path> jars = new ArrayList<>();
        jars.add(target().resolve("wincred-benchmarks-1.jar"));
        try (Stream<Path> files = Files.list(target().resolve("lib"))) {
            files.filter(jar -> names.length == 0
                            || Stream.of(names).anyMatch(jar.getFileName().toString()::startsWith))
                    .sorted()
                    .forEach(jars::add);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(separator));
    }

    /** The jar whose name begins so. */
    Path jar(String name) throws IOException {
        try (Stream<Path> files = Files.list(target().resolve("lib"))) {
            return files.filter(jar -> jar.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A Java program in the JVM of this machine. */
    ProcessBuilder java(List<String> options, String... program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(program));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** A Java program in the Windows JVM on Wine's own store. */
    ProcessBuilder windowsJava(List<String> options, String... program) {
        return windowsJava("runtime", options, program);
    }

    /** A Java program in the Windows JVM on the {@code advapi32} that answers at once. */
    ProcessBuilder noopJava(List<String> options, String... program) {
        return windowsJava("runtime-noop", options, program);
    }

    private ProcessBuilder windowsJava(String runtime, List<String> options, String... program) {
        List<String> command = new ArrayList<>();
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(options);
        command.addAll(List.of(program));
        return windows(runtime, "java.exe", command);
    }

    /** The C program on Wine's own store. */
    ProcessBuilder windowsC(String... arguments) {
        return windows("runtime", "worker.exe", List.of(arguments));
    }

    /** The C program on the {@code advapi32} that answers at once. */
    ProcessBuilder noopC(String... arguments) {
        return windows("runtime-noop", "worker.exe", List.of(arguments));
    }

    private ProcessBuilder windows(String runtime, String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add("wine");
        command.add(target().resolve("windows/" + runtime + "/bin/" + program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.directory(target().toFile());
        builder.environment()
                .put("WINEPREFIX", target().resolve("windows/prefix").toString());
        builder.environment().put("WINEARCH", "win64");
        builder.environment().put("WINEDEBUG", "-all");
        builder.environment()
                .put(
                        "WINEDLLOVERRIDES",
                        "mscoree,mshtml=;iphlpapi=n,b" + (runtime.equals("runtime-noop") ? ";advapi32=n" : ""));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }
}
