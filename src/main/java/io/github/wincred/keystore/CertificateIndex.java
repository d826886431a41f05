package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
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
 * Finds entries by the SHA-256 of their first certificate. If several match, the result is the first whose certificates can be read, trusted
 * certificates before keys and each in the order of their aliases.
 *
 * <p>A result found before is only checked again, since another program may have changed it; any other query reads the store again. So a listing of n
 * entries costs a number of store calls that grows with n, not with its square.
 */
final class CertificateIndex {

    /** An entry, and the digest of its first certificate. */
    private record Entry(boolean isKey, String alias, CredentialKey key, String digest) {

        static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::isKey).thenComparing(Entry::alias, CaseFolding::compare);
    }

    private final StoredEntries entries;
    private final Stage stage;
    private final StageView view;
    private final AliasResolver aliases;
    private final CredentialFilter filter;
    private volatile Map<String, List<Entry>> stored = Map.of();
    private volatile int forgotten;

    CertificateIndex(StoredEntries entries, Stage stage, StageView view, AliasResolver aliases, String prefix) {
        this.entries = entries;
        this.stage = stage;
        this.view = view;
        this.aliases = aliases;
        filter = CredentialFilter.startingWith(prefix);
    }

    /** The alias of the entry whose first certificate has this digest. */
    Optional<String> find(String digest) {
        Stream<Entry> found =
                view.hidesStored() ? staged(digest) : Stream.concat(staged(digest), findStored(digest).stream());
        return found.min(Entry.ORDER).map(Entry::alias);
    }

    /** Discards all results, and those that another thread is still computing, because newly written entries may come before them. */
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
                .map(write -> entry(EntryKind.of(write.content().form()), write.key(), digest));
    }

    private Entry entry(EntryKind kind, CredentialKey key, String digest) {
        return new Entry(kind == EntryKind.PRIVATE_KEY, aliases.alias(key), key, digest);
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

    /** Whether the store still has this entry, and its certificates can be read. */
    private boolean isThere(Entry known) {
        if (stage.get(known.key()).isPresent()) {
            return false;
        }
        try {
            Optional<StoredEntry> found =
                    view.find(known.key(), EnumSet.of(known.isKey() ? EntryKind.PRIVATE_KEY : EntryKind.CERTIFICATE));
            if (found.isEmpty()) {
                return false;
            }
            try (StoredEntry entry = found.get()) {
                PemEntry.certificates(entry.content().orElseThrow());
                return entry.certificate().equals(Optional.of(known.digest()));
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

    /** The stored entries by digest, each list in order. */
    private Map<String, List<Entry>> read() {
        Map<String, List<Entry>> found = new HashMap<>();
        entries.forEach(filter, entry -> {
            CredentialKey key = entry.credential().key();
            if (entry.certificate().isPresent() && stage.get(key).isEmpty()) {
                String digest = entry.certificate().get();
                found.computeIfAbsent(digest, any -> new ArrayList<>()).add(entry(entry.kind(), key, digest));
            }
        });
        found.values().forEach(all -> all.sort(Entry.ORDER));
        return found;
    }
}
