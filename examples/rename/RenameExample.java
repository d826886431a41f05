import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialRenaming;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;

/** Renames a credential safely, and shows what the faithful rename of Windows answers. */
public class RenameExample {

    private static final CredentialKey OLD = CredentialKey.generic("wincred-example/old");
    private static final CredentialKey NEW = CredentialKey.generic("wincred-example/new");

    public static void main(String[] arguments) {
        try (CredentialStore store = WinCred.open()) {
            CredentialRenaming renaming = WinCred.renaming(store);
            try {
                write(store, OLD);
                System.out.println("renamed: " + renaming.rename(OLD, NEW.targetName()));
                System.out.println("old there: " + store.describe(OLD).isPresent());
                System.out.println("comment kept: " + store.describe(NEW).flatMap(Credential::comment).orElse("none"));
                write(store, OLD);
                try {
                    renaming.rename(OLD, NEW.targetName());
                } catch (CredentialException e) {
                    System.out.println("again: " + e.reason());
                }
                try {
                    WinCred.windowsFunctions().credRename(OLD, "wincred-example/other");
                } catch (CredentialException e) {
                    System.out.println("CredRename: Windows error " + e.windowsCode());
                }
            } finally {
                store.delete(OLD);
                store.delete(NEW);
            }
        }
    }

    private static void write(CredentialStore store, CredentialKey key) {
        try (Credential credential = Credential.builder(key)
                .userName("bob")
                .comment("made by the example")
                .secret(Secret.ofUtf16Le("example".toCharArray()))
                .build()) {
            store.write(credential);
        }
    }
}
