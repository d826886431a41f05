package io.github.wincred.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.rules.WindowsTime;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever can be stored comes back from a file, and the file is of use for nothing else. */
class CredentialFileProperties {

    private static final DerivedKeys KEYS = new DerivedKeys(new byte[32], new byte[16]);
    private static final DerivedKeys OTHER_KEYS =
            new DerivedKeys(new byte[32], new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(300);
    }

    @Provide
    Arbitrary<Credential> credentials() {
        Arbitrary<CredentialAttribute> attributes = Combinators.combine(
                        strings(),
                        Arbitraries.integers(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(256))
                .as(CredentialAttribute::of);
        Arbitrary<CredentialKey> keys = Combinators.combine(
                        Arbitraries.integers().map(CredentialType::of), strings())
                .as(CredentialKey::new);
        return Combinators.combine(
                        keys,
                        Arbitraries.integers(),
                        Arbitraries.integers().map(Persistence::of),
                        Arbitraries.longs().greaterOrEqual(0),
                        strings().injectNull(0.2),
                        strings().injectNull(0.2),
                        strings().injectNull(0.2),
                        attributes.list().ofMaxSize(64))
                .as((key, flags, persistence, time, comment, alias, user, all) -> Credential.builder(key)
                        .flags(new CredentialFlags(flags))
                        .persistence(persistence)
                        .lastWritten(WindowsTime.toInstant(time))
                        .comment(comment)
                        .targetAlias(alias)
                        .userName(user)
                        .attributes(all)
                        .build());
    }

    @Property(tries = 500)
    void credential_comesBackWhole(
            @ForAll("credentials") Credential credential, @ForAll @Size(max = 2560) byte[] bytes) {
        byte[] identity = KEYS.fileIdentity(credential.key());
        byte[] file = CredentialFile.encode(
                KEYS, identity, credential, CredentialFile.sealSecret(KEYS, identity, Secret.copyOf(bytes)));

        assertThat(file.length).isLessThanOrEqualTo(CredentialFile.MOST_BYTES);
        CredentialFile parsed = CredentialFile.parse(file).orElseThrow();
        Credential read = parsed.metadata(KEYS, identity).orElseThrow().build();
        assertThat(read.type()).isEqualTo(credential.type());
        assertThat(read.targetName()).isEqualTo(credential.targetName());
        assertThat(read.flags()).isEqualTo(credential.flags());
        assertThat(read.persistence()).isEqualTo(credential.persistence());
        assertThat(read.lastWritten()).isEqualTo(credential.lastWritten());
        assertThat(read.comment()).isEqualTo(credential.comment());
        assertThat(read.targetAlias()).isEqualTo(credential.targetAlias());
        assertThat(read.userName()).isEqualTo(credential.userName());
        assertThat(read.attributes()).isEqualTo(credential.attributes());
        assertThat(parsed.secret(KEYS, identity).orElseThrow().toByteArray()).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void file_opensNeitherForAnotherIdentityNorInAnotherVault(@ForAll("credentials") Credential credential) {
        byte[] identity = KEYS.fileIdentity(credential.key());
        byte[] file = CredentialFile.encode(
                KEYS, identity, credential, CredentialFile.sealSecret(KEYS, identity, Secret.empty()));
        CredentialFile parsed = CredentialFile.parse(file).orElseThrow();
        byte[] otherIdentity = identity.clone();
        otherIdentity[31] ^= 1;

        assertThat(parsed.metadata(KEYS, otherIdentity)).isEmpty();
        assertThat(parsed.secret(KEYS, otherIdentity)).isEmpty();
        assertThat(parsed.metadata(OTHER_KEYS, identity)).isEmpty();
        assertThat(parsed.secret(OTHER_KEYS, identity)).isEmpty();
    }

    @Property(tries = 200)
    void secretOfAnotherWrite_doesNotFitTheMetadata(
            @ForAll("credentials") Credential credential, @ForAll @Size(max = 60) byte[] bytes) {
        byte[] identity = KEYS.fileIdentity(credential.key());
        byte[] one = CredentialFile.encode(
                KEYS, identity, credential, CredentialFile.sealSecret(KEYS, identity, Secret.copyOf(bytes)));
        byte[] otherSecret = CredentialFile.sealSecret(KEYS, identity, Secret.copyOf(bytes));
        byte[] mixed = Arrays.copyOf(one, one.length);
        System.arraycopy(otherSecret, 0, mixed, one.length - otherSecret.length, otherSecret.length);

        assertThat(CredentialFile.parse(mixed).orElseThrow().metadata(KEYS, identity))
                .isEmpty();
    }

    @Property
    void identity_ignoresCaseAndNothingElse(@ForAll("strings") String one, @ForAll("strings") String two) {
        byte[] identity = KEYS.fileIdentity(CredentialKey.generic(one));

        assertThat(KEYS.fileIdentity(CredentialKey.generic(CaseFolding.fold(one))))
                .isEqualTo(identity);
        assertThat(Arrays.equals(KEYS.fileIdentity(CredentialKey.generic(two)), identity))
                .isEqualTo(CaseFolding.equal(one, two));
        assertThat(KEYS.fileIdentity(new CredentialKey(CredentialType.DOMAIN_PASSWORD, one)))
                .isNotEqualTo(identity);
        assertThat(OTHER_KEYS.fileIdentity(CredentialKey.generic(one))).isNotEqualTo(identity);
    }
}
