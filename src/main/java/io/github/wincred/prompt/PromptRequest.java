package io.github.wincred.prompt;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a user name and a password: every argument of {@code CredUIPromptForCredentialsW} and {@code CredUICmdLinePromptForCredentialsW},
 * and all of {@code CREDUI_INFOW}. Immutable but for the initial password, which the prompt closes.
 *
 * <p>{@link PromptRules} says which requests are legal; the prompter applies it.
 */
public final class PromptRequest {

    private final @Nullable String targetName;
    private final @Nullable String message;
    private final @Nullable String caption;
    private final long banner;
    private final long parentWindow;
    private final int errorCode;
    private final @Nullable String userName;
    private final @Nullable Secret password;
    private final boolean save;
    private final Set<PromptFlag> flags;

    private PromptRequest(Builder builder) {
        targetName = builder.targetName;
        message = builder.message;
        caption = builder.caption;
        banner = builder.banner;
        parentWindow = builder.parentWindow;
        errorCode = builder.errorCode;
        userName = builder.userName;
        password = builder.password;
        save = builder.save;
        flags = Collections.unmodifiableSet(builder.flags.clone());
    }

    /** Starts a request for this target. Without further calls: save is true, everything else absent, 0 or empty. */
    public static Builder builder(String targetName) {
        return new Builder(requireNonNull(targetName, "targetName"));
    }

    /** Starts a request without a target, which needs a message, a caption and {@link PromptFlag#DO_NOT_PERSIST}. */
    public static Builder builderWithoutTarget() {
        return new Builder(null);
    }

    /** The TargetName of the credential. */
    public Optional<String> targetName() {
        return Optional.ofNullable(targetName);
    }

    /** The text above the fields. */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /** The title of the window. */
    public Optional<String> caption() {
        return Optional.ofNullable(caption);
    }

    /** The {@code HBITMAP} of a picture above the text, or 0; shown by Windows only. */
    public long banner() {
        return banner;
    }

    /** The {@code HWND} of the window to which the dialog belongs, or 0; used by Windows only. */
    public long parentWindow() {
        return parentWindow;
    }

    /** The Windows error code that made the prompt necessary, or 0. */
    public int errorCode() {
        return errorCode;
    }

    /** The initial user name. */
    public Optional<String> userName() {
        return Optional.ofNullable(userName);
    }

    /** The initial password; closed by the prompt. */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }

    /** Whether the initial answer to the question whether to save is yes. */
    public boolean save() {
        return save;
    }

    /** The flags; unmodifiable. */
    public Set<PromptFlag> flags() {
        return flags;
    }

    /** Whether this flag is given. */
    public boolean has(PromptFlag flag) {
        return flags.contains(flag);
    }

    /** A builder with everything except the initial password, which is never copied implicitly. */
    public Builder toBuilder() {
        Builder builder = new Builder(targetName)
                .message(message)
                .caption(caption)
                .banner(banner)
                .parentWindow(parentWindow)
                .errorCode(errorCode)
                .userName(userName)
                .save(save);
        builder.flags.addAll(flags);
        return builder;
    }

    /** Target and flags; no password. */
    @Override
    public String toString() {
        return "PromptRequest[" + (targetName == null ? "no target" : "'" + targetName + "'") + ", flags=" + flags
                + "]";
    }

    /** Collects the parts of a request. Not for use by several threads. A null makes a text absent. */
    public static final class Builder {

        private final @Nullable String targetName;
        private @Nullable String message;
        private @Nullable String caption;
        private long banner;
        private long parentWindow;
        private int errorCode;
        private @Nullable String userName;
        private @Nullable Secret password;
        private boolean save = true;
        private final EnumSet<PromptFlag> flags = EnumSet.noneOf(PromptFlag.class);

        private Builder(@Nullable String targetName) {
            this.targetName = targetName;
        }

        /** Sets the text above the fields, at most 1024 UTF-16 units. */
        public Builder message(@Nullable String message) {
            this.message = message;
            return this;
        }

        /** Sets the title of the window, at most 128 UTF-16 units. */
        public Builder caption(@Nullable String caption) {
            this.caption = caption;
            return this;
        }

        /** Sets the {@code HBITMAP} of a picture of at most 320 by 60 pixels. */
        public Builder banner(long banner) {
            this.banner = banner;
            return this;
        }

        /** Sets the {@code HWND} of the window to which the dialog belongs. */
        public Builder parentWindow(long parentWindow) {
            this.parentWindow = parentWindow;
            return this;
        }

        /** Sets the Windows error code that made the prompt necessary. */
        public Builder errorCode(int errorCode) {
            this.errorCode = errorCode;
            return this;
        }

        /** Sets the initial user name, at most 513 UTF-16 units. */
        public Builder userName(@Nullable String userName) {
            this.userName = userName;
            return this;
        }

        /**
         * Sets the initial password as UTF-16LE, at most 256 UTF-16 units. The request takes ownership of it: the prompt closes it. Pass
         * {@link Secret#copy()} to keep your own.
         */
        public Builder password(@Nullable Secret password) {
            this.password = password;
            return this;
        }

        /** Sets whether the initial answer to the question whether to save is yes. */
        public Builder save(boolean save) {
            this.save = save;
            return this;
        }

        /** Sets all flags. */
        public Builder flags(PromptFlag... flags) {
            return flags(List.of(flags));
        }

        /** Sets all flags. */
        public Builder flags(Collection<PromptFlag> flags) {
            this.flags.clear();
            this.flags.addAll(flags);
            return this;
        }

        /** Makes the request. Nothing is checked here; a prompter checks. */
        public PromptRequest build() {
            return new PromptRequest(this);
        }
    }
}
