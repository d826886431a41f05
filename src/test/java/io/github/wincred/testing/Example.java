package io.github.wincred.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of one of the examples as the build packaged it, and the commands of its README, which are run as they stand but for ports and the names of jars. They
 * find their store in a vault of this copy.
 */
public final class Example {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(sh|text)\n(.*?)^ *```$");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> replacements = new HashMap<>();

    private Example(Path folder) {
        this.folder = folder;
    }

    /** Copies an example into an empty folder. */
    public static Example copy(String name, Path folder) throws IOException {
        Path source = Build.example(name);
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            copy(file, folder.resolve(source.relativize(file).toString())));
        }
        Example example = new Example(folder);
        example.environment.put("JAVA_HOME", System.getProperty("java.home"));
        example.environment.put("PATH", Build.tool("java").getParent() + ":" + System.getenv("PATH"));
        // They live for seconds: what the compiler for long runs makes would never be used. Temporary files lie in this
        // copy.
        example.environment.put(
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder.resolve("home") + " -Djava.io.tmpdir="
                        + Files.createDirectories(folder.resolve("temp")));
        example.environment.put("WINCRED_STORE", "vault");
        example.environment.put("WINCRED_VAULT_FOLDER", folder.resolve("vault").toString());
        example.environment.put(
                "WINCRED_VAULT_KEY_FILE", folder.resolve("key/vault.key").toString());
        return example;
    }

    private static void copy(Path file, Path copy) {
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a variable of the environment. */
    public Example with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Puts a free port in the place of one that the README names. */
    public Example atFreePort(int port) throws IOException {
        replacements.put(Integer.toString(port), Integer.toString(ServerProcess.freePort()));
        return this;
    }

    /** Puts another jar in the place of one that the README names. */
    public Example withJar(String jar, String replacement) {
        replacements.put(jar, replacement);
        return this;
    }

    /** The port that stands in for one that the README names. */
    public int port(int port) {
        return Integer.parseInt(replacements.get(Integer.toString(port)));
    }

    /** Lets the commands find the store that the system has. */
    public Example withoutVault() {
        environment.keySet().removeIf(variable -> variable.startsWith("WINCRED_"));
        return this;
    }

    public Path folder() {
        return folder;
    }

    /** The vault of this copy. */
    public TestVault vault() {
        return new TestVault(folder);
    }

    /** Changes a file of the copy. */
    public void replace(String file, String text, String replacement) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        Files.writeString(path, before.replace(text, replacement));
    }

    /** The command blocks of the README, as they are to be run. */
    public List<String> commands() throws IOException {
        return blocks("sh");
    }

    /** What the README says a command prints. */
    public List<String> outputs() throws IOException {
        return blocks("text");
    }

    private List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(folder.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).stripTrailing().stripIndent())
                .map(this::replaced)
                .toList();
    }

    private String replaced(String text) {
        String replaced = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            replaced = replaced.replace(replacement.getKey(), replacement.getValue());
        }
        return replaced;
    }

    /** Runs a command block in a shell and gives what it printed. */
    public String run(String commands) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(commands + "\n" + output).isZero();
        return output;
    }

    /** Starts a server by a command block. */
    public ServerProcess start(String command) throws IOException {
        return ServerProcess.start(
                folder, Files.createTempFile(folder, "server", ".log"), environment, List.of("bash", "-c", command));
    }
}
