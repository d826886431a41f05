package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.BlobEncoding;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Converts between secret keys and the bytes of a blob.
 *
 * <p>A key of an algorithm {@code PBE…} and format {@code RAW} whose bytes are UTF-8 is a text password: tools pass passwords in this form. It is
 * stored as UTF-16LE text, which Windows and most programs read, or as the setting {@code encoding} asks for; {@link EntryWriter} replaces UTF-8 text
 * by UTF-8 text. Any other key is stored as its bytes. The form of a blob is taken from its {@linkplain EntryRecord record}, or else from the
 * setting, or else detected from the bytes; with the setting {@code raw} it is always read as a key.
 */
final class EntryCodec {

    /** The algorithm of text secrets: {@code SecretKeyFactory} of SunJCE understands it, and so do the programs that read key stores. */
    private static final String TEXT = "PBEWithMD5AndDES";

    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";

    private final NewCredentialDefaults defaults;
    private final BlobEncoding encoding;

    EntryCodec(NewCredentialDefaults defaults) {
        this.defaults = defaults;
        encoding = defaults.encoding();
    }

    /** The defaults for new credentials. */
    NewCredentialDefaults defaults() {
        return defaults;
    }

    /**
     * The content for a key.
     *
     * @throws KeyStoreException if the key does not provide its bytes, or cannot be stored under this type
     */
    EntryContent encode(SecretKey key, CredentialType type) throws KeyStoreException {
        String algorithm = key.getAlgorithm();
        if (algorithm == null) {
            throw new KeyStoreException("a key that names no algorithm cannot be stored");
        }
        byte[] bytes = key.getEncoded();
        if (bytes == null) {
            throw new KeyStoreException(
                    "a key of algorithm " + algorithm + " that does not give its bytes cannot be stored");
        }
        try (Secret plain = Secret.takeOver(bytes)) {
            Optional<EntryContent> text = isPassword(key) ? encodeText(plain, type) : Optional.empty();
            if (text.isPresent()) {
                return text.get();
            }
            if (!type.returnsSecret()) {
                throw new KeyStoreException(
                        "a " + type + " is text: pass a key whose algorithm begins with PBE and whose bytes are UTF-8");
            }
            checkAlgorithm(algorithm);
            return EntryContent.secret(EntryFormat.key(algorithm), plain.copy());
        }
    }

    private static boolean isPassword(SecretKey key) {
        return key.getAlgorithm().startsWith("PBE") && "RAW".equals(key.getFormat());
    }

    private static void checkAlgorithm(String algorithm) throws KeyStoreException {
        if (algorithm.length() > EntryFormat.MAX_ALGORITHM_CHARS) {
            throw new KeyStoreException("the name of the key's algorithm has " + algorithm.length()
                    + " UTF-16 units, the limit is " + EntryFormat.MAX_ALGORITHM_CHARS);
        }
        if (algorithm.chars().anyMatch(unit -> Character.isISOControl(unit) || Character.isSurrogate((char) unit))) {
            throw new KeyStoreException("the name of the key's algorithm holds control characters or surrogates");
        }
    }

    private Optional<EntryContent> encodeText(Secret utf8, CredentialType type) {
        Optional<char[]> text = utf8.toUtf8Text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // Windows itself reads the secrets of the domain types, as UTF-16LE (R23).
            boolean wide = !type.returnsSecret() || encoding == BlobEncoding.AUTO || encoding == BlobEncoding.UTF_16LE;
            return Optional.of(
                    wide
                            ? EntryContent.secret(EntryFormat.UTF_16LE_TEXT, Secret.ofUtf16Le(text.get()))
                            : EntryContent.secret(EntryFormat.UTF_8_TEXT, utf8.copy()));
        } finally {
            Arrays.fill(text.get(), '\0');
        }
    }

    /** The form of a blob that is neither a manifest nor PEM. */
    EntryFormat form(byte[] blob, List<CredentialAttribute> attributes) {
        Optional<EntryFormat> recorded = EntryRecord.find(attributes, blob);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        return switch (encoding == BlobEncoding.AUTO ? BlobTextDetector.detect(blob) : encoding) {
            case UTF_16LE -> EntryFormat.UTF_16LE_TEXT;
            case UTF_8 -> EntryFormat.UTF_8_TEXT;
            case RAW, AUTO -> EntryFormat.key(rawAlgorithm(blob.length));
        };
    }

    /** The key in a content that is a secret. The key is the caller's; the content stays open. */
    SecretKey decode(EntryContent content) {
        if (content.form().isText() && encoding != BlobEncoding.RAW) {
            Optional<SecretKey> password = decodeText(content);
            if (password.isPresent()) {
                return password.get();
            }
        }
        String algorithm = content.form().isText()
                ? rawAlgorithm(content.bytes().length())
                : content.form().algorithm();
        return content.bytes().copy().asKey(algorithm);
    }

    private Optional<SecretKey> decodeText(EntryContent content) {
        Secret bytes = content.bytes();
        Optional<char[]> text =
                content.form().equals(EntryFormat.UTF_16LE_TEXT) ? bytes.toUtf16LeText() : bytes.toUtf8Text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int length = defaults.passwordLength(text.get());
        char[] password = length == text.get().length ? text.get() : Arrays.copyOf(text.get(), length);
        try {
            return Optional.of(Secret.ofUtf8(password).asKey(TEXT));
        } catch (IllegalArgumentException e) {
            // An unpaired surrogate, which a key cannot carry as text.
            return Optional.empty();
        } finally {
            Arrays.fill(password, '\0');
            Arrays.fill(text.get(), '\0');
        }
    }

    private static String rawAlgorithm(int length) {
        return length == 16 || length == 24 || length == 32 ? AES : HMAC;
    }
}
