package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.vault.crypto.DerivedKeys;
import io.github.wincred.vault.crypto.KeyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The key file in its folder, which may hold other files. It is created once and never replaced. */
final class KeyFolder {

    private static final String WHAT = "key file";

    private final Path file;
    private final Path folder;
    private final GuardedFiles files;

    /**
     * A view of the key file.
     *
     * @param file absolute, and not the root of a file system
     */
    KeyFolder(Path file, GuardedFiles files) {
        this.file = file;
        this.folder = requireNonNull(file.getParent(), "the key file has no folder");
        this.files = files;
    }

    Path file() {
        return file;
    }

    /** The master key, which the caller wipes; empty if there is no key file. */
    Optional<byte[]> read() {
        return files.read(file, WHAT, KeyFile.BYTES).map(content -> {
            try {
                return KeyFile.decode(content).orElseThrow(() -> VaultFailure.damaged(file, WHAT));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        });
    }

    /** The master key, which the caller wipes; a new one if there is no key file. */
    byte[] readOrCreate() {
        Optional<byte[]> existing = read();
        while (existing.isEmpty()) {
            byte[] masterKey = DerivedKeys.newMasterKey();
            byte[] content = KeyFile.encode(masterKey);
            create(content);
            Arrays.fill(content, (byte) 0);
            Arrays.fill(masterKey, (byte) 0);
            // Another vault's first write may have been faster; then its key counts.
            existing = read();
        }
        return existing.get();
    }

    private void create(byte[] content) {
        files.createFolder(folder);
        Path temporary = GuardedFiles.temporary(folder, file);
        try {
            try {
                files.writeNew(temporary, content);
                linkOrRename(temporary);
            } catch (FileAlreadyExistsException e) {
                // another process was faster
            } finally {
                files.discard(temporary);
            }
            files.disk().forceFolder(folder);
        } catch (IOException e) {
            throw VaultFailure.unwritable(file, e, files.disk());
        }
    }

    /** Only a link fails if the name is taken; without links, two simultaneous creators do not notice each other. */
    private void linkOrRename(Path temporary) throws IOException {
        try {
            files.disk().link(temporary, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            if (!GuardedFiles.exists(file)) {
                files.disk().rename(temporary, file);
            }
        }
    }

    /** Removes what a crash during the creation of the key file left beside it. To be called when there is a key file. */
    void removeLeftovers() {
        files.removeLeftovers(folder, file.getFileName().toString()::equals);
    }
}
