package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A TargetName as {@link CredentialStore#listAllNamespaces} gives it, taken apart: {@code namespace:attribute=name} (R38).
 *
 * @param namespace such as {@code Domain}, {@code LegacyGeneric} or {@code WindowsLive}
 * @param attribute such as {@code target}, {@code name} or {@code interactive}
 * @param name the rest, which may be empty and may hold any character
 */
public record NamespacedTarget(String namespace, String attribute, String name) {

    private static final String TARGET = "target";

    /** Makes a name from its parts; none may be null. */
    public NamespacedTarget {
        requireNonNull(namespace, "namespace");
        requireNonNull(attribute, "attribute");
        requireNonNull(name, "name");
    }

    /** Takes a name apart at its first colon and the first equals sign behind it; empty if it does not have this form. */
    public static Optional<NamespacedTarget> parse(String targetName) {
        int colon = targetName.indexOf(':');
        int equals = targetName.indexOf('=', colon + 1);
        return colon <= 0 || equals <= colon + 1
                ? Optional.empty()
                : Optional.of(new NamespacedTarget(
                        targetName.substring(0, colon),
                        targetName.substring(colon + 1, equals),
                        targetName.substring(equals + 1)));
    }

    /**
     * The TargetName by which the other methods of a store know the credential (R39): the bare name of {@code LegacyGeneric:target=} and
     * {@code Domain:target=}, in any case; empty for other namespaces, whose credentials those methods may not reach.
     */
    public Optional<String> plainName() {
        boolean known = CaseFolding.equal(namespace, "LegacyGeneric") || CaseFolding.equal(namespace, "Domain");
        return known && CaseFolding.equal(attribute, TARGET) ? Optional.of(name) : Optional.empty();
    }

    /** The name as Windows writes it. */
    @Override
    public String toString() {
        return namespace + ":" + attribute + "=" + name;
    }
}
