package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.settings.BlobEncoding;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A change of one credential that waits in the stage. */
sealed interface StagedChange extends AutoCloseable {

    /** The credential it is about. */
    CredentialKey key();

    /** This change with a content of its own. */
    StagedChange copy();

    /** Wipes what is secret. */
    @Override
    void close();

    /**
     * The credential is to go.
     *
     * @param persistence how long the one lives that was there when this change was made
     */
    record Delete(CredentialKey key, Persistence persistence) implements StagedChange {
        @Override
        public Delete copy() {
            return this;
        }

        @Override
        public void close() {}
    }

    /**
     * The credential is to hold this content.
     *
     * @param key in the spelling that it is to have
     * @param content owned by this change
     * @param isSplit whether the content goes into parts
     * @param record an {@link EntryRecord} of what the blob is; empty for a blob that says so itself
     * @param metadata what the caller wants besides
     * @param replaces whether nothing of what is there now stays, because it was deleted first
     * @param defaults what the credential looks like if it is new, as far as the caller wants nothing else
     * @param time when the change was made
     */
    record Write(
            CredentialKey key,
            EntryContent content,
            boolean isSplit,
            Optional<CredentialAttribute> record,
            MetadataChange metadata,
            boolean replaces,
            NewCredentialDefaults defaults,
            Instant time)
            implements StagedChange {

        /** A change that takes the place of what is staged for the same key, and keeps what that asked for and this does not mention. */
        static Write of(
                CredentialKey key,
                EntryContent content,
                MetadataChange metadata,
                NewCredentialDefaults defaults,
                Optional<StagedChange> staged) {
            boolean isSplit = key.type().equals(CredentialType.GENERIC) && !StoredEntry.fitsBlob(content);
            // A record tells the CRC of the blob, which is nobody's business where the blob itself is hidden.
            boolean recorded =
                    !isSplit && content.form().isSecret() && key.type().returnsSecret();
            MetadataChange earlier = staged.filter(Write.class::isInstance)
                    .map(change -> ((Write) change).metadata())
                    .orElse(MetadataChange.NONE);
            boolean replaces = staged.filter(change -> !(change instanceof Write write) || write.replaces())
                    .isPresent();
            return new Write(
                    key,
                    content,
                    isSplit,
                    recorded ? Optional.of(record(content)) : Optional.empty(),
                    metadata.over(earlier),
                    replaces,
                    defaults,
                    Instant.now());
        }

        private static CredentialAttribute record(EntryContent content) {
            return content.read(blob -> EntryRecord.of(content.form(), blob));
        }

        /**
         * This change with its text in UTF-8 in place of UTF-16LE; empty for another content, if the settings or an earlier deletion say that it
         * matters not what is there now, and if the text then does not fit one credential.
         */
        Optional<Write> inUtf8() {
            boolean keepsEncoding = defaults.encoding() == BlobEncoding.AUTO && !replaces;
            if (!keepsEncoding || !content.form().equals(EntryFormat.UTF_16LE_TEXT)) {
                return Optional.empty();
            }
            char[] text = content.bytes().toUtf16LeText().orElseThrow();
            EntryContent utf8;
            try {
                utf8 = EntryContent.secret(EntryFormat.UTF_8_TEXT, Secret.ofUtf8(text));
            } finally {
                Arrays.fill(text, '\0');
            }
            if (!StoredEntry.fitsBlob(utf8)) {
                utf8.close();
                return Optional.empty();
            }
            return Optional.of(new Write(key, utf8, false, Optional.of(record(utf8)), metadata, false, defaults, time));
        }

        /** How long the credential is to live if there is none yet. */
        Persistence persistenceIfNew() {
            return metadata.persistence().orElse(defaults.persistence());
        }

        /** The credential as it is to be, without its secret: what is there now with this change applied. */
        Credential describe(Optional<Credential> existing) {
            return begin(existing).build();
        }

        /** As {@link #describe}, to be completed with a secret. */
        Credential.Builder begin(Optional<Credential> existing) {
            Credential before = existing.isPresent() && !replaces
                    ? existing.get()
                    : defaults.begin(key).build();
            Credential.Builder builder = before.toBuilder();
            builder.key(key);
            if (existing.isPresent() && key.type().equals(CredentialType.DOMAIN_EXTENDED)) {
                // Known by its user too: one of several of a target is asked for as TargetName|UserName, and is what it
                // is.
                CredentialKey own = existing.get().key();
                builder.key(own.equals(key) ? key : own)
                        .userName(existing.get().userName().orElse(null));
            }
            // What a store reports may hold bits and levels that cannot be written back (R14, R17).
            builder.flags(new CredentialFlags(before.flags().bits() & CredentialFlags.VALID_INPUT_BITS));
            if (!before.persistence().isWritable()) {
                builder.persistence(defaults.persistence());
            }
            builder.attributes(EntryRecord.replace(before.attributes(), record));
            metadata.applyTo(builder);
            return builder.lastWritten(time);
        }

        @Override
        public Write copy() {
            return new Write(key, content.copy(), isSplit, record, metadata, replaces, defaults, time);
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
