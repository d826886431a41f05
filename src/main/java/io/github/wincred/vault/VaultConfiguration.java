package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.rules.WindowsTime;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import io.github.wincred.vault.crypto.Pbkdf2;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a vault: where it keeps credentials, which clock stamps them, how many it holds, and what protects it. Immutable.
 *
 * <p>{@link #persistent} is a vault in encrypted files. {@link #inMemory()} is for tests: a vault that follows the same rules and ends with the
 * process. All stores that are opened with one such configuration, or with one derived from it by {@link #toBuilder()}, share their credentials;
 * another call creates another vault.
 */
public final class VaultConfiguration {

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private final Builder values;

    private VaultConfiguration(Builder values) {
        this.values = values;
    }

    /** A new, empty vault in memory: system clock, no limit on the number of credentials. */
    public static VaultConfiguration inMemory() {
        return new Builder(new SessionCredentials(), null, null).build();
    }

    /**
     * A vault in files: protected by the key file unless a {@linkplain Builder#password password} is given, permissions checked, system clock,
     * no limit on the number of credentials.
     *
     * @param folder for the vault's own files; its last component must not be a symbolic link. Created by the first write
     * @param keyFile of a key-file vault, outside the folder: a copy of the folder alone must not open the vault. Created by the first write
     * @throws IllegalArgumentException if the key file lies in the folder
     */
    public static VaultConfiguration persistent(Path folder, Path keyFile) {
        Path absoluteFolder = folder.toAbsolutePath().normalize();
        Path absoluteKeyFile = keyFile.toAbsolutePath().normalize();
        if (absoluteKeyFile.startsWith(absoluteFolder)) {
            throw new IllegalArgumentException("the key file " + absoluteKeyFile + " lies in the vault's folder "
                    + absoluteFolder + "; it must lie elsewhere, so that a copy of the folder does not hold the key");
        }
        return new Builder(null, absoluteFolder, absoluteKeyFile).build();
    }

    /**
     * The vault in files that these settings describe, at the platform's own places unless they name others.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} if a place is not set and the user has no home folder, if the key file would lie in the
     *     folder, if both a password and a password file are set, or if one of them is set and empty and the other gives no password
     */
    public static VaultConfiguration of(Settings settings) {
        try {
            Path folder = settings.vaultFolder()
                    .orElseGet(() -> DefaultVaultLocation.ofSystem().folder());
            Path keyFile = settings.vaultKeyFile()
                    .orElseGet(() -> DefaultVaultLocation.ofSystem().keyFile());
            Builder builder =
                    persistent(folder, keyFile).toBuilder().checkPermissions(settings.checksVaultPermissions());
            boolean hasPassword = !settings.text(Setting.VAULT_PASSWORD).isEmpty();
            if (hasPassword && settings.vaultPasswordFile().isPresent()) {
                throw new IllegalStateException("vault.password and vault.password-file are both set; set only one");
            }
            if (!hasPassword && settings.vaultPasswordFile().isEmpty()) {
                checkNotEmpty(settings, Setting.VAULT_PASSWORD);
                checkNotEmpty(settings, Setting.VAULT_PASSWORD_FILE);
            }
            if (hasPassword) {
                builder.password(() -> settings.vaultPassword().orElseThrow());
            }
            settings.vaultPasswordFile().ifPresent(builder::passwordFile);
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CredentialException(Reason.UNUSABLE, "open", null, String.valueOf(e.getMessage()), e);
        }
    }

    /** An empty value comes from a variable that nobody filled: whoever set it expects a vault with a password. */
    private static void checkNotEmpty(Settings settings, Setting setting) {
        if (settings.source(setting) != Settings.Source.DEFAULT) {
            throw new IllegalStateException(setting.key() + " is empty (" + settings.source(setting)
                    + "), which would leave the vault without a password;" + " give it a value, or remove it");
        }
    }

    /** A builder with the values of this configuration. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The current time in whole units of 100 nanoseconds, as Windows stamps credentials (R10). */
    Instant now() {
        return WindowsTime.toInstant(WindowsTime.toFileTime(values.clock.instant()));
    }

    /** Where the credentials are, for messages. */
    String location() {
        return values.folder == null ? "this process" : values.folder.toString();
    }

    boolean limitsCapacity() {
        return values.capacity < Integer.MAX_VALUE;
    }

    /** Refuses a write after which the vault would hold {@code count} credentials, if that is too many (R28). */
    void checkCapacity(int count) {
        if (count > values.capacity) {
            throw new VaultFailure(
                    Reason.STORE_FULL, "the vault takes " + values.capacity + " credentials and is full; delete some");
        }
    }

    boolean checksPermissions() {
        return values.checksPermissions;
    }

    Duration lockPatience() {
        return values.lockPatience;
    }

    int passwordIterations() {
        return values.passwordIterations;
    }

    boolean hasPassword() {
        return values.password != null || values.passwordFile != null;
    }

    /** The configured password, which the caller wipes. */
    Optional<char[]> password() {
        return values.passwordFile == null
                ? Optional.ofNullable(values.password).map(Supplier::get)
                : Optional.of(PasswordFile.read(guarded(), values.passwordFile));
    }

    private GuardedFiles guarded() {
        return new GuardedFiles(values.disk, values.checksPermissions, values.user);
    }

    /** The vault's folder; empty for a vault in memory. */
    Optional<VaultFiles> files() {
        return Optional.ofNullable(values.folder).map(folder -> new VaultFiles(folder, guarded()));
    }

    /** The key file of a vault in files. */
    KeyFolder keyFile() {
        return new KeyFolder(requireNonNull(values.keyFile), guarded());
    }

    /** The credentials of a vault in memory. */
    SessionCredentials memory() {
        return requireNonNull(values.memory);
    }

    /** Collects the parts of a configuration. Not for use by several threads. */
    public static final class Builder {

        private final @Nullable SessionCredentials memory;
        private final @Nullable Path folder;
        private final @Nullable Path keyFile;
        private InstantSource clock = InstantSource.system();
        private int capacity = Integer.MAX_VALUE;
        private boolean checksPermissions = true;
        private Duration lockPatience = LOCK_PATIENCE;
        private int passwordIterations = Pbkdf2.LEAST_ITERATIONS;
        private @Nullable Supplier<char[]> password;
        private @Nullable Path passwordFile;
        private Disk disk = new Disk();
        private CurrentUser user = CurrentUser.OF_PROCESS;

        private Builder(@Nullable SessionCredentials memory, @Nullable Path folder, @Nullable Path keyFile) {
            this.memory = memory;
            this.folder = folder;
            this.keyFile = keyFile;
        }

        private Builder(Builder values) {
            this(values.memory, values.folder, values.keyFile);
            clock = values.clock;
            capacity = values.capacity;
            checksPermissions = values.checksPermissions;
            lockPatience = values.lockPatience;
            passwordIterations = values.passwordIterations;
            password = values.password;
            passwordFile = values.passwordFile;
            disk = values.disk;
            user = values.user;
        }

        /** Sets the clock behind {@code LastWritten}; the default is the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how many credentials the vault holds; a write beyond that fails with {@link Reason#STORE_FULL} (R28). The default is no limit.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder capacity(int credentials) {
            if (credentials < 0) {
                throw new IllegalArgumentException("capacity is " + credentials + ", it cannot be negative");
            }
            capacity = credentials;
            return this;
        }

        /**
         * Sets the source of the password: called each time the vault has to be unlocked or created; the array is wiped afterwards. The default is
         * none, which makes a new vault a key-file vault. An existing key-file vault is refused with {@link Reason#UNUSABLE}, since the password
         * would protect nothing. In memory it has no effect.
         */
        public Builder password(Supplier<char[]> password) {
            this.password = requireNonNull(password, "password");
            passwordFile = null;
            return this;
        }

        /**
         * Takes the password from a file, as {@link #password} does: its whole content in UTF-8 without the line end. Read each time it is
         * needed, under the same {@linkplain #checkPermissions rules} as the vault's own files.
         */
        public Builder passwordFile(Path file) {
            passwordFile = file.toAbsolutePath().normalize();
            password = null;
            return this;
        }

        /**
         * Sets the cost of a new password, in rounds of PBKDF2-HMAC-SHA256. The default is 600,000, which is also the minimum.
         *
         * @throws IllegalArgumentException if it is less than 600,000 or more than 10,000,000
         */
        public Builder passwordIterations(int iterations) {
            if (iterations < Pbkdf2.LEAST_ITERATIONS || iterations > Pbkdf2.MOST_ITERATIONS) {
                throw new IllegalArgumentException("iterations is " + iterations + ", allowed are "
                        + Pbkdf2.LEAST_ITERATIONS + " to " + Pbkdf2.MOST_ITERATIONS);
            }
            passwordIterations = iterations;
            return this;
        }

        /**
         * Sets whether to refuse files that other users may read or change, or that belong to someone else, other than the administrators and the
         * system of Windows. The default is true. Switch this off only for file systems without permissions, and for a key file that a container
         * mounts.
         */
        public Builder checkPermissions(boolean check) {
            checksPermissions = check;
            return this;
        }

        /** Sets how long a write waits for another one before it fails with {@link Reason#BUSY}; the default is 10 seconds. */
        public Builder lockPatience(Duration patience) {
            lockPatience = requireNonNull(patience, "patience");
            return this;
        }

        /** Replaces calls of the file system, for tests. */
        Builder disk(Disk disk) {
            this.disk = disk;
            return this;
        }

        /** Pretends to be another user, for tests. */
        Builder user(CurrentUser user) {
            this.user = user;
            return this;
        }

        /** Makes the configuration. */
        public VaultConfiguration build() {
            return new VaultConfiguration(new Builder(this));
        }
    }
}
