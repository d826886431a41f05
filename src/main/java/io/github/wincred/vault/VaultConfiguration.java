package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.WindowsTime;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a vault is like: where it keeps credentials, by which clock it stamps them, and how many it takes. Immutable.
 *
 * <p>{@link #inMemory()} is for tests: a vault that obeys the same rules and ends with the process. All stores that are opened with one such
 * configuration, or with one derived from it by {@link #toBuilder()}, share their credentials; another call makes another vault.
 */
public final class VaultConfiguration {

    private final @Nullable EntryMap memory;
    private final InstantSource clock;
    private final int capacity;

    private VaultConfiguration(Builder builder) {
        memory = builder.memory;
        clock = builder.clock;
        capacity = builder.capacity;
    }

    /** A new, empty vault in memory: system clock, no limit on the number of credentials. */
    public static VaultConfiguration inMemory() {
        return new Builder(new EntryMap()).build();
    }

    /** A builder with the values of this configuration. */
    public Builder toBuilder() {
        Builder builder = new Builder(memory);
        builder.clock = clock;
        builder.capacity = capacity;
        return builder;
    }

    /** The current time in whole units of 100 nanoseconds, as Windows stamps credentials (R10). */
    Instant now() {
        return WindowsTime.toInstant(WindowsTime.toFileTime(clock.instant()));
    }

    boolean limitsCapacity() {
        return capacity < Integer.MAX_VALUE;
    }

    /** Refuses a write after which the vault would hold {@code count} credentials, if that is too many (R28). */
    void checkCapacity(String operation, CredentialKey key, int count) {
        if (count > capacity) {
            throw new CredentialException(
                    Reason.STORE_FULL, operation, key, "the vault takes " + capacity + " credentials and is full");
        }
    }

    VaultEntries open() {
        return new MemoryEntries(this, requireNonNull(memory));
    }

    /** Collects the parts of a configuration. Not for use by several threads. */
    public static final class Builder {

        private final @Nullable EntryMap memory;
        private InstantSource clock = InstantSource.system();
        private int capacity = Integer.MAX_VALUE;

        private Builder(@Nullable EntryMap memory) {
            this.memory = memory;
        }

        /** Sets the clock behind {@code LastWritten}; the default is the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how many credentials the vault takes; a write beyond that fails with {@link Reason#STORE_FULL} (R28). The default is no limit.
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

        /** Makes the configuration. */
        public VaultConfiguration build() {
            return new VaultConfiguration(this);
        }
    }
}
