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

/** The credentials in the vault's files, as read with its keys. A file that cannot be read affects only its own credential. */
final class PersistedCredentials implements AutoCloseable {

    private static final String WHAT = "credential file";

    private final VaultFiles files;
    private final DerivedKeys keys;

    /** A view with these keys, which it closes. */
    PersistedCredentials(VaultFiles files, DerivedKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    /** The place of one credential, which need not exist. */
    Place at(CredentialKey key) {
        byte[] identity = keys.fileIdentity(key);
        return new Place(files.entry(identity), identity);
    }

    /** The readable credentials that the filter covers; each unreadable file adds a failure to {@code failures}. */
    List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures) {
        List<Credential> found = new ArrayList<>();
        for (Path path : files.entries()) {
            try {
                new Place(path, VaultFiles.identityOf(path))
                        .load()
                        .filter(stored -> filter.matches(stored.described.targetName()))
                        .ifPresent(stored -> found.add(stored.reveal(withSecrets)));
            } catch (VaultFailure e) {
                failures.add(e);
            }
        }
        return found;
    }

    @Override
    public void close() {
        keys.close();
    }

    /** The place of one credential's file, which need not exist. Methods that change it are to be called with the vault's lock held. */
    final class Place {

        private final Path path;
        private final byte[] identity;

        private Place(Path path, byte[] identity) {
            this.path = path;
            this.identity = identity;
        }

        /** The stored credential, whose metadata proves the file intact; empty if there is none. */
        Optional<Stored> load() {
            Optional<byte[]> content = files.guarded().read(path, WHAT, CredentialFile.MOST_BYTES);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            checkNotNewer(content.get());
            CredentialFile file = CredentialFile.parse(content.get()).orElseThrow(this::damaged);
            Credential described =
                    file.metadata(keys, identity).orElseThrow(this::damaged).build();
            return Optional.of(new Stored(this, file, described));
        }

        boolean exists() {
            return GuardedFiles.exists(path);
        }

        /** Refuses to touch a file of a newer format; a damaged one may be replaced or deleted. */
        void checkReplaceable() {
            files.guarded().readStart(path, CredentialFile.HEAD_BYTES).ifPresent(this::checkNotNewer);
        }

        private void checkNotNewer(byte[] start) {
            if (CredentialFile.isNewer(start)) {
                throw VaultFailure.newer(path, WHAT);
            }
        }

        /** Seals a secret for {@link #put}. */
        byte[] seal(Secret secret) {
            return CredentialFile.sealSecret(keys, identity, secret);
        }

        void put(Credential credential, byte[] sealedSecret) {
            files.replace(path, CredentialFile.encode(keys, identity, credential, sealedSecret));
        }

        /** Removes the file; false if there was none. */
        boolean delete() {
            return files.delete(path);
        }

        private Secret open(CredentialFile file) {
            return file.secret(keys, identity).orElseThrow(this::damaged);
        }

        private VaultFailure damaged() {
            return VaultFailure.damaged(path, WHAT, ", or delete or store the credential again");
        }
    }

    /** A credential's file as it was read, proven intact. */
    record Stored(Place place, CredentialFile file, Credential described) {

        /** The credential; with its secret if requested and the type returns it. */
        Credential reveal(boolean withSecret) {
            return withSecret && described.type().returnsSecret()
                    ? described.toBuilder().secret(secret()).build()
                    : described;
        }

        /** The secret, whatever the type. */
        Secret secret() {
            return place.open(file);
        }
    }
}
