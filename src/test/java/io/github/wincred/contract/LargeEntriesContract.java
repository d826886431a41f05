package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.testing.KeyChains;
import io.github.wincred.testing.LargeEntries;
import io.github.wincred.testing.RealStore;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Entries that are much larger than a blob, through {@code KeyStore}, on every store that lasts. */
public interface LargeEntriesContract {

    String PREFIX = RealStore.PREFIX + "/large/";

    /** A store that holds nothing under the prefix. */
    CredentialStore store();

    /** How large an entry may be here: 1 MiB, unless the store is the user's own and other programs need its capacity. */
    default int largestBytes() {
        return 1 << 20;
    }

    private KeyStore loaded() throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred", new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store())
                .prefix(PREFIX)
                .setting("large-entries", Boolean.toString(largestBytes() > 1 << 16))
                .build());
        return keyStore;
    }

    @Test
    default void keyOf4096BitsWithChainOfThree_comesBack() throws Exception {
        KeyStore.PrivateKeyEntry given = KeyChains.rsa4096WithChainOfThree();
        KeyStore keyStore = loaded();
        keyStore.setKeyEntry("server", given.getPrivateKey(), null, given.getCertificateChain());
        keyStore.store(null, null);
        try {
            KeyStore read = loaded();
            assertThat(read.getKey("server", null)).isEqualTo(given.getPrivateKey());
            assertThat(read.getCertificateChain("server")).hasSize(3).containsExactly(given.getCertificateChain());
            assertThat(read.entryInstanceOf("server", KeyStore.PrivateKeyEntry.class))
                    .isTrue();
            assertThat(read.getCertificateAlias(given.getCertificate())).isEqualTo("server");
            assertThat(Collections.list(read.aliases())).containsExactly("server");
        } finally {
            LargeEntries.remove(store(), PREFIX + "server");
        }
        assertThat(LargeEntries.credentials(store(), PREFIX)).isZero();
    }

    @Test
    default void randomSecretOfTheLargestSize_comesBack() throws Exception {
        byte[] secret = new byte[largestBytes()];
        new SecureRandom().nextBytes(secret);
        KeyStore keyStore = loaded();
        keyStore.setKeyEntry("secret", new SecretKeySpec(secret, "HmacSHA512"), null, null);
        keyStore.store(null, null);
        try {
            assertThat(LargeEntries.credentials(store(), PREFIX)).isEqualTo(LargeEntries.credentialsOf(secret.length));
            Key read = loaded().getKey("secret", null);
            assertThat(read.getAlgorithm()).isEqualTo("HmacSHA512");
            assertThat(read.getEncoded()).isEqualTo(secret);
        } finally {
            LargeEntries.remove(store(), PREFIX + "secret");
        }
        assertThat(LargeEntries.credentials(store(), PREFIX)).isZero();
    }
}
