package io.github.wincred.credential;

import java.util.List;
import java.util.Optional;

/**
 * The credentials that a logon to a server uses, found by what is known about the server: {@code CredReadDomainCredentialsW},
 * {@code CredWriteDomainCredentialsW} and {@code CredGetTargetInfoW}.
 *
 * <p>A credential serves a target (R42 to R46) if its TargetName is, the most specific first:
 *
 * <ol>
 *   <li>{@code DfsRoot\DfsShare}, equal to the target's TargetName
 *   <li>equal to DnsServerName
 *   <li>equal to NetbiosServerName
 *   <li>equal to TargetName
 *   <li>{@code *.suffix} of DnsServerName, the longest first
 *   <li>{@code DnsDomainName\*}
 *   <li>{@code NetbiosDomainName\*}
 *   <li>{@code *Session}
 *   <li>{@code *}
 * </ol>
 *
 * <p>Names are compared without case, as everywhere. In the TargetName of an extended credential, the namespace and the user
 * ({@code Domain:target=NAME|USER}) are not compared, and only the first four lines apply: it cannot hold a wildcard (R47).
 *
 * <p>The credentials are those of the {@link CredentialStore}; their secrets are never returned (R22). Failures, threads and ownership are as
 * described there.
 */
public interface DomainCredentials {

    /** {@code CRED_SESSION_WILDCARD_NAME}. */
    String SESSION_WILDCARD = "*Session";

    /** {@code CRED_UNIVERSAL_WILDCARD}. */
    String UNIVERSAL_WILDCARD = "*";

    /**
     * The best credential of each type for a target: {@code CredReadDomainCredentialsW}. A hit through a wildcard carries
     * {@link CredentialFlags#WILDCARD_MATCH} (R45).
     *
     * @return in the order of the target's types or, if it has none, certificates before passwords (R43); empty if nothing matches (1168)
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if no member names the target, a member exceeds its limit, or extended
     *     credentials are requested together with others (R44)
     */
    List<Credential> read(TargetInformation target);

    /**
     * As {@link #read}, and remembers the target for {@link #targetInformation}, whether or not a credential was found:
     * {@code CRED_CACHE_TARGET_INFORMATION}.
     */
    List<Credential> readAndCache(TargetInformation target);

    /**
     * Writes a domain password or certificate after checking its name against a target: {@code CredWriteDomainCredentialsW}.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if no member names the target, the type is another, or {@link #read} would not
     *     find the TargetName for this target; other reasons as for {@link CredentialStore#write}
     */
    void write(TargetInformation target, Credential credential);

    /** As {@link #write}, keeping the stored blob: {@code CRED_PRESERVE_CREDENTIAL_BLOB}, see {@link CredentialStore#writeKeepingSecret}. */
    void writeKeepingSecret(TargetInformation target, Credential credential);

    /**
     * What a recent authentication or {@link #readAndCache} learned about a target: {@code CredGetTargetInfoW}.
     *
     * @param targetName the name of a server
     * @return empty if nothing is remembered (1168)
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if the name is empty, has more than 337 UTF-16 units or holds U+0000
     */
    Optional<TargetInformation> targetInformation(String targetName);

    /**
     * As {@link #targetInformation}; on a miss the name is resolved, which may take as long as a DNS query, and looked up again:
     * {@code CRED_ALLOW_NAME_RESOLUTION}.
     */
    Optional<TargetInformation> targetInformationResolvingName(String targetName);
}
