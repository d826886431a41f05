package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets larger than a blob, for programs that use a {@link CredentialStore} directly. There, such a secret is a credential whose blob is a
 * manifest, and other credentials that are its parts; only a key store shows it as one. The page {@code docs/split-secrets.md} describes the format.
 */
public final class SplitSecrets {

    private SplitSecrets() {}

    /** Whether a credential is a part of another's secret, which a list for users leaves out. Needs no secret. */
    public static boolean isPart(Credential credential) {
        return SplitParts.isPart(credential);
    }

    /** Whether a credential, read with its secret, has a split secret. Renaming, copying or deleting it alone would lose the parts. */
    public static boolean isSplit(Credential credential) {
        // A part may hold a secret that begins like a manifest.
        if (!credential.type().equals(CredentialType.GENERIC) || isPart(credential)) {
            return false;
        }
        return credential
                .secret()
                .filter(blob -> EntryContent.read(blob, SplitManifest::isManifest))
                .isPresent();
    }

    /** Why a credential, read with its secret, must not be renamed, copied or deleted by itself; empty if it may be. */
    public static Optional<String> whyNotAlone(Credential credential) {
        if (isPart(credential)) {
            return Optional.of("it is one of the parts of a larger secret");
        }
        return isSplit(credential)
                ? Optional.of("its secret lies in parts, which only a key store takes along; keytool can be used to"
                        + " rename it (-changealias) and to delete it (-delete)")
                : Optional.empty();
    }

    private static Optional<SplitManifest> manifest(Credential credential) {
        return EntryContent.read(credential.secret().orElseThrow(), SplitManifest::parse);
    }

    /**
     * Removes parts that belong to no secret, as an interrupted write leaves them, and completes interrupted deletions. If there are parts or such
     * deletions, reads every credential of the store and excludes other writers meanwhile. Parts whose generation occurs in any other secret stay,
     * since that may be a damaged manifest.
     *
     * @return the number of parts removed
     * @throws CredentialException {@link Reason#DAMAGED} if a credential or its manifest cannot be read, since it is then unknown which parts are its
     *     own; nothing is removed
     */
    public static int sweep(CredentialStore store) {
        if (store.list(CredentialFilter.all()).stream().noneMatch(SplitSecrets::mayNeedSweep)) {
            return 0;
        }
        return store.exclusively(() -> {
            List<Credential> parts = parts(store);
            Set<String> unnamed = new HashSet<>();
            parts.forEach(part -> SplitParts.generation(part).ifPresent(unnamed::add));
            List<CredentialKey> deleted = removeNamed(unnamed, store);
            int removed = 0;
            for (Credential part : parts) {
                if (SplitParts.generation(part).filter(unnamed::contains).isPresent() && store.delete(part.key())) {
                    removed++;
                }
            }
            deleted.forEach(store::delete);
            return removed;
        });
    }

    private static boolean mayNeedSweep(Credential credential) {
        return isPart(credential) || SplitParts.isDeleted(credential);
    }

    private static List<Credential> parts(CredentialStore store) {
        return store.list(SplitParts.filter()).stream()
                .filter(SplitParts::isPart)
                .toList();
    }

    /** Removes the generations that are in use from the set, and returns the entries whose deletion is to be completed. */
    private static List<CredentialKey> removeNamed(Set<String> generations, CredentialStore store) {
        for (CredentialException unreadable : store.unreadable()) {
            throw unreadable;
        }
        List<CredentialKey> deleted = new ArrayList<>();
        List<Credential> credentials = store.listWithSecrets(CredentialFilter.all());
        try {
            for (Credential credential : credentials) {
                if (isSplit(credential)) {
                    SplitManifest manifest = manifest(credential)
                            .orElseThrow(
                                    () -> new CredentialException(
                                            Reason.DAMAGED,
                                            "sweep",
                                            credential.key(),
                                            "the manifest of its parts cannot be read; update the library if a newer one wrote it, or restore it from a backup, or delete it"));
                    if (manifest.isDeleted() && manifest.belongsTo(credential.key())) {
                        deleted.add(credential.key());
                    } else {
                        generations.remove(manifest.generation());
                    }
                } else if (!isPart(credential)) {
                    generations.removeIf(generation -> contains(credential, generation));
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
        return deleted;
    }

    private static boolean contains(Credential credential, String generation) {
        byte[] text = generation.getBytes(US_ASCII);
        return credential
                .secret()
                .filter(secret -> EntryContent.read(secret, blob -> indexOf(blob, text) >= 0))
                .isPresent();
    }

    private static int indexOf(byte[] blob, byte[] text) {
        int at = blob.length - text.length;
        while (at >= 0 && !Arrays.equals(blob, at, at + text.length, text, 0, text.length)) {
            at--;
        }
        return at;
    }
}
