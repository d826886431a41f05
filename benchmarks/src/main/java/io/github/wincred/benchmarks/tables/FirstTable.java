package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import javax.crypto.spec.SecretKeySpec;

/** Table 3: whole processes that read one secret and end, by turns. */
final class FirstTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 15);
    private static final String NAME = "wincred-benchmark/first";
    private static final String FIRST = "io.github.wincred.benchmarks.first.";
    private static final String PREPARE = "io.github.wincred.benchmarks.Prepare";
    private static final String EMPTY = "empty Java program";
    private static final String ARCHIVED = ", with an archive";
    private static final String[] OURS = {"wincred-0", "jna-5"};
    private static final String[] KEYRING = {"java-keyring", "jna-5", "jna-platform", "slf4j-api"};
    private static final String[] MICROSOFT = {"credential-secure-storage", "jna-5", "jna-platform", "slf4j-api"};

    private final Place place;
    private final Results results;

    FirstTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    /** A program that is started in turn; the empty one and the rivals are what it is compared with. */
    private record Program(String name, String empty, List<String> rivals, ProcessBuilder process) {}

    /** How a program of the Windows JVM is started. */
    private record Start(String title, String program, String[] jars, String... options) {}

    void run() throws IOException {
        List<Program> windows = windows();
        List<Program> vault = vault();
        for (int round = -1; round < ROUNDS; round++) {
            System.err.println("first: round " + (round + 1) + " of " + ROUNDS);
            takeTurns(windows, round);
            takeTurns(vault, round);
        }
        print("Windows JVM under Wine", windows);
        results.line("");
        print("Key-file vault", vault);
    }

    private List<Program> windows() throws IOException {
        for (String client : List.of("store", "java-keyring", "Microsoft")) {
            start(place.windowsJava(List.of("-cp", place.classPath(";")), PREPARE, client, NAME), "prepare");
        }
        String unpacked = "-Djna.boot.library.path=" + unpackJna();
        List<Start> starts = List.of(
                jna(EMPTY, "EmptyProgram"),
                jna("JNA alone, no call", "FirstJna"),
                jna("store", "FirstStore"),
                jna("store, JNA unpacked", "FirstStore", unpacked),
                jna("KeyStore", "FirstKeyStore"),
                jna("KeyStore, provider not registered", "FirstProvider"),
                jna("KeyStore, not registered, JNA unpacked", "FirstProvider", unpacked),
                foreign("store", "FirstStore"),
                foreign("KeyStore", "FirstKeyStore"),
                foreign("KeyStore, provider not registered", "FirstProvider"),
                new Start("java-keyring", "FirstKeyring", KEYRING),
                new Start("Microsoft", "FirstMicrosoft", MICROSOFT));
        List<String> rivals = List.of("java-keyring", "Microsoft");
        List<Program> programs = new ArrayList<>();
        programs.add(new Program("C", EMPTY, List.of(), place.windowsC("first", NAME)));
        for (Start start : starts) {
            programs.add(new Program(start.title(), EMPTY, rivals, windowsJava(start, "-Xshare:auto")));
        }
        for (Start start : starts) {
            Path archive = archive("windows-" + starts.indexOf(start));
            start(windowsJava(start, "-XX:ArchiveClassesAtExit=" + archive), "archive of " + start.title());
            programs.add(new Program(
                    start.title() + ARCHIVED,
                    EMPTY + ARCHIVED,
                    rivals.stream().map(rival -> rival + ARCHIVED).toList(),
                    windowsJava(start, "-XX:SharedArchiveFile=" + archive)));
        }
        return programs;
    }

    private static Start jna(String title, String program, String... options) {
        List<String> all = new ArrayList<>(Binding.JNA.options());
        all.addAll(List.of(options));
        return new Start(title, program, OURS, all.toArray(String[]::new));
    }

    /** No jar but WinCred's. */
    private static Start foreign(String title, String program) {
        return new Start(
                title + Binding.FOREIGN.suffix(),
                program,
                new String[] {"wincred-0"},
                Binding.FOREIGN.options().toArray(String[]::new));
    }

    /** JNA's own library out of its jar, so that it need not unpack it at each start. */
    private Path unpackJna() throws IOException {
        Path folder = place.target().resolve("jna");
        Files.createDirectories(folder);
        try (ZipFile jar = new ZipFile(place.jar("jna-5").toFile());
                InputStream library = jar.getInputStream(jar.getEntry("com/sun/jna/win32-x86-64/jnidispatch.dll"))) {
            Files.copy(library, folder.resolve("jnidispatch.dll"), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static String title(String program) {
        return switch (program) {
            case "EmptyProgram" -> EMPTY;
            case "FirstStore" -> "store";
            case "FirstKeyStore" -> "KeyStore";
            case "FirstProvider" -> "KeyStore, provider not registered";
            case "FirstPkcs12" -> "PKCS12 of 10 secrets";
            default -> throw new IllegalArgumentException(program);
        };
    }

    private Path archive(String name) throws IOException {
        Path archive = place.target().resolve(name + ".jsa");
        Files.deleteIfExists(archive);
        return archive;
    }

    private ProcessBuilder windowsJava(Start start, String option) throws IOException {
        List<String> all = new ArrayList<>(List.of(start.options()));
        Collections.addAll(all, option, "-cp", place.classPath(";", start.jars()));
        return place.windowsJava(all, FIRST + start.program(), NAME);
    }

    private List<Program> vault() throws IOException {
        Path pkcs12 = place.target().resolve("first.p12");
        makePkcs12(pkcs12);
        start(place.java(vaultOptions(), PREPARE, "store", NAME), "prepare");
        List<Program> programs = new ArrayList<>();
        for (String archived : List.of("", ARCHIVED)) {
            for (String program :
                    List.of("EmptyProgram", "FirstStore", "FirstKeyStore", "FirstProvider", "FirstPkcs12")) {
                List<String> options = vaultOptions();
                String[] call = program.equals("FirstPkcs12")
                        ? new String[] {FIRST + program, pkcs12.toString(), NAME + 5}
                        : new String[] {FIRST + program, NAME};
                if (!archived.isEmpty()) {
                    Path archive = archive(program + "-vault");
                    options.add(0, "-XX:ArchiveClassesAtExit=" + archive);
                    start(place.java(options, call), "archive of " + program);
                    options.set(0, "-XX:SharedArchiveFile=" + archive);
                }
                programs.add(new Program(
                        "vault: " + title(program) + archived,
                        "vault: " + EMPTY + archived,
                        List.of("vault: " + title("FirstPkcs12") + archived),
                        place.java(options, call)));
            }
        }
        return programs;
    }

    private List<String> vaultOptions() throws IOException {
        Path folder = place.target().resolve("first-vault");
        return new ArrayList<>(List.of(
                "-Dwincred.store=vault",
                "-Dwincred.vault.folder=" + folder,
                "-Dwincred.vault.key-file=" + folder.resolveSibling("first-vault.key"),
                "-cp",
                place.classPath(":", OURS)));
    }

    private static void makePkcs12(Path file) throws IOException {
        char[] password = "changeit".toCharArray();
        try (OutputStream stream = Files.newOutputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            for (int i = 0; i < 10; i++) {
                keyStore.setKeyEntry(NAME + i, new SecretKeySpec(new byte[16], "AES"), password, null);
            }
            keyStore.store(stream, password);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void takeTurns(List<Program> programs, int round) throws IOException {
        List<Program> turns = new ArrayList<>(programs);
        Collections.rotate(turns, round);
        for (Program program : turns) {
            double millis = startPatiently(program.process(), program.name());
            if (round >= 0) {
                results.add(program.name(), millis);
            }
        }
    }

    /** As {@link #start}, with a second attempt: of some hundred JVMs under Wine one does not start, the empty program's too. */
    private static double startPatiently(ProcessBuilder program, String name) throws IOException {
        try {
            return start(program, name);
        } catch (IOException e) {
            System.err.println("first: once more, since " + e.getMessage());
            return start(program, name);
        }
    }

    /** Runs a program to its end and returns how long that took, in milliseconds. */
    private static double start(ProcessBuilder program, String name) throws IOException {
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        try {
            int status = program.start().waitFor();
            if (status != 0) {
                throw new IOException(name + " ended with " + status + ": " + String.join(" ", program.command()));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void print(String title, List<Program> programs) {
        results.line(title + ", milliseconds, " + ROUNDS
                + " rounds (medians, quartiles in brackets). The surcharge is what a program takes more than the empty"
                + " one in the same round, both with an archive or both without; the share is that of the better"
                + " rival's surcharge.");
        results.line("");
        results.head("", "whole process", "surcharge", "share of the rival's surcharge");
        for (Program program : programs) {
            List<Double> surcharge = surcharge(program.name(), program.empty());
            boolean compared = !program.rivals().isEmpty() && !program.name().equals(program.empty());
            results.row(
                    program.name(),
                    Statistics.of(results.get(program.name())).text(),
                    program.name().equals(program.empty())
                            ? "–"
                            : Statistics.of(surcharge).text(),
                    compared
                            ? Statistics.ofRatios(surcharge, betterRival(program))
                                    .text()
                            : "–");
        }
    }

    private List<Double> betterRival(Program program) {
        List<Double> better = null;
        for (String rival : program.rivals()) {
            List<Double> surcharge = surcharge(rival, program.empty());
            if (better == null
                    || Statistics.of(surcharge).median() < Statistics.of(better).median()) {
                better = surcharge;
            }
        }
        return better;
    }

    private List<Double> surcharge(String program, String empty) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            differences.add(results.get(program).get(round) - results.get(empty).get(round));
        }
        return differences;
    }
}
