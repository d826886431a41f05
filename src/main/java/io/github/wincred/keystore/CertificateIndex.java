package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds entries by the SHA-256 of their first certificate. Of several it is the first in the order of their aliases, a trusted certificate before a
 * key, whose certificates can be read.
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
    private final StageView view;
    private final AliasScheme scheme;
    private final CredentialFilter filter;
    private volatile Map<String, List<Entry>> stored = Map.of();
    private volatile int forgotten;

    CertificateIndex(
            CredentialStore store,
            StoredBlob.Reader blobs,
            Stage stage,
            StageView view,
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

    /** Forgets what was found, and what another thread is finding, because entries were written that may come before it. */
    synchronized void forget() {
        stored = Map.of();
        forgotten++;
    }

    private synchronized void remember(Map<String, List<Entry>> read, int since) {
        if (forgotten == since) {
            stored = read;
        }
    }

    private Stream<Entry> staged(String digest) {
        return stage.writes().stream()
                .filter(write -> write.content().certificate().equals(Optional.of(digest)))
                .map(write -> entry(write.content().form(), write.key(), digest));
    }

    private Entry entry(EntryFormat form, CredentialKey key, String digest) {
        return new Entry(form.equals(EntryFormat.PRIVATE_KEY), scheme.alias(key), key, digest);
    }

    private Optional<Entry> findStored(String digest) {
        List<Entry> known = stored.getOrDefault(digest, List.of());
        if (!known.isEmpty() && isThere(known.get(0))) {
            return Optional.of(known.get(0));
        }
        int since = forgotten;
        Map<String, List<Entry>> read = read();
        Optional<Entry> first = read.getOrDefault(digest, List.of()).stream()
                .filter(this::isThere)
                .findFirst();
        first.ifPresent(entry -> read.put(digest, List.of(entry)));
        remember(read, since);
        return first;
    }

    /** Whether the store has this very entry, and its certificates can be read. */
    private boolean isThere(Entry known) {
        if (stage.get(known.key()).isPresent()) {
            return false;
        }
        try {
            Optional<FoundEntry> found =
                    view.find(known.key(), EnumSet.of(known.isKey() ? EntryKind.PRIVATE_KEY : EntryKind.CERTIFICATE));
            if (found.isEmpty()) {
                return false;
            }
            try (FoundEntry entry = found.get()) {
                EntryContent content = entry.content().orElseThrow();
                PemEntry.certificates(content);
                return content.certificate().equals(Optional.of(known.digest()));
            }
        } catch (CertificateException e) {
            return false;
        } catch (CredentialException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            return false;
        }
    }

    /** In their order, by their digests. */
    private Map<String, List<Entry>> read() {
        Map<String, List<Entry>> found = new HashMap<>();
        List<Credential> credentials = store.listWithSecrets(filter);
        try {
            for (Credential credential : credentials) {
                if (!SplitParts.isPart(credential)
                        && stage.get(credential.key()).isEmpty()) {
                    entry(credential)
                            .ifPresent(entry -> found.computeIfAbsent(entry.digest(), digest -> new ArrayList<>())
                                    .add(entry));
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
        found.values().forEach(entries -> entries.sort(Entry.ORDER));
        return found;
    }

    private Optional<Entry> entry(Credential credential) {
        StoredBlob blob = blobs.read(credential);
        if (blob instanceof StoredBlob.Split split) {
            SplitManifest manifest = split.manifest();
            return manifest.certificate()
                    .filter(digest -> !manifest.isDeleted())
                    .map(digest -> entry(manifest.form(), credential.key(), digest));
        }
        if (!(blob instanceof StoredBlob.Whole whole)) {
            return Optional.empty();
        }
        try (EntryContent content = whole.content()) {
            return content.certificate().map(digest -> entry(content.form(), credential.key(), digest));
        }
    }
}
