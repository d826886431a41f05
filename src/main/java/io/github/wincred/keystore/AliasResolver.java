package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the credential that an alias means, among those that there are.
 *
 * <p>An exact name always wins. A bare name then means the credential of the {@code type} that new entries get, so that an entry is found under
 * the alias it was stored under.
 */
final class AliasResolver {

    private final AliasScheme scheme;
    private final CredentialType newType;

    AliasResolver(AliasScheme scheme, CredentialType newType) {
        this.scheme = scheme;
        this.newType = newType;
    }

    /**
     * What an alias means, if there is such a credential. Costs one lookup for an alias that is an exact name.
     *
     * @param lookup asks for what has a key
     * @throws CredentialException if the alias is {@code Domain:target=NAME} and several credentials are called so
     */
    <T> Optional<T> find(String alias, Function<CredentialKey, Optional<T>> lookup) {
        AliasScheme.Meaning meaning = scheme.parse(alias);
        Optional<T> exact = find(meaning.key(), lookup);
        if (exact.isPresent()) {
            return exact;
        }
        if (meaning instanceof AliasScheme.Meaning.Plain plain && !newType.equals(CredentialType.GENERIC)) {
            return find(new CredentialKey(newType, plain.key().targetName()), lookup);
        }
        if (meaning instanceof AliasScheme.Meaning.PrintedGeneric printed) {
            return find(CredentialKey.generic(printed.targetName()), lookup);
        }
        if (meaning instanceof AliasScheme.Meaning.PrintedDomain printed) {
            return findDomain(alias, printed.targetName(), lookup);
        }
        return Optional.empty();
    }

    /** A name that no credential can have is the name of none. */
    private <T> Optional<T> find(CredentialKey key, Function<CredentialKey, Optional<T>> lookup) {
        try {
            CredentialLimits.checkKey("KeyStore", key);
        } catch (CredentialException e) {
            return Optional.empty();
        }
        return scheme.covers(key.targetName()) ? lookup.apply(key) : Optional.empty();
    }

    private <T> Optional<T> findDomain(String alias, String targetName, Function<CredentialKey, Optional<T>> lookup) {
        Optional<T> only = Optional.empty();
        List<String> candidates = new ArrayList<>();
        for (CredentialType type : CredentialType.defined()) {
            CredentialKey key = new CredentialKey(type, targetName);
            Optional<T> found = type.isDomain() ? find(key, lookup) : Optional.empty();
            if (found.isPresent()) {
                only = found;
                candidates.add(scheme.alias(key));
            }
        }
        if (candidates.size() > 1) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "KeyStore",
                    null,
                    "alias '" + alias + "' names several credentials: " + String.join(", ", candidates));
        }
        return only;
    }

    /**
     * The key under which an entry is to be stored, in the spelling of the alias. Costs no lookup where that does not depend on what is there.
     *
     * @param type the type that the caller wants, if any
     * @throws KeyStoreException if the alias names another type than the caller wants, or lies outside the prefix
     */
    CredentialKey target(
            String alias, Optional<CredentialType> type, Function<CredentialKey, Optional<Credential>> lookup)
            throws KeyStoreException {
        CredentialKey key = target(alias, scheme.parse(alias), type, lookup);
        if (type.isPresent() && !type.get().equals(key.type())) {
            throw new KeyStoreException("alias '" + alias + "' names the type " + key.type() + ", but attribute "
                    + CredentialEntryAttribute.TYPE.label() + " is " + type.get());
        }
        if (!scheme.covers(key.targetName())) {
            throw new KeyStoreException(
                    "alias '" + alias + "' is outside the prefix that this key store is limited to");
        }
        return key;
    }

    private CredentialKey target(
            String alias,
            AliasScheme.Meaning meaning,
            Optional<CredentialType> type,
            Function<CredentialKey, Optional<Credential>> lookup) {
        String name = meaning.key().targetName();
        if (meaning instanceof AliasScheme.Meaning.Typed) {
            return meaning.key();
        }
        if (meaning instanceof AliasScheme.Meaning.Plain
                && (type.isPresent() || newType.equals(CredentialType.GENERIC))) {
            return new CredentialKey(type.orElse(newType), name);
        }
        Optional<CredentialKey> existing = find(alias, lookup).map(Credential::key);
        if (existing.filter(found -> found.equals(meaning.key())).isPresent()) {
            return meaning.key();
        }
        Optional<CredentialType> existingType = existing.map(CredentialKey::type);
        if (meaning instanceof AliasScheme.Meaning.PrintedGeneric printed) {
            return CredentialKey.generic(printed.targetName());
        }
        return meaning instanceof AliasScheme.Meaning.PrintedDomain printed
                ? new CredentialKey(existingType.orElse(CredentialType.DOMAIN_PASSWORD), printed.targetName())
                : new CredentialKey(existingType.orElse(newType), name);
    }
}
