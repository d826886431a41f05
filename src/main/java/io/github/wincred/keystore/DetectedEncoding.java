package io.github.wincred.keystore;

/** What {@link BlobTextDetector} takes a blob for. */
enum DetectedEncoding {
    /** Text in UTF-8; also the empty blob. */
    UTF_8,
    /** Text in UTF-16LE without a terminator, the form that Windows itself uses. */
    UTF_16LE,
    /** Not text: a key, or anything else. */
    RAW
}
