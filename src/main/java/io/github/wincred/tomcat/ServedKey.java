package io.github.wincred.tomcat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.KeyAlias;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key store that contains only the private key that Tomcat is to serve.
 *
 * <p>At its start and each time it reloads its TLS configuration, Tomcat asks whether the alias is that of a key; it takes a password for one and
 * then cannot complete a handshake. Here that call loads the key store again, and fails if the alias names no private key.
 */
final class ServedKey extends KeyStoreSpi {

    private final String alias;
    private final KeyAlias.Loading loading;
    private @Nullable KeyStore latest;

    private ServedKey(String alias, KeyAlias.Loading loading) {
        this.alias = alias;
        this.loading = loading;
    }

    /** A read-only key store that contains this key. */
    static KeyStore of(String alias, KeyAlias.Loading loading) throws GeneralSecurityException, IOException {
        KeyStore keyStore = new Loaded(new ServedKey(alias, loading));
        keyStore.load(null, null);
        return keyStore;
    }

    private static final class Loaded extends KeyStore {
        Loaded(ServedKey key) {
            super(key, WinCredProvider.install(), WinCredProvider.NAME);
        }
    }

    @Override
    public synchronized boolean engineIsKeyEntry(String asked) {
        if (!engineContainsAlias(asked)) {
            return false;
        }
        load();
        return true;
    }

    private KeyStore load() {
        latest = KeyAlias.require(alias, loading);
        return latest;
    }

    private KeyStore latest() {
        return latest == null ? load() : latest;
    }

    @Override
    public synchronized Key engineGetKey(String asked, char @Nullable [] password)
            throws NoSuchAlgorithmException, UnrecoverableKeyException {
        try {
            return latest().getKey(asked, password);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized Certificate[] engineGetCertificateChain(String asked) {
        try {
            return latest().getCertificateChain(asked);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Certificate engineGetCertificate(String asked) {
        Certificate[] chain = engineGetCertificateChain(asked);
        return chain == null ? null : chain[0];
    }

    @Override
    public Enumeration<String> engineAliases() {
        return Collections.enumeration(List.of(alias));
    }

    @Override
    public boolean engineContainsAlias(String asked) {
        return alias.equalsIgnoreCase(asked);
    }

    @Override
    public int engineSize() {
        return 1;
    }

    @Override
    public boolean engineIsCertificateEntry(String asked) {
        return false;
    }

    @Override
    public @Nullable String engineGetCertificateAlias(Certificate certificate) {
        return certificate.equals(engineGetCertificate(alias)) ? alias : null;
    }

    @Override
    public @Nullable Date engineGetCreationDate(String asked) {
        return null;
    }

    @Override
    public void engineLoad(@Nullable InputStream stream, char @Nullable [] password) {}

    @Override
    public void engineStore(OutputStream stream, char[] password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String asked, Key key, char[] password, Certificate[] chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String asked, byte[] key, Certificate[] chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String asked, Certificate certificate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String asked) {
        throw new UnsupportedOperationException();
    }
}
