package io.github.wincred.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program keeps its generic credentials: TargetName and user name, encoding of the secret, persistence, comment and attributes.
 * {@code docs/interop.md} shows the programs side by side.
 *
 * <p>A profile only describes; {@link ProfileStore} reads and writes.
 */
public enum Profile {
    /** What is typed into the Credential Manager of Windows, or given to {@code cmdkey /generic}. The service is the TargetName. */
    WINDOWS(Naming.VERBATIM, BlobEncoding.UTF_16LE, Persistence.LOCAL_MACHINE, null, null),

    /**
     * git, with its helper {@code wincred}, and Git Credential Manager. The service is {@code PROTOCOL://HOST[:PORT][/PATH]}; the secret is the
     * first line of the blob, after which both keep a token of their own.
     */
    GIT(new GitNaming(), BlobEncoding.UTF_16LE, Persistence.LOCAL_MACHINE, "saved by git-credential-wincred", null),

    /**
     * docker-credential-wincred. The service is the server's URL, which is the TargetName; a URL without scheme, port or path also finds URLs with
     * them. An attribute marks Docker's credentials.
     */
    DOCKER(new DockerNaming(), BlobEncoding.UTF_8, Persistence.LOCAL_MACHINE, "", ""),

    /** zalando/go-keyring: {@code SERVICE:USER}. */
    GO_KEYRING(Naming.serviceFirst(":"), BlobEncoding.UTF_8, Persistence.LOCAL_MACHINE, "", ""),

    /** keytar, of Node and Electron programs: {@code SERVICE/USER}. */
    KEYTAR(Naming.serviceFirst("/"), BlobEncoding.UTF_8, Persistence.ENTERPRISE, null, null),

    /** keyring-rs, of Rust programs, and its Node binding: {@code USER.SERVICE}. */
    KEYRING_RS(Naming.USER_DOT_SERVICE, BlobEncoding.UTF_16LE, Persistence.ENTERPRISE, "", ""),

    /** Python's keyring: {@code SERVICE} for one user of a service, {@code USER@SERVICE} for the others. */
    PYTHON_KEYRING(
            Naming.USER_AT_SERVICE, BlobEncoding.UTF_16LE, Persistence.ENTERPRISE, "Stored using python-keyring", null),

    /** java-keyring: {@code SERVICE|USER}. It calls Windows in the ANSI code page and so cannot use names outside it. */
    JAVA_KEYRING(Naming.serviceFirst("|"), BlobEncoding.UTF_16LE, Persistence.LOCAL_MACHINE, null, null),

    /** Microsoft's credential-secure-storage for Java. The service is the TargetName. */
    CREDENTIAL_SECURE_STORAGE(Naming.VERBATIM, BlobEncoding.UTF_16LE, Persistence.LOCAL_MACHINE, null, null);

    private static final CredentialAttribute DOCKER_LABEL =
            CredentialAttribute.of("label", "Docker Credentials".getBytes(US_ASCII));

    /** When the password expires; does not apply to the next password. */
    private static final String GIT_EXPIRY = "git_password_expiry_utc";

    @SuppressWarnings("ImmutableEnumChecker") // each is without state
    private final Naming naming;

    private final BlobEncoding encoding;

    @SuppressWarnings("ImmutableEnumChecker") // a record of one number
    private final Persistence persistence;

    private final @Nullable String comment;
    private final @Nullable String targetAlias;

    Profile(
            Naming naming,
            BlobEncoding encoding,
            Persistence persistence,
            @Nullable String comment,
            @Nullable String targetAlias) {
        this.naming = naming;
        this.encoding = encoding;
        this.persistence = persistence;
        this.comment = comment;
        this.targetAlias = targetAlias;
    }

    /** The profile with this {@link #label()}. */
    public static Optional<Profile> ofLabel(String label) {
        for (Profile profile : values()) {
            if (profile.label().equals(label)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** The persistence of new credentials: that of the setting, unless it is not set and there is a profile. */
    public static Persistence persistence(Settings settings) {
        return settings.source(Setting.PERSISTENCE) != Settings.Source.DEFAULT
                ? settings.persistence()
                : settings.profile()
                        .flatMap(Profile::ofLabel)
                        .map(Profile::persistence)
                        .orElse(settings.persistence());
    }

    /** The name in the setting {@code profile}, such as {@code go-keyring}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How text is encoded: UTF-16LE or UTF-8. */
    public BlobEncoding encoding() {
        return encoding;
    }

    /** The persistence of a new credential. */
    public Persistence persistence() {
        return persistence;
    }

    /** The TargetName that this library writes for a service and a user, unless another that the program reads already exists. */
    public String targetName(String service, String user) {
        return naming.target(service, user);
    }

    /** The user that a TargetName names; where a delimiter occurs more than once, {@code docs/interop.md} says which one counts. */
    public Optional<String> userOf(String targetName) {
        return naming.user(targetName);
    }

    /** Starts a credential as the program writes it, without user name and secret. */
    public Credential.Builder newCredential(CredentialKey key) {
        return Credential.builder(key)
                .persistence(persistence)
                .comment(comment)
                .targetAlias(targetAlias)
                .attributes(markedAttributes(List.of()));
    }

    /** The length of the secret in a text: the whole text, or for git its first line. */
    public int secretLength(char[] text) {
        if (this != GIT) {
            return text.length;
        }
        int length = 0;
        while (length < text.length && text[length] != '\r' && text[length] != '\n') {
            length++;
        }
        return length;
    }

    Naming naming() {
        return naming;
    }

    /** Whether the program recognises a credential as its own by comment and attributes. */
    boolean recognises(Credential credential) {
        return switch (this) {
            case DOCKER -> credential.attributes().contains(DOCKER_LABEL);
            case PYTHON_KEYRING -> credential.comment().equals(Optional.ofNullable(comment));
            default -> true;
        };
    }

    /** The attributes for a new secret: the present ones, except those that describe only the old secret, and those that the program requires. */
    List<CredentialAttribute> markedAttributes(List<CredentialAttribute> present) {
        List<CredentialAttribute> attributes = new ArrayList<>(present);
        if (this == DOCKER && !attributes.contains(DOCKER_LABEL)) {
            attributes.removeIf(attribute -> attribute.keyword().equals(DOCKER_LABEL.keyword()));
            attributes.add(DOCKER_LABEL);
        }
        if (this == GIT) {
            attributes.removeIf(attribute -> attribute.keyword().equals(GIT_EXPIRY));
        }
        return attributes;
    }
}
