package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Finds entries by the SHA-256 of their first certificate. Of several it is the first in the order of their aliases, a trusted certificate before a
 * key.
 *
 * <p>What was found once is only looked at again, since another program may have changed it; whatever else is asked for reads the store anew. So
 * a listing of n entries costs a number of store calls that grows with n and not with its square.
 */
final class CertificateIndex {

    /** An entry, and the digest of its first certificate. */
    private record Entry(boolean isKey, String alias, CredentialKey key, String digest) {

        static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::isKey).thenComparing(Entry::alias, CaseFolding::compare);
    }

    private final CredentialStore store;
    private final StoredBlob.Reader blobs;
    private final Stage stage;
    private final StagedView view;
    private final AliasScheme scheme;
    private final CredentialFilter filter;
    private volatile Map<String, Entry> stored = Map.of();

    CertificateIndex(
            CredentialStore store,
            StoredBlob.Reader blobs,
            Stage stage,
            StagedView view,
            AliasScheme scheme,
            String prefix) {
        this.store = store;
        this.blobs = blobs;
        this.stage = stage;
        this.view = view;
        this.scheme = scheme;
        filter = CredentialFilter.startingWith(prefix);
    }

    /** The alias of the entry whose first certificate has this digest. */
    Optional<String> find(String digest) {
        Stream<Entry> found =
                view.hidesStored() ? staged(digest) : Stream.concat(staged(digest), findStored(digest).stream());
        return found.min(Entry.ORDER).map(Entry::alias);
    }

    /** Forgets what was found, because entries were written that may come before it. */
    void forget() {
        stored = Map.of();
    }

    private Stream<Entry> staged(String digest) {
        return stage.writes().stream()
                .filter(write -> write.content().certificate().equals(Optional.of(digest)))
                .map(write -> entry(write.content().form(), write.key(), digest));
    }

    private Entry entry(ContentForm form, CredentialKey key, String digest) {
        return new Entry(form.equals(ContentForm.PRIVATE_KEY), scheme.alias(key), key, digest);
    }

    private Optional<Entry> findStored(String digest) {
        Entry known = stored.get(digest);
        if (known != null && stage.get(known.key()).isEmpty() && isStill(known)) {
            return Optional.of(known);
        }
        Map<String, Entry> read = read();
        stored = read;
        return Optional.ofNullable(read.get(digest));
    }

    private boolean isStill(Entry known) {
        Optional<Credential> found;
        try {
            found = store.find(known.key());
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            return false;
        }
        if (found.isEmpty()) {
            return false;
        }
        try (Credential credential = found.get()) {
            return entry(credential).equals(Optional.of(known));
        }
    }

    private Map<String, Entry> read() {
        Map<String, Entry> found = new HashMap<>();
        List<Credential> credentials = store.listWithSecrets(filter);
        try {
            for (Credential credential : credentials) {
                if (!Parts.isPart(credential) && stage.get(credential.key()).isEmpty()) {
                    entry(credential)
                            .ifPresent(entry -> found.merge(entry.digest(), entry, BinaryOperator.minBy(Entry.ORDER)));
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
        return found;
    }

    private Optional<Entry> entry(Credential credential) {
        StoredBlob blob = blobs.read(credential);
        if (blob instanceof StoredBlob.Split split) {
            Manifest manifest = split.manifest();
            return manifest.certificate()
                    .filter(digest -> !manifest.isDeleted())
                    .map(digest -> entry(manifest.form(), credential.key(), digest));
        }
        if (!(blob instanceof StoredBlob.Whole whole)) {
            return Optional.empty();
        }
        try (Content content = whole.content()) {
            return content.certificate().map(digest -> entry(content.form(), credential.key(), digest));
        }
    }
}
