package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.keystore.AliasScheme.Form;
import io.github.wincred.keystore.AliasScheme.Meaning;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the existing credential that an alias means.
 *
 * <p>An exact name always wins. Otherwise a bare name means the credential of the {@code type} that new entries get, so that an entry is found under
 * the alias it was stored under.
 */
final class AliasResolver {

    private final AliasScheme scheme;
    private final CredentialType newType;

    AliasResolver(AliasScheme scheme, CredentialType newType) {
        this.scheme = scheme;
        this.newType = newType;
    }

    /** The alias of a key whose TargetName is in view. */
    String alias(CredentialKey key) {
        return scheme.alias(key);
    }

    /** Whether an alias may mean a credential of such a type; true is not certain. */
    boolean mayMean(String alias, Predicate<CredentialType> types) {
        return scheme.parse(alias).form() != Form.PLAIN || types.test(newType);
    }

    /**
     * The credential that an alias means, if it exists. Costs one lookup for an alias that is an exact name.
     *
     * @param lookup finds what has a key
     * @throws CredentialException if the alias is {@code Domain:target=NAME} and several credentials have that name
     */
    <T> Optional<T> find(String alias, Function<CredentialKey, Optional<T>> lookup) {
        Meaning meaning = scheme.parse(alias);
        Optional<T> found = isInView(meaning.key()) ? lookup.apply(meaning.key()) : Optional.empty();
        if (found.isPresent()) {
            return found;
        }
        List<String> candidates = new ArrayList<>();
        for (CredentialKey key : others(meaning)) {
            Optional<T> other = isInView(key) ? lookup.apply(key) : Optional.empty();
            if (other.isPresent()) {
                found = other;
                candidates.add(scheme.alias(key));
            }
        }
        if (candidates.size() > 1) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "KeyStore",
                    null,
                    "alias '" + alias + "' names several credentials, write one of: " + String.join(", ", candidates));
        }
        return found;
    }

    /** A name that no credential can have means none. */
    private boolean isInView(CredentialKey key) {
        try {
            CredentialLimits.checkKey("KeyStore", key);
        } catch (CredentialException e) {
            return false;
        }
        return scheme.covers(key.targetName());
    }

    /** What an alias may mean other than its exact key. */
    private List<CredentialKey> others(Meaning meaning) {
        List<CredentialType> types = switch (meaning.form()) {
            case TYPED -> List.of();
            case PLAIN -> newType.equals(CredentialType.GENERIC) ? List.of() : List.of(newType);
            case PRINTED_GENERIC -> List.of(CredentialType.GENERIC);
            case PRINTED_DOMAIN ->
                CredentialType.defined().stream()
                        .filter(CredentialType::isDomain)
                        .toList();
        };
        return types.stream()
                .map(type -> new CredentialKey(type, meaning.targetName()))
                .toList();
    }

    /**
     * The key under which an entry is to be stored, in the spelling of the alias. Costs no lookup if the key does not depend on existing credentials.
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
            Meaning meaning,
            Optional<CredentialType> type,
            Function<CredentialKey, Optional<Credential>> lookup) {
        if (meaning.form() == Form.TYPED) {
            return meaning.key();
        }
        if (meaning.form() == Form.PLAIN && (type.isPresent() || newType.equals(CredentialType.GENERIC))) {
            return new CredentialKey(type.orElse(newType), meaning.targetName());
        }
        Optional<CredentialKey> existing = find(alias, lookup).map(Credential::key);
        if (existing.equals(Optional.of(meaning.key()))) {
            return meaning.key();
        }
        CredentialType otherwise = switch (meaning.form()) {
            case PRINTED_GENERIC -> CredentialType.GENERIC;
            case PRINTED_DOMAIN -> CredentialType.DOMAIN_PASSWORD;
            case PLAIN, TYPED -> newType;
        };
        return new CredentialKey(existing.map(CredentialKey::type).orElse(otherwise), meaning.targetName());
    }
}
