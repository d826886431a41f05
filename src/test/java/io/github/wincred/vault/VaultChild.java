package io.github.wincred.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.Build;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process of its own that uses a vault: {@code ROLE FOLDER KEY_FILE ARGUMENTS}. Its class path holds the product and these tests, and no JNA.
 */
final class VaultChild {

    static final int NAMES = 20;

    private static final PrintStream OUT =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, US_ASCII);

    private static final List<Process> STARTED = new CopyOnWriteArrayList<>();

    private VaultChild() {}

    /** Starts a child; what it complains about goes to the test's own output. */
    static Process start(VaultFixture vault, String role, Object... arguments) {
        return start(VaultChild.class, vault, role, arguments);
    }

    /** Starts a child that has a main class of its own, with the same arguments. */
    static Process start(Class<?> main, VaultFixture vault, String role, Object... arguments) {
        List<String> command = new ArrayList<>(Build.java(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                Build.pathOf(Build.classes(), Build.testClasses()),
                main.getName(),
                role,
                vault.folder().toString(),
                vault.keyFile().toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            STARTED.add(process);
            return process;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What becomes of a write by another process that does not wait: {@code written}, or the reason why not. */
    static String tryElsewhere(VaultFixture vault) throws IOException {
        return new String(start(vault, "try", "tried", "value").getInputStream().readAllBytes(), US_ASCII).strip();
    }

    /** Ends every child that still runs; to be called after each test, which may have failed. */
    static void endAll() {
        STARTED.forEach(Process::destroyForcibly);
        STARTED.clear();
    }

    /** A value that says which write it is from, long enough to be torn, and whole only if every part fits the rest. */
    static String value(int name, long number) {
        String start = name + ":" + number + ":";
        return start + "x".repeat((int) (number % 37) * 60) + ":" + start.hashCode();
    }

    /** The number of the write that a value is from; throws if it is not a whole value for this name. */
    static long numberOf(int name, String value) {
        long number = Long.parseLong(value.split(":", 3)[1]);
        if (!value.equals(value(name, number))) {
            throw new AssertionError("not a whole value for " + name + ": " + value);
        }
        return number;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        VaultFixture vault = new VaultFixture(Path.of(arguments[1]), Path.of(arguments[2]));
        switch (arguments[0]) {
            case "write" -> writeUntilKilled(vault, arguments[3].equals("announce"));
            case "read" -> readUntilTold(vault);
            case "distinct" -> writeDistinct(vault, arguments[3], Integer.parseInt(arguments[4]));
            case "shared" -> useSharedName(vault, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            case "one" -> VaultFixture.write(vault.open(), arguments[3], arguments[4]);
            case "hold" -> holdLock(vault);
            case "try" -> tryToWrite(vault, arguments[3], arguments[4]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        OUT.flush();
    }

    /** Writes one value after the other and acknowledges each; before each force it may say so and dawdle, to be killed just then. */
    private static void writeUntilKilled(VaultFixture vault, boolean announce) throws IOException {
        Disk disk = new Disk() {
            @Override
            void force(FileChannel channel) throws IOException {
                if (announce) {
                    say("T");
                    pause(4);
                }
                super.force(channel);
            }
        };
        VaultCredentialStore store =
                VaultCredentialStore.open(vault.but().disk(disk).build());
        VaultFixture.names(store);
        say("ready");
        long number = Long.parseLong(input().readLine());
        while (!OUT.checkError()) { // until killed, or the test's process is gone
            int name = (int) (number % NAMES);
            VaultFixture.write(store, "name " + name, value(name, number));
            say("A" + number);
            number++;
        }
    }

    /** Reads everything again and again, and says what is wrong: a value that is not whole, or older than one seen before. */
    private static void readUntilTold(VaultFixture vault) {
        VaultCredentialStore store = vault.open();
        Map<Integer, Long> seen = new HashMap<>();
        say("ready");
        AtomicBoolean told = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            try {
                System.in.read(); // a line, or the end of the test's process
            } catch (IOException e) {
                say("E " + e);
            }
            told.set(true);
        });
        waiting.start();
        long reads = 0;
        while (!told.get()) {
            for (Credential credential : store.listWithSecrets(CredentialFilter.all())) {
                try (credential) {
                    int name = Integer.parseInt(credential.targetName().substring("name ".length()));
                    String value = new String(credential.secret().orElseThrow().toByteArray(), UTF_8);
                    long number = numberOf(name, value);
                    if (number < seen.getOrDefault(name, -1L)) {
                        say("E older: " + value);
                    }
                    seen.put(name, number);
                    reads++;
                } catch (RuntimeException | AssertionError e) {
                    say("E " + e);
                }
            }
            store.unreadable().forEach(failure -> say("E " + failure));
        }
        say("R" + reads);
    }

    private static void writeDistinct(VaultFixture vault, String prefix, int count) {
        VaultCredentialStore store = openPatiently(vault);
        for (int i = 0; i < count; i++) {
            VaultFixture.write(store, prefix + i, prefix + i);
        }
        say("done");
    }

    /** Writes, deletes and reads one name; every value that is there must be one writer's, whole. */
    private static void useSharedName(VaultFixture vault, int process, int count) {
        VaultCredentialStore store = openPatiently(vault);
        CredentialKey key = CredentialKey.generic("shared");
        Random random = new Random(process);
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                store.delete(key);
            } else {
                VaultFixture.write(store, "shared", value(process, i));
            }
            Optional<Credential> read = store.find(key);
            if (read.isPresent()) {
                try (Credential credential = read.get();
                        Secret secret = credential.secret().orElseThrow()) {
                    String value = new String(secret.toByteArray(), UTF_8);
                    numberOf(Integer.parseInt(value.substring(0, value.indexOf(':'))), value);
                    found++;
                }
            }
        }
        say("found " + found);
    }

    /** Waits for the lock as long as a slow disk may need for the writes of all the others. */
    static VaultCredentialStore openPatiently(VaultFixture vault) {
        return VaultCredentialStore.open(
                vault.but().lockPatience(Duration.ofMinutes(2)).build());
    }

    private static void holdLock(VaultFixture vault) {
        VaultFiles files = new VaultFiles(vault.folder(), new GuardedFiles(new Disk(), true, CurrentUser.OF_PROCESS));
        files.locked(Duration.ofSeconds(5), () -> {
            say("held");
            try {
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                return true;
            }
        });
    }

    /** Writes if nobody holds the lock, and says what became of it. */
    private static void tryToWrite(VaultFixture vault, String name, String value) {
        VaultCredentialStore store = VaultCredentialStore.open(
                vault.but().lockPatience(Duration.ZERO).build());
        try {
            VaultFixture.write(store, name, value);
            say("written");
        } catch (CredentialException e) {
            say(e.reason().toString());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static synchronized void say(String line) {
        OUT.print(line + "\n");
        OUT.flush();
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    }
}
