package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credential: all of {@code CREDENTIALW}. Immutable except for its secret, which {@link #close()} wipes.
 *
 * <p>Optional strings distinguish "absent" (a NULL pointer in Windows) from the empty string (R30). Strings are sequences of UTF-16 units; unpaired
 * surrogates are preserved. {@link CredentialLimits} checks limits only when the credential is written, so that anything a store holds can be
 * represented.
 */
public final class Credential implements AutoCloseable {

    private final CredentialKey key;
    private final CredentialFlags flags;
    private final Persistence persistence;
    private final @Nullable String comment;
    private final @Nullable String targetAlias;
    private final @Nullable String userName;
    private final @Nullable Instant lastWritten;
    private final List<CredentialAttribute> attributes;
    private final @Nullable Secret secret;

    private Credential(Builder builder) {
        key = builder.key;
        flags = builder.flags;
        persistence = builder.persistence;
        comment = builder.comment;
        targetAlias = builder.targetAlias;
        userName = builder.userName;
        lastWritten = builder.lastWritten;
        // Unmodifiable already.
        attributes = builder.attributes;
        secret = builder.secret;
    }

    /** Starts a credential of any type, with no flags, {@link Persistence#LOCAL_MACHINE} and everything else absent. */
    public static Builder builder(CredentialKey key) {
        return new Builder(key);
    }

    /** Starts a generic credential with this TargetName. */
    public static Builder generic(String targetName) {
        return new Builder(CredentialKey.generic(targetName));
    }

    /** Starts a domain password, which Windows gives only to the server of this name (R22). */
    public static Builder domainPassword(String targetName) {
        return new Builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, targetName));
    }

    /** Starts a domain certificate; its user name refers to the certificate (R21), and its secret is the PIN. */
    public static Builder domainCertificate(String targetName) {
        return new Builder(new CredentialKey(CredentialType.DOMAIN_CERTIFICATE, targetName));
    }

    /** Starts a visible domain password, which Windows has not supported since Windows Vista. */
    public static Builder domainVisiblePassword(String targetName) {
        return new Builder(new CredentialKey(CredentialType.DOMAIN_VISIBLE_PASSWORD, targetName));
    }

    /** Starts a generic certificate; its user name refers to the certificate (R21). */
    public static Builder genericCertificate(String targetName) {
        return new Builder(new CredentialKey(CredentialType.GENERIC_CERTIFICATE, targetName));
    }

    /** Starts an extended domain credential: one of several users of this target (R44). */
    public static Builder domainExtended(String targetName) {
        return new Builder(new CredentialKey(CredentialType.DOMAIN_EXTENDED, targetName));
    }

    /** The identity: type and TargetName. */
    public CredentialKey key() {
        return key;
    }

    /** The type, part of the identity. */
    public CredentialType type() {
        return key.type();
    }

    /** The TargetName, part of the identity, in its own spelling. */
    public String targetName() {
        return key.targetName();
    }

    /** The flags. */
    public CredentialFlags flags() {
        return flags;
    }

    /** How long the credential lives. */
    public Persistence persistence() {
        return persistence;
    }

    /** The comment. */
    public Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    /** The alias of the target; stored for generic credentials too, though never used for look-up (R29). */
    public Optional<String> targetAlias() {
        return Optional.ofNullable(targetAlias);
    }

    /** The user name. */
    public Optional<String> userName() {
        return Optional.ofNullable(userName);
    }

    /** When the store last wrote the credential, in steps of 100 nanoseconds; empty for one that did not come from a store. */
    public Optional<Instant> lastWritten() {
        return Optional.ofNullable(lastWritten);
    }

    /** The attributes in their order; an unmodifiable list. */
    public List<CredentialAttribute> attributes() {
        return attributes;
    }

    /**
     * The secret; it belongs to this credential and is wiped by {@link #close()}.
     *
     * <p>Empty if the credential was listed without secrets, if the store does not return secrets of this type (R22), or if none was set. A
     * blob of length 0 that a store returned is a present, empty secret.
     */
    public Optional<Secret> secret() {
        return Optional.ofNullable(secret);
    }

    /** A builder with everything except the secret, which is never copied implicitly. */
    public Builder toBuilder() {
        Builder builder = new Builder(key).flags(flags).persistence(persistence).attributes(attributes);
        builder.comment = comment;
        builder.targetAlias = targetAlias;
        builder.userName = userName;
        builder.lastWritten = lastWritten;
        return builder;
    }

    /** Wipes the secret. May be called more than once. */
    @Override
    public void close() {
        if (secret != null) {
            secret.close();
        }
    }

    /** Key, persistence and sizes; no secret and no attribute value. */
    @Override
    public String toString() {
        return "Credential[" + key + ", " + persistence + ", user="
                + (userName == null ? "absent" : "'" + userName + "'")
                + ", secret=" + (secret == null ? "absent" : secret.length() + " bytes") + ", attributes="
                + attributes.size() + "]";
    }

    /** Collects the parts of a credential. Not for use by several threads. */
    public static final class Builder {

        private CredentialKey key;
        private CredentialFlags flags = CredentialFlags.NONE;
        private Persistence persistence = Persistence.LOCAL_MACHINE;
        private @Nullable String comment;
        private @Nullable String targetAlias;
        private @Nullable String userName;
        private @Nullable Instant lastWritten;
        private List<CredentialAttribute> attributes = List.of();
        private @Nullable Secret secret;

        private Builder(CredentialKey key) {
            this.key = requireNonNull(key, "key");
        }

        /** Sets the identity. */
        public Builder key(CredentialKey key) {
            this.key = requireNonNull(key, "key");
            return this;
        }

        /** Sets the flags. */
        public Builder flags(CredentialFlags flags) {
            this.flags = requireNonNull(flags, "flags");
            return this;
        }

        /** Sets how long the credential lives. */
        public Builder persistence(Persistence persistence) {
            this.persistence = requireNonNull(persistence, "persistence");
            return this;
        }

        /** Sets the comment; null makes it absent. */
        public Builder comment(@Nullable String comment) {
            this.comment = comment;
            return this;
        }

        /** Sets the alias of the target; null makes it absent. */
        public Builder targetAlias(@Nullable String targetAlias) {
            this.targetAlias = targetAlias;
            return this;
        }

        /** Sets the user name; null makes it absent. */
        public Builder userName(@Nullable String userName) {
            this.userName = userName;
            return this;
        }

        /** Sets the time of the last write, as a store reports it; ignored on writing (R10). */
        public Builder lastWritten(@Nullable Instant lastWritten) {
            this.lastWritten = lastWritten;
            return this;
        }

        /** Sets all attributes; the list is copied. */
        public Builder attributes(List<CredentialAttribute> attributes) {
            this.attributes = List.copyOf(attributes);
            return this;
        }

        /** Adds an attribute at the end. */
        public Builder addAttribute(CredentialAttribute attribute) {
            List<CredentialAttribute> all = new ArrayList<>(attributes);
            all.add(requireNonNull(attribute, "attribute"));
            attributes = List.copyOf(all);
            return this;
        }

        /**
         * Sets the secret; null makes it absent. The credential takes ownership: closing the credential closes the secret. To keep your own, pass
         * {@link Secret#copy()}.
         */
        public Builder secret(@Nullable Secret secret) {
            this.secret = secret;
            return this;
        }

        /** Builds the credential. Nothing is checked here; a store checks on writing. */
        public Credential build() {
            return new Credential(this);
        }
    }
}
