package io.github.wincred.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table 3: whole processes that read one secret and end, by turns. */
final class FirstTable {

    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final String NAME = "wincred-benchmark/first";
    private static final String FIRST = "io.github.wincred.benchmarks.first.";
    private static final String PREPARE = "io.github.wincred.benchmarks.Prepare";
    private static final String[] OURS = {"wincred-0", "jna-5", "jna-platform"};
    private static final String[] KEYRING = {"java-keyring", "jna-5", "jna-platform", "slf4j-api"};
    private static final String[] MICROSOFT = {"credential-secure-storage", "jna-5", "jna-platform", "slf4j-api"};

    private final Place place;
    private final Results results;
    private final Map<String, ProcessBuilder> windows = new LinkedHashMap<>();
    private final Map<String, ProcessBuilder> vault = new LinkedHashMap<>();

    FirstTable(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    void run() throws IOException {
        prepareWindows();
        prepareVault();
        for (int round = -1; round < ROUNDS; round++) {
            System.err.println("first: round " + (round + 1) + " of " + ROUNDS);
            takeTurns(windows, round);
            takeTurns(vault, round);
        }
        print("Windows JVM under Wine", windows, "empty Java program", "java-keyring", "Microsoft");
        results.line("");
        print("Key-file vault", vault, "empty Java program, vault", "PKCS12 of 10 secrets", "PKCS12 of 10 secrets");
    }

    private void prepareWindows() throws IOException {
        for (String client : List.of("store", "keyring", "microsoft")) {
            start(place.windowsJava(List.of("-cp", place.classPath(";")), PREPARE, client, NAME), "prepare");
        }
        windows.put("C", place.windowsC("first", NAME));
        windows.put("empty Java program", windowsJava("EmptyProgram", OURS));
        windows.put("store", windowsJava("FirstStore", OURS));
        windows.put("KeyStore", windowsJava("FirstKeyStore", OURS));
        windows.put("java-keyring", windowsJava("FirstKeyring", KEYRING));
        windows.put("Microsoft", windowsJava("FirstMicrosoft", MICROSOFT));
        for (String program : List.of("EmptyProgram", "FirstStore", "FirstKeyStore")) {
            Path archive = place.target().resolve(program + "-windows.jsa");
            Files.deleteIfExists(archive);
            start(windowsJava(program, OURS, "-XX:ArchiveClassesAtExit=" + archive), "archive");
            windows.put(
                    archived(program), windowsJava(program, OURS, "-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
        }
    }

    private static String archived(String program) {
        return switch (program) {
                    case "EmptyProgram" -> "empty Java program";
                    case "FirstStore" -> "store";
                    default -> "KeyStore";
                }
                + ", with an archive";
    }

    private ProcessBuilder windowsJava(String program, String[] jars, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        Collections.addAll(all, "-cp", place.classPath(";", jars));
        return place.windowsJava(all, FIRST + program, NAME);
    }

    private void prepareVault() throws IOException {
        start(hostJava(PREPARE, "store", NAME), "prepare");
        Path pkcs12 = place.vaults().resolve("10.p12");
        if (!Files.exists(pkcs12)) {
            throw new IOException(pkcs12 + " is missing; run the table vault first");
        }
        vault.put("empty Java program, vault", hostJava(FIRST + "EmptyProgram"));
        vault.put("store on the vault", hostJava(FIRST + "FirstStore", NAME));
        vault.put("KeyStore on the vault", hostJava(FIRST + "FirstKeyStore", NAME));
        vault.put("PKCS12 of 10 secrets", hostJava(FIRST + "FirstPkcs12", pkcs12.toString(), "app/secret-5"));
        for (String program : List.of("EmptyProgram", "FirstStore", "FirstKeyStore")) {
            Path archive = place.target().resolve(program + "-vault.jsa");
            Files.deleteIfExists(archive);
            ProcessBuilder dump = hostJava(FIRST + program, NAME);
            dump.command().add(1, "-XX:ArchiveClassesAtExit=" + archive);
            start(dump, "archive");
            ProcessBuilder use = hostJava(FIRST + program, NAME);
            use.command().add(1, "-XX:SharedArchiveFile=" + archive);
            vault.put(archived(program).replace(",", " on the vault,"), use);
        }
    }

    private ProcessBuilder hostJava(String... program) throws IOException {
        Path folder = place.vaults().resolve("first");
        return place.java(
                List.of(
                        "-Dwincred.store=vault",
                        "-Dwincred.vault.folder=" + folder,
                        "-Dwincred.vault.key-file=" + folder.resolveSibling("first.key"),
                        "-cp",
                        place.classPath(":", OURS)),
                program);
    }

    private void takeTurns(Map<String, ProcessBuilder> programs, int round) throws IOException {
        List<String> names = new ArrayList<>(programs.keySet());
        Collections.rotate(names, round);
        for (String name : names) {
            double millis = start(programs.get(name), name);
            if (round >= 0) {
                results.add(name, millis);
            }
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

    private void print(
            String title, Map<String, ProcessBuilder> programs, String empty, String oneRival, String otherRival) {
        String rival = results.median(oneRival) < results.median(otherRival) ? oneRival : otherRival;
        results.line(title + ", milliseconds, " + ROUNDS
                + " rounds (medians, quartiles in brackets). The surcharge is what a program takes more than the empty"
                + " one in the same round; it is compared with that of " + rival + ".");
        results.line("");
        results.head("", "whole process", "surcharge", "share of the rival's surcharge");
        List<Double> rivals = surcharge(rival, empty);
        for (String program : programs.keySet()) {
            List<Double> surcharge = surcharge(program, empty);
            results.row(
                    program,
                    Statistics.of(results.get(program)).text(),
                    program.equals(empty) ? "–" : Statistics.of(surcharge).text(),
                    program.equals(empty) || program.equals("C")
                            ? "–"
                            : Statistics.ofRatios(surcharge, rivals).text());
        }
    }

    private List<Double> surcharge(String program, String empty) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            differences.add(results.get(program).get(round) - results.get(empty).get(round));
        }
        return differences;
    }
}
