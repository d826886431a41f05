package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a server when a domain credential is chosen for it: {@code CREDENTIAL_TARGET_INFORMATIONW}. Immutable.
 *
 * <p>Every name may be absent, which differs from empty. The methods that use target information check that it names the target at all and stays
 * within the limits: names have at most 337 UTF-16 units, PackageName 256.
 */
public final class TargetInformation {

    /** The most entries of {@link #credentialTypes()}. */
    public static final int MAX_CREDENTIAL_TYPES = CredentialType.MAXIMUM_EX;

    private final @Nullable String targetName;
    private final @Nullable String netbiosServerName;
    private final @Nullable String dnsServerName;
    private final @Nullable String netbiosDomainName;
    private final @Nullable String dnsDomainName;
    private final @Nullable String dnsTreeName;
    private final @Nullable String packageName;
    private final TargetInformationFlags flags;
    private final List<CredentialType> credentialTypes;

    private TargetInformation(Builder builder) {
        targetName = builder.targetName;
        netbiosServerName = builder.netbiosServerName;
        dnsServerName = builder.dnsServerName;
        netbiosDomainName = builder.netbiosDomainName;
        dnsDomainName = builder.dnsDomainName;
        dnsTreeName = builder.dnsTreeName;
        packageName = builder.packageName;
        flags = builder.flags;
        credentialTypes = builder.credentialTypes;
    }

    /** Starts with nothing known: every name absent, no flags, no types. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of the target as the user or application gave it. */
    public Optional<String> targetName() {
        return Optional.ofNullable(targetName);
    }

    /** The NetBIOS name of the server. */
    public Optional<String> netbiosServerName() {
        return Optional.ofNullable(netbiosServerName);
    }

    /** The DNS name of the server. */
    public Optional<String> dnsServerName() {
        return Optional.ofNullable(dnsServerName);
    }

    /** The NetBIOS name of the server's domain; absent for a workgroup machine. */
    public Optional<String> netbiosDomainName() {
        return Optional.ofNullable(netbiosDomainName);
    }

    /** The DNS name of the server's domain; absent for a workgroup machine. */
    public Optional<String> dnsDomainName() {
        return Optional.ofNullable(dnsDomainName);
    }

    /** The DNS name of the tree of the server's domain; absent for a workgroup machine. */
    public Optional<String> dnsTreeName() {
        return Optional.ofNullable(dnsTreeName);
    }

    /** The authentication package that determined the names. */
    public Optional<String> packageName() {
        return Optional.ofNullable(packageName);
    }

    /** The flags. */
    public TargetInformationFlags flags() {
        return flags;
    }

    /** The types of credential that the server accepts, the most preferred first; empty for no preference. Unmodifiable. */
    public List<CredentialType> credentialTypes() {
        return credentialTypes;
    }

    /**
     * Whether one of the five members that can name the target is present: server, domain or tree. Without one, Windows refuses the
     * information (87).
     */
    public boolean namesTarget() {
        return netbiosServerName != null
                || dnsServerName != null
                || netbiosDomainName != null
                || dnsDomainName != null
                || dnsTreeName != null;
    }

    /** A builder with every member of this. */
    public Builder toBuilder() {
        return new Builder()
                .targetName(targetName)
                .netbiosServerName(netbiosServerName)
                .dnsServerName(dnsServerName)
                .netbiosDomainName(netbiosDomainName)
                .dnsDomainName(dnsDomainName)
                .dnsTreeName(dnsTreeName)
                .packageName(packageName)
                .flags(flags)
                .credentialTypes(credentialTypes);
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                targetName,
                netbiosServerName,
                dnsServerName,
                netbiosDomainName,
                dnsDomainName,
                dnsTreeName,
                packageName,
                flags,
                credentialTypes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetInformation that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(targetName, netbiosServerName, dnsServerName, netbiosDomainName, dnsDomainName);
    }

    /** The members in the order that Windows has them. */
    @Override
    public String toString() {
        return "TargetInformation" + values();
    }

    /** Collects the members. Not for use by several threads. A null makes a name absent. */
    public static final class Builder {

        private @Nullable String targetName;
        private @Nullable String netbiosServerName;
        private @Nullable String dnsServerName;
        private @Nullable String netbiosDomainName;
        private @Nullable String dnsDomainName;
        private @Nullable String dnsTreeName;
        private @Nullable String packageName;
        private TargetInformationFlags flags = TargetInformationFlags.NONE;
        private List<CredentialType> credentialTypes = List.of();

        private Builder() {}

        /** Sets the name as the user or application gave it. */
        public Builder targetName(@Nullable String targetName) {
            this.targetName = targetName;
            return this;
        }

        /** Sets the NetBIOS name of the server. */
        public Builder netbiosServerName(@Nullable String netbiosServerName) {
            this.netbiosServerName = netbiosServerName;
            return this;
        }

        /** Sets the DNS name of the server. */
        public Builder dnsServerName(@Nullable String dnsServerName) {
            this.dnsServerName = dnsServerName;
            return this;
        }

        /** Sets the NetBIOS name of the domain. */
        public Builder netbiosDomainName(@Nullable String netbiosDomainName) {
            this.netbiosDomainName = netbiosDomainName;
            return this;
        }

        /** Sets the DNS name of the domain. */
        public Builder dnsDomainName(@Nullable String dnsDomainName) {
            this.dnsDomainName = dnsDomainName;
            return this;
        }

        /** Sets the DNS name of the tree. */
        public Builder dnsTreeName(@Nullable String dnsTreeName) {
            this.dnsTreeName = dnsTreeName;
            return this;
        }

        /** Sets the authentication package. */
        public Builder packageName(@Nullable String packageName) {
            this.packageName = packageName;
            return this;
        }

        /** Sets the flags. */
        public Builder flags(TargetInformationFlags flags) {
            this.flags = requireNonNull(flags, "flags");
            return this;
        }

        /** Sets the types that the server accepts, the most preferred first. */
        public Builder credentialTypes(CredentialType... types) {
            return credentialTypes(List.of(types));
        }

        /** Sets the types that the server accepts, the most preferred first; the list is copied. */
        public Builder credentialTypes(List<CredentialType> types) {
            credentialTypes = List.copyOf(types);
            return this;
        }

        /** Builds the information. Nothing is checked here. */
        public TargetInformation build() {
            return new TargetInformation(this);
        }
    }
}
