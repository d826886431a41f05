package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import io.github.wincred.rules.WindowsTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential to a struct in memory and back, with pointers of 4 and of 8 bytes. */
class CredentialMappingTest {

    private static FlatMemory written(Credential credential, int pointerSize) {
        CredentialImage image = new CredentialImage(new CredentialLayout(pointerSize), credential);
        FlatMemory memory = new FlatMemory(image.size(), pointerSize);
        // What an earlier call left there.
        for (int i = 0; i < image.size(); i++) {
            memory.bytes.put(i, (byte) 0xA5);
        }
        image.writeTo(memory.bytes, 0, FlatMemory.ADDRESS);
        return memory;
    }

    private static Credential read(FlatMemory memory, int pointerSize, boolean withSecret) {
        CredentialReader reader = new CredentialReader(new CredentialLayout(pointerSize));
        NativeMemory view = memory.view();
        return reader.read(view, FlatMemory.ADDRESS, reader.targetName(view, FlatMemory.ADDRESS), withSecret);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void everyField_survives(int pointerSize) {
        var first = CredentialAttribute.of("Company_\u00dcber", 7, new byte[] {1, 2, 3});
        var second = CredentialAttribute.of("", new byte[0]);
        var third = CredentialAttribute.of("Company_\u00dcber", -1, new byte[256]);
        CredentialKey key = new CredentialKey(CredentialType.of(0xFFFFFFFF), "name \ud83d\ude00 \ud83d alone");
        try (Credential credential = Credential.builder(key)
                .flags(new CredentialFlags(0xFFFFFFFF))
                .persistence(Persistence.of(77))
                .comment("\u4e2d\u56fd")
                .targetAlias("alias\ude00")
                .userName("DOM\\bob")
                .addAttribute(first)
                .addAttribute(second)
                .addAttribute(third)
                .secret(Secret.copyOf(new byte[] {0, -1, 5}))
                .build()) {

            try (Credential found = read(written(credential, pointerSize), pointerSize, true)) {
                assertThat(found.type().code()).isEqualTo(0xFFFFFFFF);
                assertThat(found.targetName()).isEqualTo(key.targetName());
                assertThat(found.flags().bits()).isEqualTo(0xFFFFFFFF);
                assertThat(found.persistence()).isEqualTo(Persistence.of(77));
                assertThat(found.comment()).contains("\u4e2d\u56fd");
                assertThat(found.targetAlias()).contains("alias\ude00");
                assertThat(found.userName()).contains("DOM\\bob");
                assertThat(found.attributes()).as("R27").containsExactly(first, second, third);
                assertThat(found.secret().orElseThrow().toByteArray()).containsExactly(0, -1, 5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void absentAndEmptyStrings_stayApart(int pointerSize) {
        Credential absent = read(written(Credential.generic("n").build(), pointerSize), pointerSize, true);
        assertThat(absent.comment()).as("R30").isEmpty();
        assertThat(absent.targetAlias()).isEmpty();
        assertThat(absent.userName()).isEmpty();
        assertThat(absent.attributes()).isEmpty();
        assertThat(absent.secret().orElseThrow().isEmpty()).as("R15").isTrue();

        Credential empty = read(
                written(
                        Credential.generic("n")
                                .comment("")
                                .targetAlias("")
                                .userName("")
                                .build(),
                        pointerSize),
                pointerSize,
                true);
        assertThat(empty.comment()).contains("");
        assertThat(empty.targetAlias()).contains("");
        assertThat(empty.userName()).contains("");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void emptyBlob_isANullPointer(int pointerSize) {
        CredentialLayout layout = new CredentialLayout(pointerSize);
        FlatMemory memory = written(
                Credential.generic("n")
                        .secret(Secret.empty())
                        .addAttribute(CredentialAttribute.of("k", new byte[0]))
                        .build(),
                pointerSize);

        NativeMemory view = memory.view();
        assertThat(view.getPointer(FlatMemory.ADDRESS + layout.blob)).isZero();
        long attribute = view.getPointer(FlatMemory.ADDRESS + layout.attributes);
        assertThat(view.getPointer(attribute + layout.value)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void lastWritten_isIgnoredOnWritingAndExactOnReading(int pointerSize) {
        CredentialLayout layout = new CredentialLayout(pointerSize);
        FlatMemory memory = written(
                Credential.generic("n").lastWritten(WindowsTime.toInstant(1)).build(), pointerSize);
        assertThat(memory.view().getFileTime(FlatMemory.ADDRESS + layout.lastWritten))
                .as("R10")
                .isZero();

        memory.bytes.putInt(layout.lastWritten, 0xFEDCBA98);
        memory.bytes.putInt(layout.lastWritten + 4, 0x01DB2345);
        assertThat(read(memory, pointerSize, false).lastWritten())
                .contains(WindowsTime.toInstant(0x01DB2345_FEDCBA98L));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void pointerBesideASizeOfZero_isNoBytes(int pointerSize) {
        CredentialLayout layout = new CredentialLayout(pointerSize);
        FlatMemory memory = written(
                Credential.generic("n").secret(Secret.copyOf(new byte[] {9})).build(), pointerSize);
        memory.bytes.putInt(layout.blobSize, 0);

        assertThat(read(memory, pointerSize, true).secret().orElseThrow().isEmpty())
                .as("R15")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void secret_isCopiedOnlyWhereAskedForAndAllowed(int pointerSize) {
        Secret secret = Secret.copyOf(new byte[] {9});
        assertThat(read(written(Credential.generic("n").secret(secret).build(), pointerSize), pointerSize, false)
                        .secret())
                .isEmpty();
        for (CredentialType hidden :
                new CredentialType[] {CredentialType.DOMAIN_PASSWORD, CredentialType.DOMAIN_CERTIFICATE}) {
            Credential credential = Credential.builder(new CredentialKey(hidden, "n"))
                    .secret(secret)
                    .build();
            assertThat(read(written(credential, pointerSize), pointerSize, true).secret())
                    .as("R22")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void wiping_zeroesTheSecretAndNothingElse(int pointerSize) {
        CredentialLayout layout = new CredentialLayout(pointerSize);
        byte[] marker = {(byte) 0xE1, (byte) 0xE2, (byte) 0xE3, (byte) 0xE4, (byte) 0xE5};
        Credential credential = Credential.generic("name")
                .userName("user")
                .addAttribute(CredentialAttribute.of("k", new byte[] {1}))
                .secret(Secret.copyOf(marker))
                .build();

        FlatMemory given = written(credential, pointerSize);
        new CredentialReader(layout).wipe(given.view(), FlatMemory.ADDRESS);
        assertThat(given.bytes.array()).doesNotContain(marker);
        Credential rest = read(given, pointerSize, true);
        assertThat(rest.targetName()).isEqualTo("name");
        assertThat(rest.userName()).contains("user");
        assertThat(rest.attributes()).isEqualTo(credential.attributes());
        assertThat(rest.secret().orElseThrow().toByteArray()).isEqualTo(new byte[5]);

        CredentialImage image = new CredentialImage(layout, credential);
        FlatMemory own = new FlatMemory(image.size(), pointerSize);
        image.writeTo(own.bytes, 0, FlatMemory.ADDRESS);
        image.wipe();
        assertThat(own.bytes.array()).doesNotContain(marker);
        assertThat(read(own, pointerSize, true).userName()).contains("user");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void closedSecret_cannotBeWritten(int pointerSize) {
        Credential credential =
                Credential.generic("n").secret(Secret.copyOf(new byte[] {1})).build();
        credential.close();

        assertThatIllegalStateException().isThrownBy(() -> written(credential, pointerSize));
    }
}
