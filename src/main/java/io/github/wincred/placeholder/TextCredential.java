package io.github.wincred.placeholder;

import io.github.wincred.credential.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A credential that a configuration named. Holds its secret until it is closed. */
public final class TextCredential implements AutoCloseable {

    private final String targetName;
    private final @Nullable String userName;
    private final @Nullable Secret utf8;

    TextCredential(String targetName, Optional<String> userName, Optional<Secret> utf8) {
        this.targetName = targetName;
        this.userName = userName.orElse(null);
        this.utf8 = utf8.orElse(null);
    }

    /** The whole TargetName, in its stored spelling. */
    public String targetName() {
        return targetName;
    }

    /** The user name, if the credential has one. */
    public Optional<String> userName() {
        return Optional.ofNullable(userName);
    }

    /**
     * The secret, exactly as it is stored; empty if it is not text, or cannot be read back. The array belongs to the caller, who wipes it.
     */
    public Optional<char[]> text() {
        return utf8 == null ? Optional.empty() : utf8.toUtf8Text();
    }

    /** Wipes the secret. */
    @Override
    public void close() {
        if (utf8 != null) {
            utf8.close();
        }
    }

    /** The name, never the secret. */
    @Override
    public String toString() {
        return "TextCredential['" + targetName + "']";
    }
}
