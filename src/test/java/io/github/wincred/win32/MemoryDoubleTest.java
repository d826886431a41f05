package io.github.wincred.win32;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.acceptance.HeapDump;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.Stress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process holds after many calls of the double, and whether a secret is left anywhere in its memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a process is measured by what Linux tells of it")
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class MemoryDoubleTest {

    private static final long MIB = 1L << 20;

    /** So many buffers and descriptors Java may take for itself; failures alone number hundreds, so what one leaves shows. */
    private static final long JAVAS_OWN = 10;

    /** A JVM on the binding of this one. */
    private static Process start(Class<?> program, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Build.java(options.toArray(new String[0])));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dwincred.build=" + Build.directory(),
                "-Dwincred.binding=" + (Bindings.get() instanceof JnaBinding ? "jna" : "ffm"),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void manyCalls_leaveNothingBehind() throws Exception {
        String reads = "" + Stress.count(1_000_000, 50_000);
        String writes = "" + Stress.count(200_000, 10_000);
        // The heap is touched at once and compiled code is simple, so that what grows is neither.
        Process process = start(
                ManyCallsProgram.class,
                List.of("-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"),
                reads,
                writes,
                reads);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        List<String> lines = output.lines().toList();
        int half = lines.size() / 2;
        Map<String, Long> before = measures(lines.subList(1, half + 1));
        Map<String, Long> after = measures(lines.subList(half + 1, lines.size()));
        assertThat(after.get("OUTSTANDING_BLOCKS")).isZero();
        assertThat(after.get("BAD_FREES")).isZero();
        assertThat(after.get("UNWIPED_BLOCKS")).isZero();
        assertThat(after.get("UNWIPED_INPUTS")).isZero();
        // Java opens a jar of the class path when it first looks for a class there, which may be late.
        assertThat(after.get("buffers") - before.get("buffers")).as(output).isLessThan(JAVAS_OWN);
        assertThat(after.get("descriptors") - before.get("descriptors"))
                .as(output)
                .isLessThan(JAVAS_OWN);
        assertThat(after.get("heap") - before.get("heap")).as(output).isLessThan(MIB);
        assertThat(after.get("resident") - before.get("resident")).as(output).isLessThan(4 * MIB);
    }

    private static Map<String, Long> measures(List<String> lines) {
        Map<String, Long> measures = new HashMap<>();
        lines.forEach(line -> {
            int space = line.indexOf(' ');
            measures.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
        });
        return measures;
    }

    /** Without a garbage collection, which would leave copies of what it moves where no program can wipe them. */
    private static List<String> formsFoundAfterUse(Path work, String... leak) throws Exception {
        long seed = new Random().nextLong();
        List<String> arguments = new ArrayList<>(List.of("" + seed));
        arguments.addAll(List.of(leak));
        Process process = start(
                SecretMemoryProgram.class,
                List.of(
                        "-XX:-UseSerialGC",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-Xmx64m",
                        "-Xlog:disable"),
                arguments.toArray(new String[0]));
        try {
            String line = process.inputReader().readLine();
            assertThat(line).isEqualTo("done");
            Path memory = work.resolve("memory");
            copyMemory(process.pid(), memory);
            return new HeapDump(memory).formsFound(new String(SecretMemoryProgram.secret(seed), US_ASCII));
        } finally {
            process.getOutputStream().close();
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    /** All that the process could read and write itself, one region behind the other, without pages that were never touched. */
    private static void copyMemory(long process, Path file) throws IOException {
        byte[] buffer = new byte[4096];
        byte[] untouched = new byte[buffer.length];
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + process + "/mem", "r");
                OutputStream copy = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (String region : Files.readAllLines(Path.of("/proc/" + process + "/maps"))) {
                String[] parts = region.split("[- ]", 3);
                if (!region.contains(" rw")) {
                    continue;
                }
                long end = Long.parseUnsignedLong(parts[1], 16);
                memory.seek(Long.parseUnsignedLong(parts[0], 16));
                while (memory.getFilePointer() < end) {
                    try {
                        memory.readFully(buffer);
                    } catch (IOException gone) {
                        // Given back by the process since the list of its regions was read.
                        break;
                    }
                    if (!Arrays.equals(buffer, untouched)) {
                        copy.write(buffer);
                    }
                }
            }
        }
    }

    @Test
    void usedSecret_isNowhereInTheProcess(@TempDir Path work) throws Exception {
        assertThat(formsFoundAfterUse(work)).isEmpty();
    }

    @Test
    void secretKeptOutsideOfTheHeap_isFound(@TempDir Path work) throws Exception {
        assertThat(formsFoundAfterUse(work, "leak")).contains("UTF-8 (first half)", "UTF-8 (second half)");
    }
}
