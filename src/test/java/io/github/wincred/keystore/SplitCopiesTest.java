package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.aes;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries in parts that another program has copied or damaged, or whose change ended half-way: no part that may be in use goes, and none that is not stays. */
class SplitCopiesTest {

    private final ProbedStore probe = new ProbedStore(VaultCredentialStore.open(VaultConfiguration.inMemory()));
    private final CredentialStore store = probe.store();

    private void put(String alias, Key key) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry(alias, key, null, null);
        keyStore.store(null, null);
    }

    private void remove(String alias) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry(alias);
        keyStore.store(null, null);
    }

    private Key read(String alias) throws Exception {
        return loaded(store).getKey(alias, null);
    }

    private List<CredentialKey> parts() {
        return store.list(CredentialFilter.all()).stream()
                .filter(SplitSecrets::isPart)
                .map(Credential::key)
                .toList();
    }

    /** As another program copies a credential, which knows nothing of parts. */
    private void copy(String from, String to, UnaryOperator<String> change) {
        try (Credential found = store.find(CredentialKey.generic(from)).orElseThrow()) {
            byte[] blob = found.secret().orElseThrow().toByteArray();
            try (Credential copy = found.toBuilder()
                    .key(CredentialKey.generic(to))
                    .secret(Secret.takeOver(
                            change.apply(new String(blob, ISO_8859_1)).getBytes(ISO_8859_1)))
                    .build()) {
                store.write(copy);
            }
        }
    }

    @Test
    void copyOfAnEntry_isReadAndChangedWithoutTouchingTheOriginal() throws Exception {
        put("prod/key", aes(6000));
        copy("prod/key", "test/key", blob -> blob);
        assertThat(read("test/key")).isEqualTo(aes(6000));

        put("test/key", aes(7000));
        assertThat(read("prod/key")).isEqualTo(aes(6000));

        copy("prod/key", "test/key", blob -> blob);
        put("test/key", password("x"));
        assertThat(read("prod/key")).isEqualTo(aes(6000));

        copy("prod/key", "test/key", blob -> blob);
        remove("test/key");
        assertThat(read("prod/key")).isEqualTo(aes(6000));
        assertThat(Collections.list(loaded(store).aliases())).containsExactly("prod/key");
    }

    @Test
    void entryInOtherCase_isNoCopy() throws Exception {
        put("Prod/Key \u00e4", aes(6000));

        put("PROD/kEY \u00c4", aes(16));

        assertThat(parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generation ", "WinCred split", "form", "length ", "sha-256 ", "target ", "check "})
    void manifestWithADamagedByte_keepsItsPartsInTheSweep(String at) throws Exception {
        put("entry", aes(6000));
        List<CredentialKey> before = parts();
        copy("entry", "entry", blob -> {
            int index = blob.indexOf(at) + at.length() - (at.endsWith(" ") ? 0 : 1);
            char damaged = (char) (blob.charAt(index) ^ 1);
            return blob.substring(0, index) + damaged + blob.substring(index + 1);
        });

        try {
            SplitSecrets.sweep(store);
        } catch (CredentialException e) {
            assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
            assertThat(e).hasMessageContaining("'entry'");
        }

        assertThat(parts()).isEqualTo(before);
    }

    @Test
    void deletionThatEndedHalfWay_isToBeSeenAndFinishedByTheNext() throws Exception {
        boolean ended = false;
        for (int call = 1; !ended; call++) {
            put("entry", aes(6000));
            KeyStore keyStore = loaded(store);
            keyStore.deleteEntry("entry");
            probe.failAt(call, new CredentialException(Reason.STORE_FULL, "test", null, "made to fail"));
            try {
                keyStore.store(null, null);
                ended = true;
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("delete 'entry'");
            }
            probe.failAt(0, new IllegalStateException());

            if (!parts().isEmpty()) {
                assertThat(loaded(store).containsAlias("entry"))
                        .as("after call %s, with parts left", call)
                        .isTrue();
            }
            remove("entry");
            assertThat(store.list(CredentialFilter.all())).isEmpty();
        }
    }

    @Test
    void deletionThatEndedHalfWay_isFinishedByTheSweep() throws Exception {
        put("entry", aes(6000));
        KeyStore keyStore = loaded(store);
        keyStore.deleteEntry("entry");
        probe.failAt("delete", 2, Reason.BUSY);
        assertThatThrownBy(() -> keyStore.store(null, null)).isInstanceOf(IOException.class);

        assertThat(read("entry")).isNull();
        assertThat(loaded(store).isKeyEntry("entry")).isFalse();
        SplitSecrets.sweep(store);

        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }

    /** Leaves an entry in parts, with a user, whose deletion ended half-way. */
    private void deleteHalfWay(String alias) throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(aes(6000), Set.of(CredentialEntryAttribute.USER_NAME.of("bob"))),
                null);
        keyStore.store(null, null);
        keyStore.deleteEntry(alias);
        probe.failAt("delete", 2, Reason.BUSY);
        assertThatThrownBy(() -> keyStore.store(null, null)).isInstanceOf(IOException.class);
    }

    @Test
    void entryOverADeletionThatEndedHalfWay_isNew() throws Exception {
        deleteHalfWay("entry");
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("entry", aes(16), null, null);
        assertThat(keyStore.getEntry("entry", null).getAttributes())
                .noneMatch(attribute -> attribute.getValue().equals("bob"));
        keyStore.store(null, null);

        Credential stored = store.describe(CredentialKey.generic("entry")).orElseThrow();
        assertThat(stored.comment()).isEmpty();
        assertThat(stored.userName()).isEmpty();
        assertThat(parts()).isEmpty();
    }

    @Test
    void deletionThatEndedHalfWay_leavesNoEntryButOneWithoutAContent() throws Exception {
        deleteHalfWay("entry");
        KeyStore keyStore = loaded(store);

        assertThat(keyStore.entryInstanceOf("entry", CredentialEntry.class)).isTrue();
        assertThat(keyStore.getEntry("entry", null)).isInstanceOf(CredentialEntry.class);
        assertThat(keyStore.getKey("entry", null)).isNull();
        keyStore.setCertificateEntry("entry", TestKeys.keys().getCertificate("ec"));
        keyStore.store(null, null);
        assertThat(keyStore.isCertificateEntry("entry")).isTrue();
        assertThat(store.list(CredentialFilter.all())).hasSize(1);
    }

    @Test
    void writeThatTookPlaceButCannotBeReadBack_keepsItsParts() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("entry", aes(6000), null, null);
        probe.failAfterwards("write", 4, new CredentialException(Reason.NOT_APPLIED, "test", null, "made to fail"));
        probe.thenFail("find", Reason.DAMAGED);

        assertThatThrownBy(() -> keyStore.store(null, null)).isInstanceOf(IOException.class);

        assertThat(read("entry")).isEqualTo(aes(6000));
    }

    @Test
    void oldPartsThatCouldNotBeRemoved_areRemovedByTheNextStore() throws Exception {
        put("entry", aes(6000));
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("entry", password("x"), null, null);
        probe.failAt("delete", 2, Reason.BUSY);
        keyStore.store(null, null);
        assertThat(read("entry")).isEqualTo(password("x"));
        assertThat(parts()).isNotEmpty();

        keyStore.setKeyEntry("other", password("y"), null, null);
        keyStore.store(null, null);

        assertThat(parts()).isEmpty();
    }

    @Test
    void secretBesideSixtyFourAttributes_comesBackAsItWas() throws Exception {
        Credential.Builder full = Credential.generic("entry").secret(Secret.copyOf(new byte[1]));
        for (int i = 0; i < 64; i++) {
            full.addAttribute(CredentialAttribute.of("Other_" + i, new byte[] {1}));
        }
        try (Credential credential = full.build()) {
            store.write(credential);
        }

        for (Key key : List.of(password("\u3042\u3044"), aes(16), aes(20), password("x"), aes(6000))) {
            put("entry", key);
            assertThat(read("entry")).isEqualTo(key);
            try (Credential found = store.find(CredentialKey.generic("entry")).orElseThrow()) {
                assertThat(found.attributes()).hasSize(64);
            }
        }
        remove("entry");
        assertThat(store.list(CredentialFilter.all())).isEmpty();
    }
}
