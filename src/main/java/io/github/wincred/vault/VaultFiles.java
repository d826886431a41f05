package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The vault's folder: files are read whole and without a lock, and replaced in one step under the vault's lock. Knows the names and places of the
 * files, but not their content.
 */
final class VaultFiles {

    private static final Pattern ENTRY_NAME = Pattern.compile("[0-9a-f]{64}\\.credential");
    private static final String ENTRY_SUFFIX = ".credential";
    private static final String HEADER = "vault.header";
    private static final String SECOND_HEADER = "vault.header.copy";

    private final Path folder;
    private final GuardedFiles files;
    private final VaultPlace place;
    private final LockFile lockFile;

    VaultFiles(Path folder, GuardedFiles files) {
        this.folder = folder;
        this.files = files;
        place = VaultPlace.of(folder);
        lockFile = new LockFile(folder, files);
    }

    Path folder() {
        return folder;
    }

    /** Reads the files in the folder. */
    GuardedFiles guarded() {
        return files;
    }

    /** The state of the vault in this process. */
    VaultPlace place() {
        return place;
    }

    /** The first copy of the header. */
    Path header() {
        return folder.resolve(HEADER);
    }

    /** The second copy of the header. */
    Path secondHeader() {
        return folder.resolve(SECOND_HEADER);
    }

    /** The file of the credential with this identity. */
    Path entry(byte[] identity) {
        return folder.resolve(HexFormat.of().formatHex(identity) + ENTRY_SUFFIX);
    }

    static byte[] identityOf(Path entry) {
        String name = entry.getFileName().toString();
        return HexFormat.of().parseHex(name, 0, name.length() - ENTRY_SUFFIX.length());
    }

    /** Whether the vault's folder exists; if so, it is checked. */
    boolean hasFolder() {
        return files.hasFolder(folder);
    }

    /** Creates the vault's folder if it is missing. */
    void createFolder() {
        if (!hasFolder()) {
            files.createFolder(folder);
            hasFolder(); // some file systems ignore the permissions asked for
        }
    }

    /** The files of all credentials, in no particular order; none if there is no folder. */
    List<Path> entries() {
        try {
            return files.disk().list(folder, VaultFiles::isEntry);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw VaultFailure.unreadable(folder, e);
        }
    }

    private static boolean isEntry(Path file) {
        return ENTRY_NAME.matcher(file.getFileName().toString()).matches();
    }

    /** Carries out an operation with the vault's lock held. */
    <T> T locked(Duration patience, Supplier<T> operation) {
        return place.locked(lockFile, patience, () -> {
            removeLeftovers();
            return operation.get();
        });
    }

    /**
     * Replaces the content of a file: whatever happens, either the old or the new content is there, complete. To be called with the vault's lock
     * held.
     */
    void replace(Path file, byte[] content) {
        Path temporary = GuardedFiles.temporary(temporaryFolder(), file);
        boolean done = false;
        try {
            files.createFolder(temporaryFolder());
            files.hasFolder(temporaryFolder()); // it is checked: a link to another folder is refused
            files.writeNew(temporary, content);
            place.checkMark(lockFile);
            files.disk().rename(temporary, file);
            done = true;
        } catch (IOException e) {
            throw VaultFailure.unwritable(file, e, files.disk());
        } finally {
            if (!done) {
                files.discard(temporary);
            }
        }
        forceFolder(file);
    }

    /** Removes a file; false if there was none. To be called with the vault's lock held. */
    boolean delete(Path file) {
        place.checkMark(lockFile);
        try {
            if (!files.disk().delete(file)) {
                return false;
            }
        } catch (IOException e) {
            throw VaultFailure.unwritable(file, e, files.disk());
        }
        forceFolder(file);
        return true;
    }

    private void forceFolder(Path file) {
        try {
            files.disk().forceFolder(folder);
        } catch (IOException e) {
            throw new VaultFailure(
                    Reason.NOT_APPLIED,
                    file
                            + " was changed, but until the next change of the vault this one may not survive a power failure: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Removes what a crashed writer left, while there are no writers. */
    private void removeLeftovers() {
        if (Files.isDirectory(temporaryFolder(), LinkOption.NOFOLLOW_LINKS)) {
            files.removeLeftovers(temporaryFolder(), VaultFiles::isOurs);
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(HEADER)
                || name.equals(SECOND_HEADER)
                || ENTRY_NAME.matcher(name).matches();
    }

    private Path temporaryFolder() {
        return folder.resolve("tmp");
    }
}
