package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileEntry;
import io.github.wincred.profile.ProfileStore;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that look like manifests, names that look like parts, and manifests and parts in the hands of other calls. */
class SplitDisguisesTest {

    private static final String ORPHAN = "WinCred-part:" + "0123456789abcdef".repeat(2) + "/1";

    private final CredentialStore store = VaultCredentialStore.open(VaultConfiguration.inMemory());

    private void put(String alias, Key key, String... settings) throws Exception {
        KeyStore keyStore = loaded(store, settings);
        keyStore.setKeyEntry(alias, key, null, null);
        keyStore.store(null, null);
    }

    private List<Credential> parts() {
        return store.list(CredentialFilter.all()).stream()
                .filter(SplitSecrets::isPart)
                .toList();
    }

    private void writePart(String name) {
        try (Credential part = Credential.generic(name)
                .comment(SplitParts.COMMENT)
                .secret(Secret.copyOf(new byte[1]))
                .build()) {
            store.write(part);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WinCred split ", "WinCred split 2\n", """
                WinCred split 1
                form text utf-8
                generation 0123456789abcdef0123456789abcdef
                parts 1
                length 1
                sha-256 0000000000000000000000000000000000000000000000000000000000000000
                """})
    void partThatHoldsWhatLooksLikeAManifest_doesNotMisleadTheSweep(String secret) throws Exception {
        put("entry", password(secret), "encoding", "utf-8");
        assertThat(parts()).singleElement().satisfies(part -> {
            try (Credential found = store.find(part.key()).orElseThrow()) {
                assertThat(SplitSecrets.isSplit(found)).isFalse();
            }
        });
        writePart(ORPHAN);

        assertThat(SplitSecrets.sweep(store)).isEqualTo(1);

        assertThat(store.describe(CredentialKey.generic(ORPHAN))).isEmpty();
        assertThat(loaded(store).getKey("entry", null)).isEqualTo(password(secret));
    }

    @Test
    void nameOfAPartInOtherCase_isReservedAndHiddenToo() throws Exception {
        put("entry", aes(6000));
        String other = parts().get(0).targetName().toUpperCase(Locale.ROOT);
        KeyStore keyStore = loaded(store);

        assertThatThrownBy(() -> keyStore.setKeyEntry(other, aes(16), null, null))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("reserved");
        assertThat(keyStore.containsAlias(other)).isFalse();
        keyStore.deleteEntry(other);
        keyStore.store(null, null);
        assertThat(loaded(store).getKey("entry", null)).isEqualTo(aes(6000));
    }

    @Test
    void partRewrittenInOtherCase_isStillAPart() throws Exception {
        put("entry", aes(6000));
        for (Credential part : parts()) {
            try (Credential found = store.find(part.key()).orElseThrow();
                    Credential shouted = found.toBuilder()
                            .key(CredentialKey.generic(part.targetName().toUpperCase(Locale.ROOT)))
                            .secret(found.secret().orElseThrow().copy())
                            .build()) {
                store.write(shouted);
            }
        }

        assertThat(loaded(store).size()).isEqualTo(1);
        assertThat(SplitSecrets.sweep(store)).isZero();
        assertThat(loaded(store).getKey("entry", null)).isEqualTo(aes(6000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\u2028B", "A\u2029B", "", " ", "A B", "\u00c4\u4e2d", "text utf-8"})
    void algorithmOfAnyName_comesBackFromAManifest(String name) throws Exception {
        Key key = Secret.takeOver(aes(3000).getEncoded()).asKey(name);
        put("entry", key);

        Key read = loaded(store).getKey("entry", null);
        assertThat(read.getAlgorithm()).isEqualTo(name);
        assertThat(read.getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void renameOfAManifestOrAPart_isRefused() throws Exception {
        put("entry", aes(6000));
        put("plain", aes(16));

        for (CredentialKey key :
                List.of(CredentialKey.generic("entry"), parts().get(0).key())) {
            assertThatThrownBy(() -> WinCred.renaming(store).rename(key, "new"))
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED))
                    .hasMessageContaining("parts");
        }
        assertThat(WinCred.renaming(store).rename(CredentialKey.generic("plain"), "new"))
                .isTrue();
        assertThat(loaded(store).getKey("new", null)).isEqualTo(new SecretKeySpec(aes(16).getEncoded(), "AES"));
        assertThat(loaded(store).getKey("entry", null)).isEqualTo(aes(6000));
    }

    @Test
    void profile_listsNoPartAndRefusesToReadOrChangeAnEntryInParts() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(
                "host",
                new KeyStore.SecretKeyEntry(aes(6000), Set.of(CredentialEntryAttribute.USER_NAME.of("bob"))),
                null);
        keyStore.store(null, null);
        put("plain", password("x"));
        ProfileStore programs = WinCred.profile(store, Profile.WINDOWS);

        assertThat(programs.list()).extracting(ProfileEntry::service).containsExactly("host", "plain");
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> programs.read("host", "bob"),
                () -> programs.read("host"),
                () -> programs.delete("host", "bob"),
                () -> programs.write("host", "bob", "y".toCharArray()),
                () -> programs.write("host", "eve", "y".toCharArray()))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            CredentialException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED))
                    .hasMessageContaining("parts");
        }
        assertThat(loaded(store).getKey("host", null)).isEqualTo(aes(6000));
    }

    @Test
    void renameThroughTheKeyStore_carriesAllParts() throws Exception {
        put("entry", aes(6000));

        KeyStore keyStore = loaded(store);
        keyStore.setEntry("new", keyStore.getEntry("entry", null), null);
        keyStore.deleteEntry("entry");
        keyStore.store(null, null);

        assertThat(loaded(store).getKey("new", null)).isEqualTo(aes(6000));
        assertThat(loaded(store).getKey("entry", null)).isNull();
        assertThat(parts()).hasSize(3);
    }
}
