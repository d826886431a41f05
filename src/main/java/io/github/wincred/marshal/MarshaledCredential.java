package io.github.wincred.marshal;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;

/**
 * A reference to a credential that has a text form. Authentication functions of Windows accept the text in place of a user name.
 *
 * <p>{@link #text}, {@link #parse} and {@link #isMarshaled} do exactly what {@code CredMarshalCredentialW}, {@code CredUnmarshalCredentialW} and
 * {@code CredIsMarshaledCredentialW} do, without a native call; they touch no store. The text is ASCII and case-sensitive. Several texts may stand
 * for one credential, so the text of a parsed credential may differ from the text that was parsed.
 *
 * <p>Windows defines a third kind, {@link MarshalType#BINARY_BLOB}, whose encoding is not documented; it is refused, never guessed.
 */
public sealed interface MarshaledCredential permits CertificateReference, UserNameTarget {

    /** The kind, as it appears in the third character of the text form. */
    MarshalType type();

    /**
     * The text form: {@code CredMarshalCredentialW}.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} for a user name that is empty or holds U+0000, which ends a name in Windows
     */
    default String text() {
        return CredentialMarshaller.encode(this);
    }

    /**
     * The credential that a text stands for: {@code CredUnmarshalCredentialW}. The user name is not checked: it is returned unit for unit, unpaired
     * surrogates and U+0000 included.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} (87) if the text is no marshaled credential, or one of a kind whose encoding is
     *     not documented; the message does not repeat the text
     */
    static MarshaledCredential parse(String text) {
        return CredentialMarshaller.decode(text);
    }

    /** Whether {@link #parse} would succeed: {@code CredIsMarshaledCredentialW}. */
    static boolean isMarshaled(String text) {
        return CredentialMarshaller.isMarshaled(text);
    }
}
