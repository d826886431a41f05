package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.PseudoTerminal;
import io.github.wincred.testing.SecretHunt;
import io.github.wincred.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar of the command with its launcher, in processes of their own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its commands are for a POSIX shell")
class CommandIT {

    private static final String SECRET = "c0rrect-hors\u00e9 \ud83d\udd11";

    private static final int MAX_BYTES = 1 << 20;

    /** Prints what everybody, or the same user, may see of processes: arguments, the environment of the command itself, and Java's file about it. */
    private static final String LOOK =
            "{ cat /proc/[0-9]*/cmdline /tmp/hsperfdata_*/* 2> /dev/null; for p in $(pgrep java); do cat /proc/$p/environ 2> /dev/null; done; }";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(
                bin.resolve("wincred"), installed(folder, "wincred").resolve("wincred"));
        environment.putAll(environment(folder));
        environment.put("PATH", bin + ":" + environment.get("PATH"));
    }

    /** A folder with the jar and its launcher. */
    static Path installed(Path folder, String name) throws IOException {
        Path installed = Files.createDirectory(folder.resolve(name));
        Files.copy(Build.commandJar(), installed.resolve(Build.commandJar().getFileName()));
        for (String launcher : List.of("wincred", "wincred.cmd")) {
            Files.copy(Path.of("src/main/launchers", launcher), installed.resolve(launcher));
            assertThat(installed.resolve(launcher).toFile().setExecutable(true)).isTrue();
        }
        return installed;
    }

    /** The variables under which commands find the Java of this test, and a vault below the folder. */
    static Map<String, String> environment(Path folder) throws IOException {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                Build.tool("java").getParent() + ":" + System.getenv("PATH"),
                "HOME",
                Files.createDirectories(folder.resolve("home")).toString(),
                "JDK_JAVA_OPTIONS",
                Build.home() + " -Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temp")),
                "LC_ALL",
                "C.UTF-8",
                "WINCRED_STORE",
                "vault",
                "WINCRED_VAULT_FOLDER",
                folder.resolve("vault").toString(),
                "WINCRED_VAULT_KEY_FILE",
                folder.resolve("key/vault.key").toString());
    }

    private ProductProcess.Outcome sh(String line) throws Exception {
        return ProductProcess.start(folder, environment, List.of("bash", "-c", line));
    }

    private String quiet(String line) throws Exception {
        ProductProcess.Outcome outcome = sh("{ " + line + "; } 2> errors");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(Files.readString(folder.resolve("errors")).replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\n", ""))
                .isEmpty();
        return outcome.output();
    }

    private void store(String name, String secret) throws Exception {
        Files.writeString(folder.resolve("home/input"), secret);
        quiet("wincred set '" + name + "' --stdin < home/input");
        Files.delete(folder.resolve("home/input"));
    }

    @Test
    void secret_goesThroughPipesFilesAndEnvironment() throws Exception {
        store("app/d\u00e4", SECRET);

        assertThat(quiet("wincred get app/d\u00e4")).isEqualTo(SECRET);
        assertThat(quiet("wincred get app/d\u00e4 | cat")).isEqualTo(SECRET);
        assertThat(quiet("wincred run --env P=app/d\u00e4 -- sh -c 'printf %s \"$P\"'"))
                .isEqualTo(SECRET);
        assertThat(quiet("wincred list")).startsWith("app/d\u00e4  generic");
        assertThat(sh("wincred get absent; echo $?").output())
                .contains("there is no 'absent'")
                .endsWith("3\n");
        quiet("head -c 1048576 /dev/urandom > home/big && wincred set big --file home/big"
                + " && wincred get big --output home/copy && cmp home/big home/copy");
    }

    @Test
    void posixLocale_hasSecretsExactlyAndRefusesWhatItWouldAlter() throws Exception {
        store("app/db", SECRET);
        store("app/ascii", "plain");
        environment.put("LC_ALL", "POSIX");

        assertThat(quiet("wincred get app/db")).isEqualTo(SECRET);
        assertThat(quiet("wincred run --env P=app/ascii -- sh -c 'printf %s \"$P\"'"))
                .isEqualTo("plain");
        ProductProcess.Outcome run = sh("wincred run --env P=app/db -- touch started; echo $?");
        assertThat(run.output()).contains("locale", "LC_ALL").endsWith("125\n");
        assertThat(sh("wincred run -- touch started-\u00e4; echo $?").output())
                .contains("locale")
                .endsWith("125\n");
        assertThat(sh("wincred get app/\u00e4; echo $?").output())
                .contains("locale")
                .endsWith("2\n");
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("started"));
    }

    @Test
    void terminal_isAskedWithoutEcho() throws Exception {
        String line = "export PATH='" + environment.get("PATH") + "' && cd '" + folder
                + "' && wincred set app/db && wincred get app/db && wincred delete app/db; wincred get app/db; echo status $?";
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("bash", "-c", line));

        try (PseudoTerminal terminal = PseudoTerminal.run(command)) {
            terminal.awaitText("Secret of 'app/db': ");
            terminal.type(SECRET);
            terminal.awaitText("Once more: ");
            terminal.type(SECRET);
            terminal.awaitText(SECRET + "\r\n");
            terminal.awaitText("Delete 'app/db'? [y/N] ");
            terminal.type("y");
            terminal.awaitText("status 3");
            assertThat(terminal.screenAtEnd().split(SECRET, -1))
                    .as("shown once, by get")
                    .hasSize(2);
        }
    }

    /** A build in the background of a script has this signal ignored, and hands that on. */
    @Test
    void interrupt_isTheCommandsAndItsStatusIsHandedOn() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(
                List.of(
                        "bash",
                        "-c",
                        "wincred run -- sh -c 'trap \"echo interrupted; exit 7\" INT; echo ready; while :; do sleep 0.1; done'; echo status $?"));

        try (PseudoTerminal terminal = PseudoTerminal.run(command)) {
            terminal.awaitText("ready");
            terminal.type("\u0003");
            terminal.awaitText("interrupted");
            terminal.awaitText("status 7");
        }
    }

    @Test
    void termination_isHandedOnAndWaitedFor() throws Exception {
        try (ServerProcess run = ServerProcess.start(
                folder,
                folder.resolve("log"),
                environment,
                List.of(
                        folder.resolve("wincred/wincred").toString(),
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "trap 'sleep 0.3; echo terminated; exit 9' TERM; echo ready; while :; do sleep 0.1; done"))) {
            run.printed("ready");
            ProcessHandle.of(run.pid()).orElseThrow().destroy();

            assertThat(run.ended()).isEqualTo(9);
            assertThat(run.log()).contains("terminated");
        }
    }

    @Test
    void awkwardSecrets_arriveExactlyAndAreInNoArgumentLogOrFile() throws Exception {
        Map<String, String> texts = Map.of(
                "spaces", "  s3cret  of spaces ",
                "quotes", "s3cret 'of' \"quotes\" `id` $HOME \\ %PATH%",
                "lines", "s3cret\nof lines\n\n",
                "emoji", SECRET);
        SecretHunt hunt = new SecretHunt();
        for (Map.Entry<String, String> secret : texts.entrySet()) {
            String name = secret.getKey();
            hunt.text(name, secret.getValue());
            setGetAndCompare(name, secret.getValue().getBytes(UTF_8), "--stdin --exact < home/input");

            quiet("wincred run --env P=" + name + " -- sh -c 'printf %s \"$P\" > home/child; " + LOOK + "' > seen-"
                    + name + "; cmp home/input home/child");
        }
        byte[] bytes = new byte[MAX_BYTES];
        new Random(17).nextBytes(bytes);
        bytes[0] = 0;
        hunt.binary("bytes", Arrays.copyOfRange(bytes, 300, 360));
        setGetAndCompare("binary", Arrays.copyOf(bytes, 500), "--file home/input");
        setGetAndCompare("large", bytes, "--file home/input");
        // More than a pipe holds, so that the command has the secret while somebody looks.
        quiet("base64 home/input | { cat; " + LOOK + " > seen-set; } | wincred set large --stdin --base64");
        quiet("wincred get large --base64 | { head -c 1; " + LOOK + " > seen-get; cat; } > home/copy");
        for (String name : List.of("binary", "large")) {
            assertThat(sh("wincred run --env P=" + name + " -- touch started; echo $?")
                            .output())
                    .endsWith("125\n");
        }
        quiet("rm home/*; wincred list --check > list.txt; wincred copy emoji copy; wincred rename copy renamed;"
                + " wincred doctor > doctor.txt");

        for (String seen : List.of("set large", "get large", "run --env P=quotes".replace(' ', '\0'))) {
            String file = seen.startsWith("run") ? "seen-quotes" : "seen-" + seen.substring(0, 3);
            assertThat(Files.readString(folder.resolve(file), ISO_8859_1)).contains(seen.replace(' ', '\0'));
        }
        assertThat(hunt.below(folder, folder.resolve("wincred"))).isEmpty();
    }

    private void setGetAndCompare(String name, byte[] secret, String source) throws Exception {
        Files.write(folder.resolve("home/input"), secret);
        quiet("wincred set " + name + " " + source);
        quiet("wincred get " + name + " --output home/copy --force; cmp home/input home/copy");
    }

    @Test
    void historyOfTheShell_hasTheCommandAndNoSecret() throws Exception {
        Path history = folder.resolve("history");
        List<String> command =
                new ArrayList<>(List.of("env", "-C", folder.toString(), "HISTFILE=" + history, "PS1=ready "));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("bash", "--norc", "-i"));

        try (PseudoTerminal terminal = PseudoTerminal.run(command)) {
            terminal.awaitText("ready ");
            terminal.type("wincred set app/db");
            terminal.awaitText("Secret of 'app/db': ");
            terminal.type(SECRET);
            terminal.awaitText("Once more: ");
            terminal.type(SECRET);
            terminal.awaitText("ready ");
            terminal.type("wincred get app/db > got; echo status $?; exit");
            terminal.awaitText("status 0");

            SecretHunt hunt = new SecretHunt().text("secret", SECRET);
            assertThat(hunt.in(terminal.screenAtEnd())).isEmpty();
            assertThat(Files.readString(history)).contains("wincred set app/db", "wincred get app/db");
            assertThat(hunt.in(Files.readString(history))).isEmpty();
        }
    }

    @Test
    void git_asksTheCommandForThePasswordOfAServer() throws Exception {
        String expected = "Basic " + Base64.getEncoder().encodeToString("ann:s3cret".getBytes(UTF_8));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (exchange.getRequestURI().getPath().endsWith("/info/refs")
                            ? "0123456789012345678901234567890123456789\trefs/heads/main\n"
                            : "ref: refs/heads/main\n")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tests\"");
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            environment.put("GIT_TERMINAL_PROMPT", "0");
            String list =
                    "git -c credential.helper= -c 'credential.helper=!wincred git' ls-remote " + address + "/x.git";
            assertThat(sh(list).status()).as("nothing is stored").isNotZero();

            Files.writeString(folder.resolve("approved"), "url=" + address + "\nusername=ann\npassword=s3cret\n\n");
            quiet("git -c credential.helper= -c 'credential.helper=!wincred git' credential approve < approved");

            assertThat(quiet(list)).contains("refs/heads/main");
            assertThat(quiet("wincred list git:")).contains("git:http://ann@127.0.0.1");
            Files.writeString(folder.resolve("approved"), "url=" + address + "\nusername=ann\npassword=wrong\n\n");
            quiet("git -c credential.helper= -c 'credential.helper=!wincred git' credential approve < approved");
            assertThat(sh(list).status()).isNotZero();
            assertThat(quiet("wincred list git:"))
                    .as("git erases what was refused")
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }
}
