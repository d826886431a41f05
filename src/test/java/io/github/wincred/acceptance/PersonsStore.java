package io.github.wincred.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.SplitSecrets;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.testing.RealStore;
import io.github.wincred.win32.ThisWindows;
import java.io.PrintStream;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * A main class for the Windows under Wine: {@code fill} stores what a person keeps, and nothing else, and each call prints every credential with all its fields, and every
 * certificate of {@code Windows-MY}, one a line.
 */
public final class PersonsStore {

    private PersonsStore() {}

    public static void main(String[] arguments) throws Exception {
        try (CredentialStore store = WinCred.open()) {
            if (arguments[0].equals("fill")) {
                empty(store);
                fill(store);
            }
            List<String> lines = new ArrayList<>();
            for (Credential credential : store.listWithSecrets(CredentialFilter.all())) {
                try (credential) {
                    lines.add(line(credential));
                }
            }
            KeyStore personal = personal();
            for (String alias : Collections.list(personal.aliases())) {
                // Wine keeps the test's own when it is deleted.
                if (!alias.equals(RealStore.PREFIX)) {
                    byte[] encoded = personal.getCertificate(alias).getEncoded();
                    lines.add("certificate " + alias + " " + HexFormat.of().formatHex(encoded));
                }
            }
            Collections.sort(lines);
            new PrintStream(System.out, true, UTF_8).println(String.join("\n", lines));
        }
    }

    private static KeyStore personal() throws Exception {
        KeyStore personal = KeyStore.getInstance("Windows-MY");
        personal.load(null, null);
        return personal;
    }

    /** With its time, which any write would change. */
    private static String line(Credential credential) {
        return String.join(
                " | ",
                credential.key().toString(),
                credential.targetName(),
                credential.lastWritten().toString(),
                credential.persistence().toString(),
                credential.userName().toString(),
                credential.comment().toString(),
                credential.targetAlias().toString(),
                credential.attributes().toString(),
                credential
                        .secret()
                        .map(secret -> HexFormat.of().formatHex(secret.toByteArray()))
                        .toString());
    }

    /** What a test that was stopped has left, and what was filled in before. */
    private static void empty(CredentialStore store) {
        if (!ThisWindows.isWine()) {
            throw new IllegalStateException("this is somebody's own store");
        }
        store.list(CredentialFilter.all()).forEach(credential -> store.delete(credential.key()));
    }

    /** 300 credentials as programs name them, two entries in parts, parts without an entry, a domain password and a certificate. */
    private static void fill(CredentialStore store) throws Exception {
        String[] forms = {
            "git:https://host%d.example",
            "wincred%d",
            "app/db%d",
            "MicrosoftOffice16_Data:%d",
            "test-%d",
            "wincred-selftest-%d"
        };
        for (int i = 0; i < 300; i++) {
            try (Credential credential = Credential.generic(String.format(forms[i % forms.length], i))
                    .userName("anna" + i)
                    .comment("mine")
                    .secret(Secret.copyOf(("secret " + i).getBytes(UTF_8)))
                    .build()) {
                store.write(credential);
            }
        }
        try (Credential credential = Credential.builder(
                        new CredentialKey(CredentialType.DOMAIN_PASSWORD, "files.person.example"))
                .userName("CORP\\anna")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store.write(credential);
        }
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store)
                .prefix("person/")
                .build());
        for (String alias : List.of("large", "larger", "orphaned")) {
            keyStore.setKeyEntry(
                    alias, new SecretKeySpec(LargeEntries.content(7, 7000 + alias.length()), "Blowfish"), null, null);
        }
        keyStore.store(null, null);
        store.delete(CredentialKey.generic("person/orphaned"));
        if (store.list(CredentialFilter.all()).stream()
                        .filter(SplitSecrets::isPart)
                        .count()
                != 9) {
            throw new AssertionError("three times three parts");
        }
        personal().setCertificateEntry("person", KeyChains.server("one").getCertificate());
    }
}
