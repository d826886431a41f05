package io.github.wincred.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.BackendReport;
import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.settings.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Stores a password and a key, lists them, reads them back and deletes them, with nothing but the standard key store API. */
public final class Tour {

    private Tour() {}

    /** Runs the tour; takes no arguments. */
    public static void main(String[] args) throws GeneralSecurityException, IOException {
        ThrowAwayStore throwAway = ThrowAwayStore.prepare();
        try {
            walk();
        } finally {
            throwAway.remove();
        }
        say("Nothing was left behind.");
    }

    private static void walk() throws GeneralSecurityException, IOException {
        WinCredProvider.install();
        say("1. Open the key store.");
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(null, null);
        where();

        say("2. Store a password and an AES key. Changes are staged until store().");
        byte[] password = "correct horse battery staple".getBytes(UTF_8);
        byte[] aes = new byte[32];
        new SecureRandom().nextBytes(aes);
        keyStore.setKeyEntry("db", new SecretKeySpec(password, "PBEWithMD5AndDES"), null, null);
        keyStore.setKeyEntry("token-key", new SecretKeySpec(aes, "AES"), null, null);
        keyStore.store(null, null);

        say("3. List the aliases, from a fresh key store.");
        KeyStore fresh = KeyStore.getInstance("WinCred");
        fresh.load(null, null);
        for (String alias : Collections.list(fresh.aliases())) {
            say("   " + alias + ", written " + fresh.getCreationDate(alias).toInstant());
        }

        say("4. Read both back.");
        SecretKey text = (SecretKey) fresh.getKey("db", null);
        say("   db: a password of " + text.getEncoded().length + " characters, as stored: "
                + Arrays.equals(text.getEncoded(), password));
        SecretKey key = (SecretKey) fresh.getKey("token-key", null);
        say("   token-key: an " + key.getAlgorithm() + " key of " + key.getEncoded().length * 8 + " bits, as stored: "
                + Arrays.equals(key.getEncoded(), aes));

        say("5. Delete both.");
        fresh.deleteEntry("db");
        fresh.deleteEntry("token-key");
        fresh.store(null, null);
        say("   entries left: " + fresh.size());
    }

    private static void where() {
        for (BackendReport backend : WinCred.status(Settings.ofSystem())) {
            if (backend.chosen()) {
                say("   It is the " + backend.status().name() + ", in "
                        + backend.status().place() + ".");
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
