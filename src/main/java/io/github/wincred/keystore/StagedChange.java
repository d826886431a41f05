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

/** A pending change of one credential. */
sealed interface StagedChange extends AutoCloseable {

    /** The key of the credential. */
    CredentialKey key();

    /** A copy of this change with its own content. */
    StagedChange copy();

    /** Wipes the secret content. */
    @Override
    void close();

    /**
     * Deletes the credential.
     *
     * @param persistence that of the credential that existed when this change was made; empty if nobody looked
     */
    record Delete(CredentialKey key, Optional<Persistence> persistence) implements StagedChange {
        @Override
        public Delete copy() {
            return this;
        }

        @Override
        public void close() {}
    }

    /**
     * Writes this content to the credential.
     *
     * @param key in the spelling to write
     * @param content owned by this change
     * @param isSplit whether the content is split
     * @param record an {@link EntryRecord} of the blob's form; empty for a blob that shows its form itself, is split, or cannot be read back
     * @param metadata the other fields that the caller sets
     * @param replaces whether no field of an existing credential is kept, because it was deleted first
     * @param defaults the fields of a new credential that the caller does not set
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

        /** A change that replaces the staged one of the same key, and keeps the fields that the earlier one set and this one does not mention. */
        static Write of(
                CredentialKey key,
                EntryContent content,
                MetadataChange metadata,
                NewCredentialDefaults defaults,
                Optional<StagedChange> staged) {
            boolean isSplit = key.type().equals(CredentialType.GENERIC) && !StoredEntry.fitsBlob(content);
            // A record reveals the CRC of the blob, which must stay hidden where the blob is.
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
         * This change with its text in UTF-8 instead of UTF-16LE; empty if the content is anything else, if the settings or an earlier deletion make
         * the existing encoding irrelevant, or if the text would not fit one credential.
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

        /** The persistence of the credential if it is new. */
        Persistence persistenceIfNew() {
            return metadata.persistence().orElse(defaults.persistence());
        }

        /** The resulting credential, without its secret: the existing one with this change applied. */
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
                // One of several users of a target is addressed as TargetName|UserName, and keeps its own key and user.
                CredentialKey own = existing.get().key();
                builder.key(own.equals(key) ? key : own)
                        .userName(existing.get().userName().orElse(null));
            }
            // A stored credential may have flags and levels that cannot be written back (R14, R17).
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
