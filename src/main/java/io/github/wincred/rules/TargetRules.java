package io.github.wincred.rules;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.TargetInformation;
import java.util.Optional;

/** The rules for target information, checked before any call. */
public final class TargetRules {

    private static final int MAX_PACKAGE_NAME_CHARS = 256;

    private TargetRules() {}

    /**
     * Checks target information before it is used.
     *
     * @param operation the Windows function, for messages
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if no member names the target, a member exceeds its limit or holds U+0000, or
     *     extended credentials are requested together with others (R44)
     */
    public static void check(String operation, TargetInformation target) {
        if (!target.namesTarget()) {
            throw invalid(
                    operation,
                    "none of NetbiosServerName, DnsServerName, NetbiosDomainName, DnsDomainName and DnsTreeName is given");
        }
        int limit = CredentialLimits.MAX_DOMAIN_TARGET_NAME_CHARS;
        checkName(operation, "TargetName", target.targetName(), limit);
        checkName(operation, "NetbiosServerName", target.netbiosServerName(), limit);
        checkName(operation, "DnsServerName", target.dnsServerName(), limit);
        checkName(operation, "NetbiosDomainName", target.netbiosDomainName(), limit);
        checkName(operation, "DnsDomainName", target.dnsDomainName(), limit);
        checkName(operation, "DnsTreeName", target.dnsTreeName(), limit);
        checkName(operation, "PackageName", target.packageName(), MAX_PACKAGE_NAME_CHARS);
        int types = target.credentialTypes().size();
        if (types > TargetInformation.MAX_CREDENTIAL_TYPES) {
            throw invalid(
                    operation,
                    "CredTypes has " + types + " entries, the limit is " + TargetInformation.MAX_CREDENTIAL_TYPES);
        }
        if (target.credentialTypes().contains(CredentialType.DOMAIN_EXTENDED)
                && target.credentialTypes().stream().distinct().count() > 1) {
            throw invalid(operation, "CredTypes has domain-extended beside other types");
        }
    }

    /**
     * Checks the name by which a target is looked up.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if it is empty, has more than 337 UTF-16 units or holds U+0000
     */
    public static void checkTargetName(String operation, String targetName) {
        if (targetName.isEmpty()) {
            throw invalid(operation, "TargetName is empty");
        }
        checkName(operation, "TargetName", Optional.of(targetName), CredentialLimits.MAX_DOMAIN_TARGET_NAME_CHARS);
    }

    private static void checkName(String operation, String member, Optional<String> value, int limitChars) {
        if (value.isEmpty()) {
            return;
        }
        int length = value.get().length();
        if (length > limitChars) {
            throw invalid(operation, member + " has " + length + " UTF-16 units, the limit is " + limitChars);
        }
        CredentialLimits.checkText(operation, null, member, value.get());
    }

    private static CredentialException invalid(String operation, String detail) {
        return new CredentialException(Reason.INVALID_PARAMETER, operation, null, detail);
    }
}
