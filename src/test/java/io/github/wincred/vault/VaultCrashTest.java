package io.github.wincred.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.testing.Stress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that are killed at any moment, and the order of the calls that makes this harmless. */
class VaultCrashTest {

    private static final int KILLS = Stress.count(200, 12);
    private static final int LEAST_KILLS_WITHIN_A_WRITE = KILLS / 4;

    @TempDir
    private Path place;

    @AfterEach
    void endChildren() {
        VaultChild.endAll();
    }

    /** A writer that has started and waits to be told where to begin. */
    private record Writer(Process process, BufferedReader output, boolean announces) {}

    @Test
    void killedWriters_loseNothingThatTheyAcknowledged() throws Exception {
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture.write(vault.open(), "name 0", VaultChild.value(0, 0));
        Process reader = VaultChild.start(vault, "read");
        BufferedReader fromReader = reader(reader);
        assertThat(fromReader.readLine()).isEqualTo("ready");

        Random random = new Random(1);
        long[] acknowledged = new long[VaultChild.NAMES];
        Arrays.fill(acknowledged, -1);
        acknowledged[0] = 0;
        long next = 1;
        int killsWithinAWrite = 0;
        Writer waiting = startWriter(vault, true);
        for (int kill = 0; kill < KILLS; kill++) {
            Writer writer = waiting;
            waiting = startWriter(vault, kill % 2 == 0); // starts while the other one works
            next = runAndKill(writer, next, random, acknowledged);
            if (hasLeftover(vault)) {
                killsWithinAWrite++;
            }
            next = verify(vault, acknowledged, next);
        }
        waiting.process().destroyForcibly().waitFor();

        reader.getOutputStream().write('\n');
        reader.getOutputStream().flush();
        assertThat(fromReader.lines().toList())
                .as("what the reader saw")
                .singleElement()
                .satisfies(line -> assertThat(line).matches("R[1-9][0-9]+"));
        assertThat(killsWithinAWrite)
                .as("kills between creating the temporary file and the rename")
                .isGreaterThanOrEqualTo(LEAST_KILLS_WITHIN_A_WRITE);
        VaultFixture.write(vault.open(), "name 0", VaultChild.value(0, next));
        assertThat(hasLeftover(vault)).isFalse();
    }

    private static Writer startWriter(VaultFixture vault, boolean announces) {
        Process process = VaultChild.start(vault, "write", announces ? "announce" : "silent");
        return new Writer(process, reader(process), announces);
    }

    /** Lets a writer work until a random event, kills it, and takes down everything it had acknowledged; gives the number after the last. */
    private static long runAndKill(Writer writer, long first, Random random, long[] acknowledged) throws Exception {
        assertThat(writer.output().readLine()).isEqualTo("ready");
        writer.process().getOutputStream().write((first + "\n").getBytes(US_ASCII));
        writer.process().getOutputStream().flush();
        int patience = 1 + random.nextInt(15);
        long next = first;
        boolean killed = false;
        String line = writer.output().readLine();
        while (line != null) {
            boolean acknowledgement = line.startsWith("A");
            if (acknowledgement) {
                long number = Long.parseLong(line.substring(1));
                acknowledged[(int) (number % VaultChild.NAMES)] = number;
                next = number + 1;
            }
            if (acknowledgement != writer.announces() && --patience == 0) {
                // Not Process.destroyForcibly: that closes the pipe, and with it loses what was acknowledged.
                writer.process().toHandle().destroyForcibly();
                killed = true;
            }
            line = writer.output().readLine();
        }
        writer.process().waitFor();
        assertThat(killed).as("the writer worked until it was killed").isTrue();
        return next;
    }

    /** Every acknowledged value is there, or the one value that was being written; gives the number to go on with. */
    private static long verify(VaultFixture vault, long[] acknowledged, long inFlight) {
        long next = inFlight;
        VaultCredentialStore store = vault.open();
        for (int name = 0; name < acknowledged.length; name++) {
            Optional<Credential> found = store.find(CredentialKey.generic("name " + name));
            if (found.isEmpty()) {
                assertThat(acknowledged[name])
                        .as("nothing acknowledged is lost")
                        .isEqualTo(-1);
                continue;
            }
            found.get().close();
            long number = VaultChild.numberOf(name, VaultFixture.read(store, "name " + name));
            if (number == inFlight && inFlight % VaultChild.NAMES == name) {
                acknowledged[name] = number;
                next = inFlight + 1;
            }
            assertThat(number).as("name " + name).isEqualTo(acknowledged[name]);
        }
        assertThat(store.unreadable()).isEmpty();
        return next;
    }

    private static boolean hasLeftover(VaultFixture vault) throws IOException {
        try (Stream<Path> files = Files.list(vault.folder().resolve("tmp"))) {
            return files.findAny().isPresent();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    @Test
    void write_forcesTheContentBeforeTheRenameAndTheFolderAfterIt() {
        List<String> calls = new ArrayList<>();
        VaultFixture vault = VaultFixture.in(place);
        VaultFixture.write(vault.open(), "name", "old");
        Disk recording = new Disk() {
            @Override
            FileChannel create(Path file, FileAttribute<?>... attributes) throws IOException {
                calls.add("create " + file.getParent().getFileName());
                return super.create(file, attributes);
            }

            @Override
            void write(FileChannel channel, byte[] content) throws IOException {
                calls.add("write");
                super.write(channel, content);
            }

            @Override
            void mark(FileChannel channel, byte[] content) throws IOException {
                calls.add("mark");
                super.mark(channel, content);
            }

            @Override
            void force(FileChannel channel) throws IOException {
                calls.add("force");
                super.force(channel);
            }

            @Override
            void rename(Path from, Path to) throws IOException {
                calls.add("rename to " + to.getParent().getFileName());
                super.rename(from, to);
            }

            @Override
            void forceFolder(Path folder) throws IOException {
                calls.add("force folder " + folder.getFileName());
                super.forceFolder(folder);
            }

            @Override
            boolean delete(Path file) throws IOException {
                calls.add("delete");
                return super.delete(file);
            }
        };
        VaultCredentialStore store =
                VaultCredentialStore.open(vault.but().disk(recording).build());

        VaultFixture.write(store, "name", "new");
        store.delete(CredentialKey.generic("name"));

        assertThat(calls)
                .containsExactly(
                        "mark",
                        "create tmp",
                        "write",
                        "force",
                        "rename to vault",
                        "force folder vault",
                        "mark",
                        "delete",
                        "force folder vault");
    }
}
