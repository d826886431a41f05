package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets that are larger than a blob, for programs that work on a {@link CredentialStore} themselves. There, such a secret is a credential whose
 * blob is a manifest, and other credentials that are its parts; only a key store shows it as one. The page {@code docs/split-secrets.md}
 * describes the format.
 */
public final class SplitSecrets {

    private SplitSecrets() {}

    /** Whether a credential is a part of another's secret, which a list for people leaves out. Needs no secret. */
    public static boolean isPart(Credential credential) {
        return Parts.isPart(credential);
    }

    /** Whether a credential, found with its secret, has it in parts. To rename, copy or delete it alone would lose them. */
    public static boolean isSplit(Credential credential) {
        // A part may hold a secret that begins like a manifest.
        if (!credential.type().equals(CredentialType.GENERIC) || isPart(credential)) {
            return false;
        }
        byte[] blob = credential.secret().map(Secret::toByteArray).orElseGet(() -> new byte[0]);
        try {
            return Manifest.isManifest(blob);
        } finally {
            Arrays.fill(blob, (byte) 0);
        }
    }

    /** Why a credential, found with its secret, must not be renamed, copied or deleted by itself; empty if it may be. */
    public static Optional<String> whyNotAlone(Credential credential) {
        if (isPart(credential)) {
            return Optional.of("it is one of the parts of a larger secret");
        }
        return isSplit(credential)
                ? Optional.of("its secret lies in parts, which only a key store takes along; keytool can be used to"
                        + " rename it (-changealias) and to delete it (-delete)")
                : Optional.empty();
    }

    static Optional<Manifest> manifest(Credential credential) {
        if (!isSplit(credential)) {
            return Optional.empty();
        }
        byte[] blob = credential.secret().orElseThrow().toByteArray();
        try {
            return Manifest.parse(blob);
        } finally {
            Arrays.fill(blob, (byte) 0);
        }
    }

    /**
     * Removes parts that belong to no secret, as an interrupted write or delete leaves them. Reads every credential of the store if there are any
     * parts, and keeps other writers out meanwhile.
     *
     * @return how many were removed
     * @throws CredentialException {@link Reason#DAMAGED} if a credential or its manifest cannot be read, since nobody knows then which parts are
     *     its own; nothing is removed
     */
    public static int sweep(CredentialStore store) {
        if (parts(store).isEmpty()) {
            return 0;
        }
        return store.exclusively(() -> {
            List<Credential> parts = parts(store);
            Set<String> generations = generations(store);
            int removed = 0;
            for (Credential part : parts) {
                boolean orphan = Parts.generation(part)
                        .filter(generation -> !generations.contains(generation))
                        .isPresent();
                if (orphan && store.delete(part.key())) {
                    removed++;
                }
            }
            return removed;
        });
    }

    private static List<Credential> parts(CredentialStore store) {
        return store.list(Parts.filter()).stream().filter(Parts::isPart).toList();
    }

    /** The generations that manifests name. */
    private static Set<String> generations(CredentialStore store) {
        for (CredentialException unreadable : store.unreadable()) {
            throw unreadable;
        }
        Set<String> generations = new HashSet<>();
        List<Credential> credentials = store.listWithSecrets(CredentialFilter.all());
        try {
            for (Credential credential : credentials) {
                if (isSplit(credential)) {
                    generations.add(manifest(credential)
                            .orElseThrow(() -> new CredentialException(
                                    Reason.DAMAGED,
                                    "sweep",
                                    credential.key(),
                                    "the manifest of its parts is damaged or of a later version"))
                            .generation());
                }
            }
        } finally {
            credentials.forEach(Credential::close);
        }
        return generations;
    }
}
