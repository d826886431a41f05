package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.rules.DomainMatching;
import io.github.wincred.rules.TargetRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Domain credentials of a store that has no rules of its own for them, such as the vault.
 *
 * <p>Nothing authenticates through the vault, so {@link #targetInformation} knows only what {@link #readAndCache} was given (R49), by any object with
 * the same cache.
 */
public final class VaultDomainCredentials implements DomainCredentials {

    private static final String READ = "CredReadDomainCredentials";
    private static final String WRITE = "CredWriteDomainCredentials";
    private static final String GET_TARGET_INFO = "CredGetTargetInfo";

    private final CredentialStore store;
    private final TargetInformationCache cache;

    /**
     * Domain credentials over a store, which stays the caller's.
     *
     * @param cache where targets are remembered
     */
    public VaultDomainCredentials(CredentialStore store, TargetInformationCache cache) {
        this.store = requireNonNull(store, "store");
        this.cache = requireNonNull(cache, "cache");
    }

    @Override
    public List<Credential> read(TargetInformation target) {
        return DomainMatching.of(READ, target).select(store);
    }

    @Override
    public List<Credential> readAndCache(TargetInformation target) {
        DomainMatching matching = DomainMatching.of(READ, target);
        cache.remember(target);
        return matching.select(store);
    }

    @Override
    public void write(TargetInformation target, Credential credential) {
        DomainMatching.checkWrite(WRITE, target, credential);
        store.write(credential);
    }

    @Override
    public void writeKeepingSecret(TargetInformation target, Credential credential) {
        DomainMatching.checkWrite(WRITE, target, credential);
        store.writeKeepingSecret(credential);
    }

    @Override
    public Optional<TargetInformation> targetInformation(String targetName) {
        TargetRules.checkTargetName(GET_TARGET_INFO, targetName);
        return cache.find(targetName);
    }

    @Override
    public Optional<TargetInformation> targetInformationResolvingName(String targetName) {
        Optional<TargetInformation> known = targetInformation(targetName);
        return known.isPresent() ? known : resolved(targetName).flatMap(cache::find);
    }

    /** The DNS name of a host given by another of its names. */
    private static Optional<String> resolved(String targetName) {
        try {
            String canonical = InetAddress.getByName(targetName).getCanonicalHostName();
            return CaseFolding.equal(canonical, targetName) ? Optional.empty() : Optional.of(canonical);
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }
}
