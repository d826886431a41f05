package io.github.wincred.settings;

/** How the bytes of a blob are read as text, and text is written: values of the setting {@code encoding}. */
public enum BlobEncoding {
    /** Text is written as UTF-16LE; what is read is taken for what the entry's own record says, or else for what its bytes look like. */
    AUTO,
    /** Every blob is a key of raw bytes. */
    RAW,
    /** Every blob is UTF-16LE text, the convention of Windows itself. */
    UTF_16LE,
    /** Every blob is UTF-8 text. */
    UTF_8
}
