package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.testing.Stress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The codec against the system's own, which Wine took from tests that pass on Windows. */
class NativeMarshalWindowsIT {

    private static final int TEXTS = Stress.count(100_000, 10_000);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#-";

    private final WindowsFunctions system = WindowsFunctions.ofSystem();
    private final Random random = new Random(20240607);

    @Test
    void encoding_isTheSystems() {
        for (int i = 0; i < 2_000; i++) {
            byte[] hash = new byte[20];
            random.nextBytes(hash);
            assertSame(CertificateReference.of(hash));
            assertSame(new UserNameTarget(name(1 + random.nextInt(40))));
        }
    }

    private void assertSame(MarshaledCredential credential) {
        String text = credential.text();
        assertThat(system.marshalCredential(credential)).isEqualTo(text);
        assertThat(system.unmarshalCredential(text)).isEqualTo(credential);
    }

    /** Any units but U+0000, unpaired surrogates too. */
    private String name(int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append((char) (1 + random.nextInt(0xFFFF)));
        }
        return name.toString();
    }

    @Test
    void decodingOfRandomText_isTheSystems() {
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int compared = 0; compared < TEXTS; compared++) {
            String text = text();
            Optional<MarshaledCredential> ours = decoded(() -> MarshaledCredential.parse(text));
            if (overflowsWine(text)) {
                compared--;
                assertThat(ours).as(text).isEmpty();
                continue;
            }
            Optional<MarshaledCredential> theirs = decoded(() -> system.unmarshalCredential(text));
            accepted += theirs.isPresent() ? 1 : 0;
            if (!ours.map(NativeMarshalWindowsIT::upToNul).equals(theirs)) {
                differences.add(text + ": ours " + ours + ", the system's " + theirs);
            }
        }

        assertThat(accepted).as("texts that are credentials").isGreaterThan(TEXTS / 10);
        assertThat(differences).isEmpty();
    }

    /**
     * Whether a user name is said to have 2^30 bytes or more. Wine computes the number of its characters in 32 bits, which then overflow, and
     * takes such a text for a short name; the codec computes in 64 bits and refuses it.
     */
    private static boolean overflowsWine(String text) {
        if (!text.startsWith("@@C") || text.length() < 9) {
            return false;
        }
        int last = ALPHABET.indexOf(text.charAt(7)) | ALPHABET.indexOf(text.charAt(8)) << 6;
        return (last & 0xC0) != 0;
    }

    /** A name ends at U+0000 where it is read through a pointer, as here; the codec returns it whole. */
    private static MarshaledCredential upToNul(MarshaledCredential credential) {
        if (credential instanceof UserNameTarget target && target.userName().indexOf('\0') >= 0) {
            return new UserNameTarget(
                    target.userName().substring(0, target.userName().indexOf('\0')));
        }
        return credential;
    }

    private static Optional<MarshaledCredential> decoded(Supplier<MarshaledCredential> decode) {
        try {
            return Optional.of(decode.get());
        } catch (CredentialException refused) {
            return Optional.empty();
        }
    }

    /** Right, nearly right, and random. */
    private String text() {
        int kind = random.nextInt(6);
        if (kind == 0) {
            return "@@B" + characters(26 + random.nextInt(3));
        }
        if (kind == 1) {
            return "@@C" + characters(random.nextInt(20));
        }
        if (kind == 2) {
            return characters(random.nextInt(12));
        }
        StringBuilder text = new StringBuilder(new UserNameTarget(name(1 + random.nextInt(8))).text());
        for (int changes = kind - 3; changes > 0; changes--) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, characters(1));
            default -> text.setCharAt(at, characters(1).charAt(0));
        }
    }

    private String characters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(60) == 0
                            ? "@= \u00e9".charAt(random.nextInt(4))
                            : ALPHABET.charAt(random.nextInt(64)));
        }
        return text.toString();
    }
}
