package io.github.wincred.keystore;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps between aliases and keys: every key in view has one alias, and every alias means a key.
 *
 * <p>The alias of a generic credential is its TargetName without the prefix; other types write {@code domain-password:NAME} and so on, unknown
 * ones {@code type-N:NAME}. A generic name that is empty, or that could be read as anything else, is written {@code generic:NAME}. Types are
 * recognised in any case.
 *
 * <p>What Windows prints ({@code LegacyGeneric:target=NAME}, {@code Domain:target=NAME}, R38) is understood as input. There NAME is the whole
 * TargetName, prefix included.
 */
final class AliasScheme {

    /**
     * The meaning of an alias before the store is consulted.
     *
     * @param key the key that the alias means exactly: with its type if it names one, otherwise the generic credential of that exact name
     * @param targetName the TargetName that is meant if there is no credential with that key
     */
    record Meaning(Form form, CredentialKey key, String targetName) {

        private Meaning(Form form, CredentialKey key) {
            this(form, key, key.targetName());
        }
    }

    /** How an alias is written. */
    enum Form {
        /** It names its type. */
        TYPED,
        /** A bare name. */
        PLAIN,
        /** {@code LegacyGeneric:target=NAME}: the generic credential NAME, unless one has the alias itself as its name. */
        PRINTED_GENERIC,
        /** {@code Domain:target=NAME}: the one domain credential NAME, unless a generic one has the alias itself as its name. */
        PRINTED_DOMAIN
    }

    private static final String UNKNOWN_TYPE = "type-";
    private static final String PRINTED_GENERIC = "LegacyGeneric:target=";
    private static final String PRINTED_DOMAIN = "Domain:target=";
    private static final List<String> QUALIFIERS = qualifiers();

    private final String prefix;

    AliasScheme(String prefix) {
        this.prefix = prefix;
    }

    /** The prefixes of aliases that name a defined type, in the order of the types, followed by the other prefixes that no plain name has. */
    private static List<String> qualifiers() {
        List<String> qualifiers = new ArrayList<>();
        for (CredentialType type : CredentialType.defined()) {
            qualifiers.add(type.label() + ":");
        }
        qualifiers.addAll(List.of("LegacyGeneric:", "Domain:", "WindowsLive:", UNKNOWN_TYPE));
        return qualifiers;
    }

    /** Whether a TargetName is in view: it begins with the prefix, ignoring case. */
    boolean covers(String targetName) {
        return CaseFolding.startsWith(targetName, prefix);
    }

    /** The alias of a key whose TargetName is in view. */
    String alias(CredentialKey key) {
        String name = key.targetName().substring(prefix.length());
        boolean plain = key.type().equals(CredentialType.GENERIC) && !name.isEmpty() && !looksQualified(name);
        return plain ? name : key.type().label() + ":" + name;
    }

    private static boolean looksQualified(String name) {
        for (String qualifier : QUALIFIERS) {
            if (CaseFolding.startsWith(name, qualifier)) {
                return true;
            }
        }
        return false;
    }

    /** What an alias means. */
    Meaning parse(String alias) {
        for (int i = 0; i < CredentialType.defined().size(); i++) {
            if (CaseFolding.startsWith(alias, QUALIFIERS.get(i))) {
                return typed(
                        CredentialType.defined().get(i),
                        alias.substring(QUALIFIERS.get(i).length()));
            }
        }
        if (CaseFolding.startsWith(alias, UNKNOWN_TYPE)) {
            int colon = alias.indexOf(':');
            Optional<CredentialType> type =
                    colon < 0 ? Optional.empty() : numberedType(alias.substring(UNKNOWN_TYPE.length(), colon));
            if (type.isPresent()) {
                return typed(type.get(), alias.substring(colon + 1));
            }
        }
        CredentialKey literal = CredentialKey.generic(prefix + alias);
        if (isPrinted(alias, PRINTED_GENERIC)) {
            return new Meaning(Form.PRINTED_GENERIC, literal, alias.substring(PRINTED_GENERIC.length()));
        }
        if (isPrinted(alias, PRINTED_DOMAIN)) {
            return new Meaning(Form.PRINTED_DOMAIN, literal, alias.substring(PRINTED_DOMAIN.length()));
        }
        return new Meaning(Form.PLAIN, literal);
    }

    private Meaning typed(CredentialType type, String name) {
        return new Meaning(Form.TYPED, new CredentialKey(type, prefix + name));
    }

    private static boolean isPrinted(String alias, String form) {
        return alias.length() > form.length() && CaseFolding.startsWith(alias, form);
    }

    /** Accepts a number only as {@link CredentialType#label()} writes it, so that no two aliases mean the same unknown type. */
    private static Optional<CredentialType> numberedType(String digits) {
        try {
            int code = Integer.parseUnsignedInt(digits);
            return Integer.toUnsignedString(code).equals(digits)
                    ? Optional.of(CredentialType.of(code))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
