package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds entries by the SHA-256 of their first certificate.
 *
 * <p>What was found once is only looked at again, since another program may have changed it; whatever else is asked for reads the store anew. So
 * a listing of n entries costs a number of store calls that grows with n and not with its square.
 */
final class CertificateIndex {

    private final CredentialStore store;
    private final StoredBlob.Reader blobs;
    private final Stage stage;
    private final StagedView view;
    private final CredentialFilter filter;
    private volatile Map<String, CredentialKey> keys = Map.of();

    CertificateIndex(CredentialStore store, StoredBlob.Reader blobs, Stage stage, StagedView view, String prefix) {
        this.store = store;
        this.blobs = blobs;
        this.stage = stage;
        this.view = view;
        filter = CredentialFilter.startingWith(prefix);
    }

    /** The key of the entry whose first certificate has this digest; a trusted certificate if there is one. */
    Optional<CredentialKey> find(String digest) {
        Optional<CredentialKey> staged = findStaged(digest);
        if (staged.isPresent() || view.hidesStored()) {
            return staged;
        }
        CredentialKey known = keys.get(digest);
        if (known != null && stage.get(known).isEmpty() && isStill(known, digest)) {
            return Optional.of(known);
        }
        Map<String, CredentialKey> read = read();
        keys = read;
        return Optional.ofNullable(read.get(digest));
    }

    private Optional<CredentialKey> findStaged(String digest) {
        return stage.writes().stream()
                .filter(write -> write.content().certificate().equals(Optional.of(digest)))
                .map(Change.Write::key)
                .findFirst();
    }

    private boolean isStill(CredentialKey key, String digest) {
        Optional<Credential> found;
        try {
            found = store.find(key);
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
            return entry(credential)
                    .filter(entry -> entry.digest().equals(digest))
                    .isPresent();
        }
    }

    private Map<String, CredentialKey> read() {
        Map<String, CredentialKey> found = new HashMap<>();
        List<Credential> credentials = store.listWithSecrets(filter);
        try {
            for (Credential credential : credentials) {
                if (!Parts.isPart(credential) && stage.get(credential.key()).isEmpty()) {
                    entry(credential).ifPresent(entry -> add(found, entry, credential.key()));
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
        return found;
    }

    private static void add(Map<String, CredentialKey> found, Entry entry, CredentialKey key) {
        if (entry.form().equals(ContentForm.CERTIFICATE)) {
            found.put(entry.digest(), key);
        } else {
            found.putIfAbsent(entry.digest(), key);
        }
    }

    private record Entry(ContentForm form, String digest) {}

    private Optional<Entry> entry(Credential credential) {
        StoredBlob blob = blobs.read(credential);
        if (blob instanceof StoredBlob.Split split) {
            return Optional.of(split.manifest())
                    .filter(manifest -> !manifest.isDeleted())
                    .flatMap(Manifest::certificate)
                    .map(digest -> new Entry(split.manifest().form(), digest));
        }
        if (!(blob instanceof StoredBlob.Whole whole)) {
            return Optional.empty();
        }
        try (Content content = whole.content()) {
            return content.form().isSecret()
                    ? Optional.empty()
                    : content.certificate().map(digest -> new Entry(content.form(), digest));
        }
    }
}
