package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A vault that ends with the process. Every method holds the map's monitor, so each is atomic. */
final class MemoryEntries implements VaultEntries {

    private final VaultConfiguration configuration;
    private final EntryMap map;

    /** A view of {@code map}, which all stores opened with one configuration share. */
    MemoryEntries(VaultConfiguration configuration, EntryMap map) {
        this.configuration = configuration;
        this.map = map;
    }

    @Override
    public Optional<Credential> read(CredentialKey key, boolean withSecret) {
        synchronized (map) {
            return map.get(key, withSecret);
        }
    }

    @Override
    public void write(Credential credential, boolean keepsSecret) {
        synchronized (map) {
            Optional<Secret> kept = keepsSecret ? map.secretOf(credential.key()) : Optional.empty();
            if (keepsSecret && kept.isEmpty()) {
                throw new VaultFailure(Reason.NOT_FOUND, "there is no credential whose secret could be kept");
            }
            boolean isNew = !map.contains(credential.key());
            configuration.checkCapacity(map.size() + (isNew ? 1 : 0));
            Secret secret = kept.or(() -> credential.secret().map(Secret::copy)).orElseGet(Secret::empty);
            map.put(credential.toBuilder()
                    .lastWritten(configuration.now())
                    .secret(secret)
                    .build());
        }
    }

    @Override
    public boolean remove(CredentialKey key) {
        synchronized (map) {
            return map.remove(key);
        }
    }

    @Override
    public List<Credential> list(CredentialFilter filter, boolean withSecrets, List<VaultFailure> failures) {
        synchronized (map) {
            return map.list(filter, withSecrets);
        }
    }

    @Override
    public <T> T exclusively(Supplier<T> operation) {
        synchronized (map) {
            return operation.get();
        }
    }

    @Override
    public List<VaultFailure> unreadable() {
        return List.of();
    }

    @Override
    public boolean writtenThisSession(CredentialKey key) {
        return true;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean isLocked() {
        return false;
    }

    @Override
    public void unlock(char[] password) {
        // There is nothing to protect beyond the process itself.
    }

    @Override
    public void changePassword(char[] password) {
        // As above.
    }

    @Override
    public BackendStatus status() {
        return new BackendStatus(
                "WinCred vault in memory",
                "this process",
                true,
                "",
                Map.of("key protection", "none; nothing is written to a file"));
    }

    @Override
    public void close() {
        // The map belongs to the configuration: stored credentials stay.
    }
}
