package io.github.wincred.win32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCred;
import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.keystore.WinCredLoadStoreParameter;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileStore;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A credential of another program, with attributes, which Wine's store drops, after its secret has been changed. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class RewritingDoubleTest {

    private static final String SERVICE = "https://Host";
    private static final List<CredentialAttribute> ATTRIBUTES = List.of(
            CredentialAttribute.of("label", "Docker Credentials".getBytes(UTF_8)),
            CredentialAttribute.of("Vendor_\u4e2d", new byte[] {1, 0, (byte) 0xFF}),
            CredentialAttribute.of("Vendor_\u4e2d", new byte[0]));

    private final CredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private void put(String targetName) {
        try (Credential credential = Credential.generic(targetName)
                .userName("bob")
                .comment("by hand \u20ac")
                .targetAlias("other name")
                .persistence(Persistence.SESSION)
                .attributes(ATTRIBUTES)
                .secret(Secret.copyOf("old".getBytes(UTF_8)))
                .build()) {
            store.write(credential);
        }
    }

    private Credential stored(String targetName) {
        return store.describe(CredentialKey.generic(targetName)).orElseThrow();
    }

    private KeyStore keyStore() throws Exception {
        KeyStore keyStore = KeyStore.getInstance(WinCredProvider.NAME, new WinCredProvider());
        keyStore.load(WinCredLoadStoreParameter.builder()
                .store(store)
                .writeThrough(true)
                .build());
        return keyStore;
    }

    private static SecretKeySpec text(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "PBE");
    }

    @ParameterizedTest
    @EnumSource
    void secretChangedByProfile_leavesTheRestAsItWas(Profile profile) {
        String target = profile.targetName(SERVICE, "bob");
        put(target);
        ProfileStore programs = WinCred.profile(store, profile);

        programs.write("HTTPS://HOST", "bob", "new".toCharArray());

        assertThat(programs.read(SERVICE, "bob"))
                .hasValueSatisfying(text -> assertThat(text).containsExactly('n', 'e', 'w'));
        Credential after = stored(target);
        assertThat(after.targetName()).isEqualTo(target);
        assertThat(after.userName()).contains("bob");
        assertThat(after.comment()).contains("by hand \u20ac");
        assertThat(after.targetAlias()).contains("other name");
        assertThat(after.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(after.attributes()).isEqualTo(ATTRIBUTES);
    }

    @Test
    void secretChangedThroughKeyStore_leavesTheRestAsItWas() throws Exception {
        put("host");
        KeyStore keyStore = keyStore();

        keyStore.setKeyEntry("host", text("new"), null, null);

        assertThat(keyStore.getKey("host", null).getEncoded()).asString(UTF_8).isEqualTo("new");
        Credential after = stored("host");
        assertThat(after.userName()).contains("bob");
        assertThat(after.comment()).contains("by hand \u20ac");
        assertThat(after.targetAlias()).contains("other name");
        assertThat(after.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(after.attributes()).startsWith(ATTRIBUTES.toArray(CredentialAttribute[]::new));
    }

    @Test
    void attributeOfTheEntry_changesThatFieldAlone() throws Exception {
        put("host");

        keyStore()
                .setEntry(
                        "host",
                        new KeyStore.SecretKeyEntry(text("new"), Set.of(CredentialEntryAttribute.COMMENT.of("mine"))),
                        null);

        Credential after = stored("host");
        assertThat(after.comment()).contains("mine");
        assertThat(after.userName()).contains("bob");
        assertThat(after.targetAlias()).contains("other name");
        assertThat(after.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(after.attributes()).startsWith(ATTRIBUTES.toArray(CredentialAttribute[]::new));
    }
}
