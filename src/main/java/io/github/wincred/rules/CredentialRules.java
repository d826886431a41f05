package io.github.wincred.rules;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.Optional;

/**
 * The rules for a credential beyond its size limits.
 *
 * <p>{@link #checkDocumented} holds the rules that Microsoft documents and that need no call; every backend applies them, so a program gets the same
 * error from each. {@link #checkInferred} adds rules that are documented without the resulting error, or only observed; the vault applies them, while
 * on Windows the system decides.
 */
public final class CredentialRules {

    private static final String MARSHALED_CERTIFICATE = "@@B";
    private static final int MARSHALED_CERTIFICATE_CHARS = 30;

    private CredentialRules() {}

    /**
     * Persist must be a writable level (R17); a DOMAIN_PASSWORD needs a UserName (R20); a write that keeps the blob must not bring one (R11).
     *
     * @param keepsSecret whether this is a write with {@code CRED_PRESERVE_CREDENTIAL_BLOB}
     */
    public static void checkDocumented(String operation, Credential credential, boolean keepsSecret) {
        if (!credential.persistence().isWritable()) {
            throw invalid(
                    operation,
                    credential,
                    "Persist is "
                            + Integer.toUnsignedString(credential.persistence().code()) + ", allowed are 1 to 3");
        }
        if (credential.type().equals(CredentialType.DOMAIN_PASSWORD)
                && credential.userName().isEmpty()) {
            throw badUserName(operation, credential, "UserName is absent, a domain password needs one");
        }
        int secretBytes = credential.secret().map(Secret::length).orElse(0);
        if (keepsSecret && secretBytes > 0) {
            throw invalid(
                    operation,
                    credential,
                    "CredentialBlob has " + secretBytes
                            + " bytes, but a write that keeps the stored blob must bring none");
        }
    }

    /** Type (R6), Flags (R13, R14), UserName (R20, R21), even blob (R23), {@code *Session} (R46) and wildcards (R47). */
    public static void checkInferred(String operation, Credential credential) {
        CredentialType type = credential.type();
        if (!type.isDefined()) {
            throw invalid(
                    operation, credential, "Type is " + Integer.toUnsignedString(type.code()) + ", allowed are 1 to 6");
        }
        checkFlags(operation, credential);
        if (type.equals(CredentialType.DOMAIN_PASSWORD) && isIncompleteAccount(credential)) {
            throw badUserName(operation, credential, "UserName is not DOMAIN\\user or user@dns.domain");
        }
        if (type.equals(CredentialType.DOMAIN_CERTIFICATE) && !isMarshaledCertificate(credential.userName())) {
            throw badUserName(
                    operation,
                    credential,
                    "UserName is not a marshaled certificate reference, which WinCred.marshal makes of a CertificateReference");
        }
        int secretBytes = credential.secret().map(Secret::length).orElse(0);
        if (!type.returnsSecret() && secretBytes % 2 != 0) {
            throw invalid(
                    operation,
                    credential,
                    "CredentialBlob has " + secretBytes
                            + " bytes, but a domain secret is UTF-16LE text and has an even number");
        }
        if (type.isDomain()
                && CaseFolding.equal(credential.targetName(), DomainCredentials.SESSION_WILDCARD)
                && !credential.persistence().equals(Persistence.SESSION)) {
            throw invalid(operation, credential, "TargetName *Session goes with Persist SESSION only");
        }
        if (type.equals(CredentialType.DOMAIN_EXTENDED)
                && credential.targetName().indexOf('*') >= 0) {
            throw invalid(operation, credential, "TargetName of an extended domain credential cannot hold a wildcard");
        }
    }

    private static void checkFlags(String operation, Credential credential) {
        int undefined = credential.flags().bits() & ~CredentialFlags.VALID_INPUT_BITS;
        if (undefined != 0) {
            throw invalid(
                    operation,
                    credential,
                    "Flags has the bits 0x" + Integer.toHexString(undefined) + ", allowed are 0x"
                            + Integer.toHexString(CredentialFlags.VALID_INPUT_BITS));
        }
        if (credential.flags().has(CredentialFlags.USERNAME_TARGET)) {
            if (credential.type().returnsSecret()) {
                throw invalid(
                        operation,
                        credential,
                        "Flags has USERNAME_TARGET, which only domain passwords and certificates may have");
            }
            if (!CaseFolding.equal(
                    credential.targetName(), credential.userName().orElse(""))) {
                throw invalid(operation, credential, "Flags has USERNAME_TARGET, but TargetName and UserName differ");
            }
        }
    }

    /** An empty name counts as absent; a bare name is refused only where it would roam, as in Wine (R20). */
    private static boolean isIncompleteAccount(Credential credential) {
        String user = credential.userName().orElse("");
        return user.isEmpty()
                || (credential.persistence().equals(Persistence.ENTERPRISE)
                        && user.indexOf('\\') < 0
                        && user.indexOf('@') < 0);
    }

    private static boolean isMarshaledCertificate(Optional<String> userName) {
        return userName.isPresent()
                && userName.get().length() == MARSHALED_CERTIFICATE_CHARS
                && userName.get().startsWith(MARSHALED_CERTIFICATE);
    }

    private static CredentialException invalid(String operation, Credential credential, String detail) {
        return new CredentialException(Reason.INVALID_PARAMETER, operation, credential.key(), detail);
    }

    private static CredentialException badUserName(String operation, Credential credential, String detail) {
        return new CredentialException(Reason.BAD_USER_NAME, operation, credential.key(), detail);
    }
}
