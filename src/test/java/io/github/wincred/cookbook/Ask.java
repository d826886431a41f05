package io.github.wincred.cookbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.security.auth.callback.PasswordCallback;

public class Ask {
    public static void main(String[] arguments) throws Exception {
        Provider vault = Security.getProvider("WinCred")
                .configure("prefix=cookbook/;store=vault;vault.folder=backup;vault.key-file=backup.key");
        char[][] typed = new char[1][];
        KeyStore.CallbackHandlerProtection asking = new KeyStore.CallbackHandlerProtection(callbacks -> {
            PasswordCallback callback = (PasswordCallback) callbacks[0];
            System.out.println(callback.getPrompt());
            // WinCred.askPassword(prompt) where a person types
            typed[0] = new BufferedReader(new InputStreamReader(System.in, UTF_8))
                    .readLine()
                    .toCharArray();
            callback.setPassword(typed[0]);
        });
        KeyStore asked = KeyStore.Builder.newInstance("WinCred", vault, asking).getKeyStore();
        System.out.println(asked.size() + " entries after asking");

        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection(typed[0]);
        KeyStore.Builder builder = KeyStore.Builder.newInstance("WinCred", vault, password);
        KeyStore opened = builder.getKeyStore();
        System.out.println(opened.size() + " entries with the password");
        KeyStore.Entry entry = opened.getEntry("web/server", builder.getProtectionParameter("web/server"));
        System.out.println(((KeyStore.PrivateKeyEntry) entry).getPrivateKey().getAlgorithm());
    }
}
