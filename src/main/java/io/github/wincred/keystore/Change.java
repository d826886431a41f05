package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import java.time.Instant;
import java.util.Arrays;
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
     * The credential is to hold this content.
     *
     * @param key in the spelling that it is to have
     * @param content owned by this change
     * @param isSplit whether the content goes into parts
     * @param record what the blob is; empty for a blob that says so itself
     * @param metadata what the caller wants besides
     * @param persistence the persistence if the credential is new and the caller wants none
     * @param time when the change was made
     */
    record Write(
            CredentialKey key,
            Content content,
            boolean isSplit,
            Optional<EntryRecord> record,
            MetadataChange metadata,
            Persistence persistence,
            Instant time)
            implements Change {

        static Write of(CredentialKey key, Content content, MetadataChange metadata, Persistence persistence) {
            boolean isSplit = key.type().equals(CredentialType.GENERIC) && !content.fitsBlob();
            Optional<EntryRecord> record =
                    isSplit || !content.form().isSecret() ? Optional.empty() : Optional.of(record(content));
            return new Write(key, content, isSplit, record, metadata, persistence, Instant.now());
        }

        private static EntryRecord record(Content content) {
            byte[] blob = content.bytes().toByteArray();
            try {
                return EntryRecord.of(content.form(), blob);
            } finally {
                Arrays.fill(blob, (byte) 0);
            }
        }

        /** The credential as it is to be, without its secret: what is there now with this change applied. */
        Credential describe(Optional<Credential> existing) {
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
            List<CredentialAttribute> attributes =
                    existing.map(Credential::attributes).orElse(List.of());
            builder.attributes(
                    record.map(ours -> ours.addTo(attributes)).orElseGet(() -> EntryRecord.removeFrom(attributes)));
            metadata.applyTo(builder);
            return builder.lastWritten(time).build();
        }

        @Override
        public void close() {
            content.close();
        }

        @Override
        public String toString() {
            return "Write[" + key + "]";
        }
    }
}
