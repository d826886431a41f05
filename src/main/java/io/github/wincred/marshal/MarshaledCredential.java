package io.github.wincred.marshal;

/**
 * What a marshaled credential stands for. Authentication functions of Windows take its text form in place of a user name.
 *
 * <p>Windows defines a third kind, {@link MarshalType#BINARY_BLOB}, whose encoding is not documented; it is refused, never guessed.
 */
public sealed interface MarshaledCredential permits CertificateReference, UserNameTarget {

    /** The kind, as it appears in the third character of the text form. */
    MarshalType type();
}
