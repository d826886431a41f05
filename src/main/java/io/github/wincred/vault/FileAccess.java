package io.github.wincred.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;

/** How a system determines who may use a file: {@link PosixAccess} or {@link WindowsAccess}. */
interface FileAccess {

    /** The attributes with which to create a file that only the current user may use. */
    FileAttribute<?>[] ownerFile() throws IOException;

    /** The attributes with which to create a folder that only the current user may use. */
    FileAttribute<?>[] ownerFolder() throws IOException;

    /** Removes the permissions that a new file or folder inherited, where creating it with attributes was not enough. */
    void protect(Path created) throws IOException;

    /** The kind of attributes that {@link #fault} takes. */
    Class<? extends BasicFileAttributes> attributes();

    /** What is wrong, and what to do, if a file or folder belongs to somebody else, or somebody else may use it; empty otherwise. */
    String fault(Path path, BasicFileAttributes attributes) throws IOException;
}
