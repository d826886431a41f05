package io.github.wincred.vault;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of the vaults in {@code src/test/resources/vaults}, each written by the Java that its folder is named after. {@code main} makes them
 * anew: {@code java -cp target/classes:target/test-classes io.github.wincred.vault.VaultSamples src/test/resources/vaults/java-17}.
 */
final class VaultSamples {

    static final String PASSWORD = "Passw\u00f6rt \ud83d\udd11 \ud800";

    private VaultSamples() {}

    public static void main(String[] arguments) {
        Path place = Path.of(arguments[0]);
        try (VaultCredentialStore store = withKeyFile(place).open()) {
            credentials().forEach(store::write);
        }
        try (VaultCredentialStore store = withPassword(place).openWith(PASSWORD)) {
            store.write(credentials().get(0));
        }
    }

    static VaultFixture withKeyFile(Path place) {
        return new VaultFixture(place.resolve("with-key-file"), place.resolve("vault.key"));
    }

    static VaultFixture withPassword(Path place) {
        return new VaultFixture(place.resolve("with-password"), place.resolve("none.key"));
    }

    /** A name with a unit from every sixteen of all of UTF-16, surrogates out of order included, and others with every kind of field. */
    static List<Credential> credentials() {
        StringBuilder allOfUnicode = new StringBuilder();
        for (int unit = 1; unit <= 0xFFFF; unit += 16) {
            allOfUnicode.append((char) (unit + unit / 16 % 15));
        }
        return List.of(
                Credential.generic(allOfUnicode.toString())
                        .comment("")
                        .userName("\ud83d\ude00\udc00")
                        .addAttribute(CredentialAttribute.of("keyword", new byte[] {0, 1, (byte) 0xFF}))
                        .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                        .build(),
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "host.example"))
                        .userName("DOM\\user")
                        .persistence(Persistence.ENTERPRISE)
                        .secret(Secret.ofUtf16Le("hidden".toCharArray()))
                        .build(),
                Credential.generic("largest")
                        .targetAlias("alias")
                        .secret(Secret.takeOver(new byte[2560]))
                        .build());
    }

    /** The stored form of a credential, to be compared; the time of writing and the secret are left out. */
    static String describe(CredentialStore store, CredentialKey key) {
        Credential found = store.describe(key).orElseThrow();
        return found.targetName()
                + found.type()
                + found.persistence()
                + found.comment()
                + found.userName()
                + found.targetAlias()
                + found.attributes();
    }
}
