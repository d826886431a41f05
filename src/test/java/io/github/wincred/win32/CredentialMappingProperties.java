package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a credential holds comes back from its image, and the image says exactly how large it is. */
class CredentialMappingProperties {

    /** Any UTF-16 units but the terminator, unpaired surrogates included. */
    private static Arbitrary<String> units() {
        return Arbitraries.strings().withCharRange('\1', '\uffff').ofMaxLength(40);
    }

    @Provide
    Arbitrary<List<CredentialAttribute>> attributes() {
        Arbitrary<byte[]> values = Arbitraries.bytes().array(byte[].class).ofMaxSize(256);
        return Combinators.combine(units(), Arbitraries.integers(), values)
                .as(CredentialAttribute::of)
                .list()
                .ofMaxSize(64);
    }

    @Provide
    Arbitrary<Credential.Builder> credentials() {
        Arbitrary<String> optional = units().injectNull(0.3);
        return Combinators.combine(
                        units(), Arbitraries.integers(), Arbitraries.integers(), optional, optional, optional)
                .as((name, type, bits, comment, alias, user) -> Credential.builder(
                                new CredentialKey(CredentialType.of(type), name))
                        .flags(new CredentialFlags(bits))
                        .persistence(Persistence.of(type))
                        .comment(comment)
                        .targetAlias(alias)
                        .userName(user));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void image_givesBackWhatItWasMadeOf(
            @ForAll("credentials") Credential.Builder builder,
            @ForAll("attributes") List<CredentialAttribute> attributes,
            @ForAll byte[] blob,
            @ForAll boolean wide) {
        Credential credential =
                builder.attributes(attributes).secret(Secret.copyOf(blob)).build();
        CredentialLayout layout = new CredentialLayout(wide ? 8 : 4);
        CredentialImage image = new CredentialImage(layout, credential);
        // Exactly as large as it says: one byte more would throw.
        FlatMemory memory = new FlatMemory(image.size(), layout.pointerSize);

        image.writeTo(memory.bytes, 0, FlatMemory.ADDRESS);

        CredentialReader reader = new CredentialReader(layout);
        NativeMemory view = memory.view();
        Credential found = reader.read(view, FlatMemory.ADDRESS, reader.targetName(view, FlatMemory.ADDRESS), true);
        assertThat(found.targetName()).isEqualTo(credential.targetName());
        assertThat(found.type()).isEqualTo(credential.type());
        assertThat(found.flags()).isEqualTo(credential.flags());
        assertThat(found.persistence()).isEqualTo(credential.persistence());
        assertThat(found.comment()).isEqualTo(credential.comment());
        assertThat(found.targetAlias()).isEqualTo(credential.targetAlias());
        assertThat(found.userName()).isEqualTo(credential.userName());
        assertThat(found.attributes()).isEqualTo(attributes);
        if (credential.type().returnsSecret()) {
            assertThat(found.secret().orElseThrow().toByteArray()).isEqualTo(blob);
        }
    }
}
