package io.github.wincred.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;

/** How a system says who may use a file: two ways, {@link PosixAccess} and {@link WindowsAccess}. */
interface FileAccess {

    /** The attributes with which to create a file that only the current user may use. */
    FileAttribute<?>[] ownerFile() throws IOException;

    /** The attributes with which to create a folder that only the current user may use. */
    FileAttribute<?>[] ownerFolder() throws IOException;

    /** Takes away what a new file or folder got from the folder above it, where creating it was not enough. */
    void protect(Path created) throws IOException;

    /** The kind of attributes that {@link #fault} wants. */
    Class<? extends BasicFileAttributes> attributes();

    /** What is wrong if a file or folder belongs to somebody else, or somebody else may use it, and what to do; empty if nothing is. */
    String fault(Path path, BasicFileAttributes attributes) throws IOException;
}
