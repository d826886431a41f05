package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.BlobEncoding;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Secret keys and blobs.
 *
 * <p>A key of an algorithm {@code PBE…} and format {@code RAW} whose bytes are UTF-8 is a text password: tools hand passwords over in this form.
 * It is stored as UTF-16LE text, which Windows and most programs read, or as the setting {@code encoding} asks for. Any other key is stored as
 * its bytes. What is read back follows the {@linkplain EntryRecord record}, or else the setting, or else what the bytes look like; with the setting {@code raw} it is always a key.
 */
final class EntryCodec {

    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";
    private static final int MAX_ALGORITHM_CHARS = 90;

    private final BlobEncoding encoding;

    EntryCodec(BlobEncoding encoding) {
        this.encoding = encoding;
    }

    /** A blob and the record that belongs to it. Whoever gets it closes the secret. */
    record Encoded(Secret blob, EntryRecord record) {}

    /**
     * The blob for a key.
     *
     * @throws KeyStoreException if the key does not give its bytes, or cannot be stored under this type
     */
    Encoded encode(SecretKey key, CredentialType type) throws KeyStoreException {
        byte[] bytes = key.getEncoded();
        if (bytes == null) {
            throw new KeyStoreException(
                    "a key of algorithm " + key.getAlgorithm() + " that does not give its bytes cannot be stored");
        }
        try (Secret plain = Secret.takeOver(bytes)) {
            Optional<Encoded> text = isPassword(key) ? encodeText(plain, type) : Optional.empty();
            if (text.isPresent()) {
                return text.get();
            }
            if (!type.returnsSecret()) {
                throw new KeyStoreException(
                        "a " + type + " is text: pass a key whose algorithm begins with PBE and whose bytes are UTF-8");
            }
            checkAlgorithm(key.getAlgorithm());
            return new Encoded(plain.copy(), EntryRecord.of(DetectedEncoding.RAW, key.getAlgorithm(), bytes));
        }
    }

    private static boolean isPassword(SecretKey key) {
        return key.getAlgorithm().startsWith("PBE") && StoredKey.FORMAT.equals(key.getFormat());
    }

    private static void checkAlgorithm(String algorithm) throws KeyStoreException {
        if (algorithm.length() > MAX_ALGORITHM_CHARS) {
            throw new KeyStoreException("the name of the key's algorithm has " + algorithm.length()
                    + " UTF-16 units, the limit is " + MAX_ALGORITHM_CHARS);
        }
    }

    private Optional<Encoded> encodeText(Secret utf8, CredentialType type) {
        Optional<char[]> text = utf8.toUtf8Text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // Windows itself reads the secrets of the domain types, as UTF-16LE (R23).
            DetectedEncoding written = type.returnsSecret() ? writtenEncoding() : DetectedEncoding.UTF_16LE;
            Secret blob = written == DetectedEncoding.UTF_16LE ? Secret.ofUtf16Le(text.get()) : utf8.copy();
            byte[] bytes = blob.toByteArray();
            try {
                return Optional.of(new Encoded(blob, EntryRecord.of(written, StoredKey.TEXT_ALGORITHM, bytes)));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } finally {
            Arrays.fill(text.get(), '\0');
        }
    }

    private DetectedEncoding writtenEncoding() {
        return switch (encoding) {
            case AUTO, UTF_16LE -> DetectedEncoding.UTF_16LE;
            case UTF_8, RAW -> DetectedEncoding.UTF_8;
        };
    }

    private DetectedEncoding detect(byte[] blob) {
        return switch (encoding) {
            case AUTO -> BlobTextDetector.detect(blob);
            case UTF_16LE -> DetectedEncoding.UTF_16LE;
            case UTF_8 -> DetectedEncoding.UTF_8;
            case RAW -> DetectedEncoding.RAW;
        };
    }

    /** The key in a credential whose secret is present. The key is the caller's; the credential stays open. */
    SecretKey decode(Credential credential) {
        Secret blob = credential.secret().orElseThrow();
        byte[] bytes = blob.toByteArray();
        Optional<EntryRecord> record = EntryRecord.find(credential.attributes(), bytes);
        DetectedEncoding read = encoding == BlobEncoding.RAW
                ? DetectedEncoding.RAW
                : record.map(EntryRecord::encoding).orElseGet(() -> detect(bytes));
        Optional<SecretKey> text = decodeText(blob, read);
        if (text.isPresent()) {
            Arrays.fill(bytes, (byte) 0);
            return text.get();
        }
        String algorithm =
                record.filter(EntryRecord::isKey).map(EntryRecord::algorithm).orElse(rawAlgorithm(bytes.length));
        return new StoredKey(algorithm, bytes);
    }

    private static Optional<SecretKey> decodeText(Secret blob, DetectedEncoding encoding) {
        Optional<char[]> text = switch (encoding) {
            case UTF_16LE -> blob.toUtf16LeText();
            case UTF_8 -> blob.toUtf8Text();
            case RAW -> Optional.empty();
        };
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try (Secret utf8 = Secret.ofUtf8(text.get())) {
            return Optional.of(new StoredKey(StoredKey.TEXT_ALGORITHM, utf8.toByteArray()));
        } catch (IllegalArgumentException e) {
            // An unpaired surrogate: no text that a key could carry.
            return Optional.empty();
        } finally {
            Arrays.fill(text.get(), '\0');
        }
    }

    private static String rawAlgorithm(int length) {
        return length == 16 || length == 24 || length == 32 ? AES : HMAC;
    }
}
