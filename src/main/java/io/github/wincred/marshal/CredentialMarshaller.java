package io.github.wincred.marshal;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The text form of references to credentials, as {@link MarshaledCredential} describes it. */
final class CredentialMarshaller {

    static final String MARSHAL = "CredMarshalCredential";
    private static final String UNMARSHAL = "CredUnmarshalCredential";

    private static final String PREFIX = "@@";
    private static final int BODY = 3;
    private static final int LENGTH_FIELD_BYTES = 4;
    private static final int NAME = BODY + (int) SixBitAlphabet.characters(LENGTH_FIELD_BYTES);

    private CredentialMarshaller() {}

    static String encode(MarshaledCredential credential) {
        StringBuilder text = new StringBuilder(PREFIX)
                .append(SixBitAlphabet.character(credential.type().code()));
        if (credential instanceof CertificateReference certificate) {
            SixBitAlphabet.encode(certificate.hash(), text);
        } else if (credential instanceof UserNameTarget target) {
            encode(target.userName(), text);
        }
        return text.toString();
    }

    private static void encode(String userName, StringBuilder text) {
        if (userName.isEmpty()) {
            throw new CredentialException(Reason.INVALID_PARAMETER, MARSHAL, null, "UserName is empty");
        }
        CredentialLimits.checkText(MARSHAL, null, "UserName", userName);
        byte[] length = new byte[LENGTH_FIELD_BYTES];
        byte[] name = new byte[Math.multiplyExact(userName.length(), 2)];
        littleEndian(length).putInt(name.length);
        littleEndian(name).asCharBuffer().put(userName);
        SixBitAlphabet.encode(length, text);
        SixBitAlphabet.encode(name, text);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static MarshaledCredential decode(String text) {
        MarshalType type = typeOf(text)
                .orElseThrow(() -> invalid("the text does not begin with @@ and a character of the alphabet"));
        if (type.equals(MarshalType.CERTIFICATE)) {
            return decodeCertificate(text);
        }
        if (type.equals(MarshalType.USER_NAME_TARGET)) {
            return decodeUserName(text);
        }
        throw invalid("the text is of type " + type + ", whose encoding is not documented");
    }

    private static MarshaledCredential decodeCertificate(String text) {
        long expected = SixBitAlphabet.characters(CertificateReference.HASH_BYTES);
        checkLength(text, BODY, expected, "certificate hash");
        checkAlphabet(text);
        return CertificateReference.of(SixBitAlphabet.decode(text, BODY, CertificateReference.HASH_BYTES));
    }

    private static MarshaledCredential decodeUserName(String text) {
        if (text.length() < NAME) {
            throw invalid("the text ends within the length of the user name");
        }
        checkAlphabet(text);
        long bytes = littleEndian(SixBitAlphabet.decode(text, BODY, LENGTH_FIELD_BYTES))
                        .getInt()
                & 0xFFFFFFFFL;
        if (bytes == 0 || bytes % 2 != 0) {
            throw invalid("the user name is said to have " + bytes + " bytes, which is not a positive even number");
        }
        checkLength(text, NAME, SixBitAlphabet.characters(bytes), "user name");
        byte[] name = SixBitAlphabet.decode(text, NAME, (int) bytes);
        return new UserNameTarget(littleEndian(name).asCharBuffer().toString());
    }

    private static void checkLength(String text, int start, long expected, String part) {
        if (text.length() - start != expected) {
            throw invalid("the " + part + " takes " + (text.length() - start) + " characters instead of " + expected);
        }
    }

    private static void checkAlphabet(String text) {
        if (!SixBitAlphabet.covers(text, BODY, text.length())) {
            throw invalid("the text holds a character that is not in the alphabet");
        }
    }

    static boolean isMarshaled(String text) {
        try {
            decode(text);
            return true;
        } catch (CredentialException e) {
            return false;
        }
    }

    /**
     * The kind that the text claims to be, whether or not the rest of it is well-formed: what {@code CredUnmarshalCredentialW} reports even
     * when it fails.
     *
     * @return empty if the text does not begin with {@code @@} and a character of the alphabet
     */
    static Optional<MarshalType> typeOf(String text) {
        if (!requireNonNull(text, "text").startsWith(PREFIX) || text.length() < BODY) {
            return Optional.empty();
        }
        int code = SixBitAlphabet.value(text.charAt(PREFIX.length()));
        return code < 0 ? Optional.empty() : Optional.of(new MarshalType(code));
    }

    private static CredentialException invalid(String detail) {
        return new CredentialException(Reason.INVALID_PARAMETER, UNMARSHAL, null, detail);
    }
}
