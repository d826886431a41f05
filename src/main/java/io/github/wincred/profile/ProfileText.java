package io.github.wincred.profile;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.BlobEncoding;
import java.util.Arrays;
import java.util.Optional;

/** The text of secrets, as a program encodes it. */
final class ProfileText {

    private ProfileText() {}

    /**
     * The bytes for a text.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if the program could not read the text back
     */
    static Secret encode(Profile profile, CredentialKey key, char[] text) {
        if (profile.secretLength(text) < text.length) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "Profile.write",
                    key,
                    "the secret holds a line break, where " + profile.label() + " ends it");
        }
        if (profile.encoding() == BlobEncoding.UTF_16LE) {
            return Secret.ofUtf16Le(text);
        }
        try {
            return Secret.ofUtf8(text);
        } catch (IllegalArgumentException e) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "Profile.write",
                    key,
                    "the secret holds an unpaired surrogate, which UTF-8 cannot express",
                    e);
        }
    }

    /**
     * Decodes a secret: in the encoding of the profile, or else in the other one, since the user interface of Windows rewrites edited secrets in
     * UTF-16LE.
     *
     * @throws CredentialException {@link Reason#DAMAGED} if it is not text in either
     */
    static char[] decode(Profile profile, CredentialKey key, Secret secret) {
        boolean wide = profile.encoding() == BlobEncoding.UTF_16LE;
        char[] text = (wide ? wellFormed(secret) : secret.toUtf8Text())
                .or(() -> wide ? secret.toUtf8Text() : wellFormed(secret))
                .or(secret::toUtf16LeText)
                .orElseThrow(() -> new CredentialException(
                        Reason.DAMAGED,
                        "Profile.read",
                        key,
                        "the " + secret.length()
                                + " bytes of the secret are text neither in UTF-16LE nor in UTF-8; store it again"));
        int length = profile.secretLength(text);
        if (length == text.length) {
            return text;
        }
        try {
            return Arrays.copyOf(text, length);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static Optional<char[]> wellFormed(Secret secret) {
        Optional<char[]> text = secret.toUtf16LeText();
        if (text.isPresent() && hasHalfSurrogate(text.get())) {
            Arrays.fill(text.get(), '\0');
            return Optional.empty();
        }
        return text;
    }

    private static boolean hasHalfSurrogate(char[] text) {
        for (int i = 0; i < text.length; i++) {
            if (i + 1 < text.length && Character.isSurrogatePair(text[i], text[i + 1])) {
                i++;
            } else if (Character.isSurrogate(text[i])) {
                return true;
            }
        }
        return false;
    }
}
