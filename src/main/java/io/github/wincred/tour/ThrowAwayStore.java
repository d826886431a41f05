package io.github.wincred.tour;

import io.github.wincred.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the tour away from the user's own secrets: a vault in a temporary folder, or on Windows a prefix of its own with credentials that end with
 * the session. The folder is removed when the tour ends or is interrupted; one left by a killed tour is removed by the next tour.
 */
final class ThrowAwayStore {

    private static final String FOLDER_PREFIX = "wincred-tour-";
    private static final long LONGEST_TOUR_MILLIS = 10_000;

    private final Path folder;
    private final Thread tour = Thread.currentThread();

    private ThrowAwayStore(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::removeWhenInterrupted));
    }

    static ThrowAwayStore prepare() throws IOException {
        removeAbandoned();
        ThrowAwayStore store = new ThrowAwayStore(Files.createTempDirectory(
                FOLDER_PREFIX + ProcessHandle.current().pid() + "-"));
        System.setProperty(
                Setting.VAULT_FOLDER.property(), store.folder.resolve("vault").toString());
        System.setProperty(
                Setting.VAULT_KEY_FILE.property(),
                store.folder.resolve("vault.key").toString());
        System.setProperty(
                Setting.PREFIX.property(),
                FOLDER_PREFIX + ProcessHandle.current().pid() + "/");
        if (System.getProperty("os.name").startsWith("Windows")) {
            System.setProperty(Setting.PERSISTENCE.property(), "session");
        }
        return store;
    }

    void remove() throws IOException {
        removeTree(folder);
    }

    /** The tour takes a second: letting it finish is simpler than removing a folder that it still writes to. */
    private void removeWhenInterrupted() {
        try {
            tour.join(LONGEST_TOUR_MILLIS);
            removeTree(folder);
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeAbandoned() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            folders = all.filter(ThrowAwayStore::isAbandoned).toList();
        }
        for (Path abandoned : folders) {
            removeTree(abandoned);
        }
    }

    private static boolean isAbandoned(Path folder) {
        String name = folder.getFileName().toString();
        if (!name.matches(FOLDER_PREFIX + "\\d{1,18}-\\d+")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(FOLDER_PREFIX.length(), name.lastIndexOf('-')));
        return ProcessHandle.of(pid).isEmpty() && Files.isWritable(folder);
    }

    private static void removeTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
