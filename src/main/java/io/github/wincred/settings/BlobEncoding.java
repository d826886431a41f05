package io.github.wincred.settings;

/** How the bytes of a blob are read as text, and text is written: values of the setting {@code encoding}. */
public enum BlobEncoding {
    /** Text is written as UTF-16LE; what is read is taken for what the entry's own record says, or else for what its bytes look like. */
    AUTO,
    /** Every blob is read as a key of raw bytes, whatever its record says; text is written as its UTF-8 bytes. */
    RAW,
    /** As {@link #AUTO}, but a blob without a record is UTF-16LE text, the convention of Windows itself, unless it cannot be. */
    UTF_16LE,
    /** Text is written as UTF-8; a blob without a record is UTF-8 text, unless it cannot be. */
    UTF_8
}
