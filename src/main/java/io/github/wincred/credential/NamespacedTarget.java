package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A TargetName as returned by {@link CredentialStore#listAllNamespaces}, split into its parts: {@code namespace:attribute=name} (R38).
 *
 * @param namespace such as {@code Domain}, {@code LegacyGeneric} or {@code WindowsLive}
 * @param attribute such as {@code target}, {@code name} or {@code interactive}
 * @param name the rest, which may be empty and may hold any character
 */
public record NamespacedTarget(String namespace, String attribute, String name) {

    /** {@code CRED_TARGETNAME_DOMAIN_NAMESPACE}: the namespace of domain credentials. */
    public static final String DOMAIN_NAMESPACE = "Domain";

    /** {@code CRED_TARGETNAME_LEGACYGENERIC_NAMESPACE}: the namespace of generic credentials. */
    public static final String LEGACY_GENERIC_NAMESPACE = "LegacyGeneric";

    /** {@code CRED_TARGETNAME_NAMESPACE_SEPERATOR}, after the namespace. */
    public static final char NAMESPACE_SEPARATOR = ':';

    /** {@code CRED_TARGETNAME_ATTRIBUTE_SEPERATOR}, after the attribute. */
    public static final char ATTRIBUTE_SEPARATOR = '=';

    /** {@code CRED_TARGETNAME_DOMAIN_EXTENDED_USERNAME_SEPARATOR}, before the user of an extended domain credential (R44). */
    public static final char USER_SEPARATOR = '|';

    /** {@code CRED_TARGETNAME_ATTRIBUTE_TARGET}: the name is a target; the form that all programs write. */
    public static final String TARGET = "target";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_NAME}. */
    public static final String NAME = "name";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_BATCH}: for batch logons. */
    public static final String BATCH = "batch";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_INTERACTIVE}: for interactive logons; {@code runas /savecred} leaves such a credential. */
    public static final String INTERACTIVE = "interactive";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_SERVICE}: for logons of services. */
    public static final String SERVICE = "service";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_NETWORK}: for network logons. */
    public static final String NETWORK = "network";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_NETWORKCLEARTEXT}: for network logons whose password is sent in clear text. */
    public static final String NETWORK_CLEARTEXT = "networkcleartext";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_REMOTEINTERACTIVE}: for logons at a remote desktop. */
    public static final String REMOTE_INTERACTIVE = "remoteinteractive";

    /** {@code CRED_TARGETNAME_ATTRIBUTE_CACHEDINTERACTIVE}: for interactive logons while the domain is unreachable. */
    public static final String CACHED_INTERACTIVE = "cachedinteractive";

    /** Makes a name from its parts; none may be null. */
    public NamespacedTarget {
        requireNonNull(namespace, "namespace");
        requireNonNull(attribute, "attribute");
        requireNonNull(name, "name");
    }

    /** Splits a name at its first colon and the first equals sign after it; empty if it does not have this form. */
    public static Optional<NamespacedTarget> parse(String targetName) {
        int colon = targetName.indexOf(NAMESPACE_SEPARATOR);
        int equals = targetName.indexOf(ATTRIBUTE_SEPARATOR, colon + 1);
        return colon <= 0 || equals <= colon + 1
                ? Optional.empty()
                : Optional.of(new NamespacedTarget(
                        targetName.substring(0, colon),
                        targetName.substring(colon + 1, equals),
                        targetName.substring(equals + 1)));
    }

    /**
     * The TargetName under which the other methods of a store know the credential (R39): the bare name of {@code LegacyGeneric:target=} and
     * {@code Domain:target=}, in any case; empty for other namespaces, whose credentials those methods may not reach.
     */
    public Optional<String> plainName() {
        boolean known = CaseFolding.equal(namespace, LEGACY_GENERIC_NAMESPACE)
                || CaseFolding.equal(namespace, DOMAIN_NAMESPACE);
        return known && CaseFolding.equal(attribute, TARGET) ? Optional.of(name) : Optional.empty();
    }

    /** The name as Windows writes it. */
    @Override
    public String toString() {
        return namespace + NAMESPACE_SEPARATOR + attribute + ATTRIBUTE_SEPARATOR + name;
    }
}
