package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A change of one credential that waits in the stage. */
sealed interface Change extends AutoCloseable {

    /** The credential it is about. */
    CredentialKey key();

    /** Wipes what is secret. */
    @Override
    void close();

    /** The credential is to go. */
    record Delete(CredentialKey key) implements Change {
        @Override
        public void close() {}
    }

    /**
     * The credential is to hold this secret.
     *
     * @param key in the spelling that it is to have
     * @param secret owned by this change
     * @param record what the secret is
     * @param metadata what the caller wants besides
     * @param persistence the persistence if the credential is new and the caller wants none
     * @param time when the change was made
     */
    record Write(
            CredentialKey key,
            Secret secret,
            EntryRecord record,
            MetadataChange metadata,
            Persistence persistence,
            Instant time)
            implements Change {

        /** The credential as it is to be, without the secret: what is there now with this change applied. */
        Credential describe(Optional<Credential> existing) {
            return builder(existing).build();
        }

        /** As {@link #describe}, with a copy of the secret that the caller closes. */
        Credential find(Optional<Credential> existing) {
            return builder(existing).secret(secret.copy()).build();
        }

        private Credential.Builder builder(Optional<Credential> existing) {
            Credential.Builder builder = existing.map(Credential::toBuilder)
                    .orElseGet(() -> Credential.builder(key))
                    .key(key);
            // What a store reports may hold bits and levels that cannot be written back (R14, R17).
            builder.flags(new CredentialFlags(
                    existing.map(Credential::flags).orElse(CredentialFlags.NONE).bits()
                            & CredentialFlags.VALID_INPUT_BITS));
            builder.persistence(existing.map(Credential::persistence)
                    .filter(Persistence::isWritable)
                    .orElse(persistence));
            builder.attributes(record.addTo(existing.map(Credential::attributes).orElse(List.of())));
            metadata.applyTo(builder);
            return builder.lastWritten(time);
        }

        @Override
        public void close() {
            secret.close();
        }

        @Override
        public String toString() {
            return "Write[" + key + "]";
        }
    }
}
