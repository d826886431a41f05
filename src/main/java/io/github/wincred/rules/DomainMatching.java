package io.github.wincred.rules;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.TargetInformation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds the domain credentials that serve a target, by the documented rules of {@code CredReadDomainCredentialsW} (R42 to R46) as
 * {@link DomainCredentials} lists them. Pure: it computes the TargetNames to look up, most specific first, so the cost does not depend on the number
 * of credentials.
 */
public final class DomainMatching {

    private static final String DOMAIN_WILDCARD = "\\*";

    /** If the target states no preference: certificate, then password (R43). */
    private static final List<CredentialType> UNPREFERRED =
            List.of(CredentialType.DOMAIN_CERTIFICATE, CredentialType.DOMAIN_PASSWORD);

    private final List<String> exact;
    private final List<String> wildcards;
    private final List<CredentialType> types;

    private DomainMatching(List<String> exact, List<String> wildcards, List<CredentialType> types) {
        this.exact = exact;
        this.wildcards = wildcards;
        this.types = types;
    }

    /**
     * The rules for this target.
     *
     * @param operation the Windows function, for messages
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if no member names the target, a member exceeds its limit or holds U+0000, or
     *     extended credentials are requested together with others (R44)
     */
    public static DomainMatching of(String operation, TargetInformation target) {
        TargetRules.check(operation, target);
        return new DomainMatching(
                exactNames(target),
                wildcardNames(target),
                target.credentialTypes().isEmpty() ? UNPREFERRED : distinct(target.credentialTypes()));
    }

    /**
     * Checks a credential that is to be written for a target.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if the type is neither domain password nor domain certificate, or if the
     *     TargetName does not match
     */
    public static void checkWrite(String operation, TargetInformation target, Credential credential) {
        DomainMatching matching = of(operation, target);
        if (credential.type().returnsSecret()) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    operation,
                    null,
                    "Type is " + credential.type() + ", allowed are domain-password and domain-certificate");
        }
        if (!matching.matches(credential.targetName())) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    operation,
                    credential.key(),
                    "TargetName does not match the target information; it matches "
                            + String.join(", ", matching.names()));
        }
    }

    private static List<CredentialType> distinct(List<CredentialType> types) {
        return List.copyOf(new LinkedHashSet<>(types));
    }

    private static List<String> exactNames(TargetInformation target) {
        List<String> names = new ArrayList<>();
        target.targetName().filter(DomainMatching::isDfs).ifPresent(names::add);
        target.dnsServerName().ifPresent(names::add);
        target.netbiosServerName().ifPresent(names::add);
        target.targetName().ifPresent(names::add);
        // A wildcard in the target's own name would select the credentials of every target.
        names.removeIf(name -> !canBeStored(name) || isWildcard(name));
        return List.copyOf(new LinkedHashSet<>(names));
    }

    private static List<String> wildcardNames(TargetInformation target) {
        List<String> names = new ArrayList<>();
        String server = target.dnsServerName().orElse("");
        for (int dot = server.indexOf('.'); dot >= 0; dot = server.indexOf('.', dot + 1)) {
            if (dot > 0 && dot < server.length() - 1) {
                names.add("*" + server.substring(dot));
            }
        }
        target.dnsDomainName().ifPresent(name -> names.add(name + DOMAIN_WILDCARD));
        target.netbiosDomainName().ifPresent(name -> names.add(name + DOMAIN_WILDCARD));
        names.removeIf(name -> !canBeStored(name) || name.equals(DOMAIN_WILDCARD));
        names.add(DomainCredentials.SESSION_WILDCARD);
        names.add(DomainCredentials.UNIVERSAL_WILDCARD);
        return List.copyOf(names);
    }

    /** A domain's wildcard is longer than the domain's name and may be too long for a TargetName. */
    private static boolean canBeStored(String name) {
        return !name.isEmpty() && name.length() <= CredentialLimits.MAX_DOMAIN_TARGET_NAME_CHARS;
    }

    private static boolean isDfs(String name) {
        int backslash = name.indexOf('\\');
        return backslash > 0 && backslash < name.length() - 1;
    }

    /** Whether a TargetName of a domain credential stands for more than one target (R46). */
    public static boolean isWildcard(String targetName) {
        return targetName.equals(DomainCredentials.UNIVERSAL_WILDCARD)
                || CaseFolding.equal(targetName, DomainCredentials.SESSION_WILDCARD)
                || targetName.startsWith("*.")
                || targetName.endsWith(DOMAIN_WILDCARD);
    }

    /** The types to return, in this order. */
    public List<CredentialType> types() {
        return types;
    }

    /** The TargetNames that serve the target, most specific first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(exact);
        names.addAll(wildcards);
        return names;
    }

    /** Whether a domain password or certificate of this name serves the target. */
    public boolean matches(String targetName) {
        return names().stream().anyMatch(name -> CaseFolding.equal(name, targetName));
    }

    /** Returns the credentials in a store for the target, without secrets. */
    public List<Credential> select(CredentialStore store) {
        List<Credential> selected = new ArrayList<>();
        for (CredentialType type : types) {
            if (type.equals(CredentialType.DOMAIN_EXTENDED)) {
                selected.addAll(extended(store));
            } else if (type.isDomain()) {
                best(store, type).ifPresent(selected::add);
            }
        }
        return selected;
    }

    private Optional<Credential> best(CredentialStore store, CredentialType type) {
        for (String name : names()) {
            Optional<Credential> found = store.describe(new CredentialKey(type, name));
            if (found.isPresent()) {
                return found.map(DomainMatching::flagged);
            }
        }
        return Optional.empty();
    }

    private static Credential flagged(Credential credential) {
        return isWildcard(credential.targetName())
                ? credential.toBuilder()
                        .flags(credential.flags().with(CredentialFlags.WILDCARD_MATCH))
                        .build()
                : credential;
    }

    /** All extended credentials of the most specific name that has any, one per user (R44). */
    private List<Credential> extended(CredentialStore store) {
        List<Credential> all = store.list(CredentialFilter.all()).stream()
                .filter(credential -> credential.type().equals(CredentialType.DOMAIN_EXTENDED))
                .toList();
        for (String name : exact) {
            List<Credential> hits = all.stream()
                    .filter(credential -> CaseFolding.equal(plainName(credential.targetName()), name))
                    .toList();
            if (!hits.isEmpty()) {
                return hits;
            }
        }
        return List.of();
    }

    /** The name between namespace and user: {@code NAME} of {@code Domain:target=NAME|USER}. */
    private static String plainName(String extendedName) {
        int colon = extendedName.indexOf(NamespacedTarget.NAMESPACE_SEPARATOR);
        int equals = extendedName.indexOf(NamespacedTarget.ATTRIBUTE_SEPARATOR, colon + 1);
        String name = colon >= 0 && equals >= 0 ? extendedName.substring(equals + 1) : extendedName;
        int user = name.indexOf(NamespacedTarget.USER_SEPARATOR);
        return user < 0 ? name : name.substring(0, user);
    }
}
