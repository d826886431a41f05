package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialKey;

/** What an alias means, before looking into the store. */
sealed interface AliasMeaning {

    /** The key that the alias means exactly: with its type if it names one, otherwise the generic credential of that very name. */
    CredentialKey key();

    /** The alias names its type. */
    record Typed(CredentialKey key) implements AliasMeaning {}

    /** The alias is a bare name. */
    record Plain(CredentialKey key) implements AliasMeaning {}

    /** {@code LegacyGeneric:target=NAME}: the generic credential NAME, unless one has the alias itself as its name. */
    record PrintedGeneric(CredentialKey key, String targetName) implements AliasMeaning {}

    /** {@code Domain:target=NAME}: the one domain credential NAME, unless a generic one has the alias itself as its name. */
    record PrintedDomain(CredentialKey key, String targetName) implements AliasMeaning {}
}
