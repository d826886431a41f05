package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part credentials of split contents: generic, named {@code WinCred-part:GENERATION/NUMBER} with NUMBER from 1, and with a comment of their own.
 * All but the last hold {@value #PART_BYTES} bytes. Name and comment together identify a part, so that no credential of a user is taken for one.
 */
final class SplitParts {

    static final int PART_BYTES = CredentialLimits.MAX_BLOB_BYTES;
    static final String COMMENT = "Part of a larger secret; WinCred needs it";

    /** The comment of an entry whose deletion is incomplete, so that a list without secrets shows it. */
    static final String DELETED_COMMENT = "Deleted, but WinCred has still to remove its parts";

    private static final String NAME = "WinCred-part:";
    private static final int GENERATION_BYTES = 16;

    private SplitParts() {}

    /** A class of its own, because most programs never need it. */
    private static final class Format {

        static final Pattern FOLDED = Pattern.compile(CaseFolding.fold(NAME) + "([0-9A-F]{32})/[1-9][0-9]{0,5}");

        private Format() {}

        static Optional<Matcher> match(CredentialKey key) {
            Matcher matcher = FOLDED.matcher(CaseFolding.fold(key.targetName()));
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
    }

    /** A new, unused generation. Random rather than counted, since writers do not know of each other. */
    static String newGeneration() {
        byte[] bits = new byte[GENERATION_BYTES];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    static CredentialKey key(String generation, int number) {
        return CredentialKey.generic(NAME + generation + "/" + number);
    }

    /** The number of parts for this many bytes. */
    static int count(int bytes) {
        return (bytes + PART_BYTES - 1) / PART_BYTES;
    }

    /** Covers every part, and perhaps more. */
    static CredentialFilter filter() {
        return CredentialFilter.startingWith(NAME);
    }

    /** Whether a key is named like a part, in any spelling, since all spellings name the same credential (R2). */
    static boolean isPartName(CredentialKey key) {
        return mayBePartName(key) && Format.match(key).isPresent();
    }

    private static boolean mayBePartName(CredentialKey key) {
        return key.type().equals(CredentialType.GENERIC) && CaseFolding.startsWith(key.targetName(), NAME);
    }

    /** Whether a credential is a part. */
    static boolean isPart(Credential credential) {
        return generation(credential).isPresent();
    }

    /** Whether a credential stands for an entry whose deletion is incomplete. */
    static boolean isDeleted(Credential credential) {
        return credential.comment().filter(DELETED_COMMENT::equals).isPresent();
    }

    /** The generation of a part; empty for any other credential. */
    static Optional<String> generation(Credential credential) {
        if (!mayBePartName(credential.key())
                || credential.comment().filter(COMMENT::equals).isEmpty()) {
            return Optional.empty();
        }
        return Format.match(credential.key()).map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT));
    }
}
