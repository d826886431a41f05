package io.github.wincred.vault;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.crypto.CredentialFile;
import io.github.wincred.vault.crypto.DerivedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The credentials in the vault's files, as seen with its keys. A file that cannot be read concerns its own credential only. */
final class PersistedCredentials implements AutoCloseable {

    private static final String WHAT = "credential file";

    private final VaultFiles files;
    private final DerivedKeys keys;

    /** A view with these keys, which it closes. */
    PersistedCredentials(VaultFiles files, DerivedKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    /** A credential's file as it was read, proven whole. */
    final class Stored {

        private final Path path;
        private final CredentialFile file;
        private final Credential described;

        private Stored(Path path, CredentialFile file, Credential described) {
            this.path = path;
            this.file = file;
            this.described = described;
        }

        /** The credential; with its secret if that is asked for and the type returns it. */
        Credential reveal(boolean withSecret) {
            return withSecret && described.type().returnsSecret()
                    ? described.toBuilder().secret(secret()).build()
                    : described;
        }

        /** The secret, whatever the type. */
        Secret secret() {
            return file.secret(keys, VaultFiles.identityOf(path)).orElseThrow(() -> VaultFailure.damaged(path, WHAT));
        }

        byte[] sealedSecret() {
            return file.sealedSecret();
        }
    }

    /** The stored credential, or empty if there is none. */
    Optional<Stored> load(CredentialKey key) {
        return load(path(key));
    }

    /** Reads a file and opens its metadata, which proves the whole of it. */
    private Optional<Stored> load(Path path) {
        Optional<byte[]> content = files.guarded().read(path, WHAT, CredentialFile.MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (CredentialFile.isNewer(content.get())) {
            throw VaultFailure.newer(path, WHAT);
        }
        CredentialFile file = CredentialFile.parse(content.get()).orElseThrow(() -> VaultFailure.damaged(path, WHAT));
        Credential described = file.metadata(keys, VaultFiles.identityOf(path))
                .orElseThrow(() -> VaultFailure.damaged(path, WHAT))
                .build();
        return Optional.of(new Stored(path, file, described));
    }

    /** The readable ones that the filter covers; for each other file a failure is added to {@code failures}. */
    List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures) {
        List<Credential> found = new ArrayList<>();
        for (Path path : files.entries()) {
            try {
                load(path)
                        .filter(stored -> filter.matches(stored.described.targetName()))
                        .ifPresent(stored -> found.add(stored.reveal(withSecrets)));
            } catch (VaultFailure e) {
                failures.add(e);
            }
        }
        return found;
    }

    boolean exists(CredentialKey key) {
        return GuardedFiles.exists(path(key));
    }

    int count() {
        return files.entries().size();
    }

    byte[] sealSecret(CredentialKey key, Secret secret) {
        return CredentialFile.sealSecret(keys, keys.fileIdentity(key), secret);
    }

    /** Writes the credential's file. To be called with the vault's lock held. */
    void put(Credential credential, byte[] sealedSecret) {
        byte[] identity = keys.fileIdentity(credential.key());
        files.replace(files.entry(identity), CredentialFile.encode(keys, identity, credential, sealedSecret));
    }

    /** Removes the credential's file; false if there was none. To be called with the vault's lock held. */
    boolean delete(CredentialKey key) {
        return files.delete(path(key));
    }

    /** Refuses to touch a file of a newer format; a damaged one may be replaced or deleted. */
    void checkReplaceable(CredentialKey key) {
        Path path = path(key);
        files.guarded()
                .readStart(path, CredentialFile.HEAD_BYTES)
                .filter(CredentialFile::isNewer)
                .ifPresent(head -> {
                    throw VaultFailure.newer(path, WHAT);
                });
    }

    private Path path(CredentialKey key) {
        return files.entry(keys.fileIdentity(key));
    }

    @Override
    public void close() {
        keys.close();
    }
}
