package io.github.wincred.settings;

/** How blobs are read and written as text: values of the setting {@code encoding}. */
public enum BlobEncoding {
    /** Text is written as UTF-16LE; the form of a blob is read from the entry's own record, or else inferred from its bytes. */
    AUTO,
    /** Every blob is read as a key of raw bytes, whatever its record says; text is written as its UTF-8 bytes. */
    RAW,
    /** As {@link #AUTO}, but a blob without a record is read as UTF-16LE text, the convention of Windows, unless its bytes rule that out. */
    UTF_16LE,
    /** Text is written as UTF-8; a blob without a record is read as UTF-8 text, unless its bytes rule that out. */
    UTF_8
}
