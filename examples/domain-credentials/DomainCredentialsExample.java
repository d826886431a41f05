import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;

/** Stores a password for a whole DNS domain and one for a single server of it, and asks which one a logon would use. */
public class DomainCredentialsExample {

    public static void main(String[] arguments) {
        TargetInformation files = TargetInformation.builder()
                .dnsServerName("files.wincred.example")
                .netbiosServerName("FILES")
                .build();
        try (CredentialStore store = WinCred.open()) {
            DomainCredentials domain = WinCred.domainCredentials(store);
            try {
                write(domain, files, "*.wincred.example", "WINCRED\\everybody");
                show(domain, files);
                write(domain, files, "files.wincred.example", "WINCRED\\archivist");
                show(domain, files);
            } finally {
                store.delete(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "*.wincred.example"));
                store.delete(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.wincred.example"));
            }
        }
    }

    private static void write(DomainCredentials domain, TargetInformation target, String name, String user) {
        try (Credential credential = Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, name))
                .userName(user)
                .secret(Secret.ofUtf16Le("example".toCharArray()))
                .build()) {
            domain.write(target, credential);
        }
    }

    private static void show(DomainCredentials domain, TargetInformation target) {
        for (Credential found : domain.read(target)) {
            boolean wildcard = found.flags().has(CredentialFlags.WILDCARD_MATCH);
            System.out.println("files.wincred.example: " + found.userName().orElse("nobody") + " by "
                    + found.targetName() + (wildcard ? ", a wildcard" : ""));
        }
    }
}
