package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialTest {

    @Test
    void builder_keepsEveryFieldAndTellsAbsentFromEmpty() {
        Instant written = Instant.parse("2026-01-02T03:04:05.0000001Z");
        try (Credential credential = Credential.builder(new CredentialKey(CredentialType.of(99), "n\ud800"))
                .flags(new CredentialFlags(0x7FFF_0001))
                .persistence(Persistence.of(42))
                .comment("")
                .userName(null)
                .targetAlias("x")
                .lastWritten(written)
                .addAttribute(CredentialAttribute.of("k", 5, new byte[] {1}))
                .secret(Secret.empty())
                .build()) {
            assertThat(credential.type().code()).isEqualTo(99);
            assertThat(credential.targetName()).isEqualTo("n\ud800");
            assertThat(credential.flags().bits()).isEqualTo(0x7FFF_0001);
            assertThat(credential.persistence().code()).isEqualTo(42);
            assertThat(credential.comment()).contains("");
            assertThat(credential.userName()).isEmpty();
            assertThat(credential.targetAlias()).contains("x");
            assertThat(credential.lastWritten()).contains(written);
            assertThat(credential.attributes()).containsExactly(CredentialAttribute.of("k", 5, new byte[] {1}));
            assertThat(credential.secret()).isPresent();

            Credential copy = credential.toBuilder().build();
            assertThat(copy.secret()).as("a secret is not copied unasked").isEmpty();
            assertThat(copy).usingRecursiveComparison().ignoringFields("secret").isEqualTo(credential);
        }
    }

    @Test
    void builtCredential_doesNotChangeWithItsSources() {
        List<CredentialAttribute> attributes = new ArrayList<>();
        byte[] value = {1};
        attributes.add(CredentialAttribute.of("k", value));
        Credential credential = Credential.generic("n").attributes(attributes).build();

        attributes.clear();
        value[0] = 2;

        assertThat(credential.attributes()).containsExactly(CredentialAttribute.of("k", new byte[] {1}));
        credential.attributes().get(0).value()[0] = 3;
        assertThat(credential.attributes().get(0).value()).containsExactly(1);
    }

    @Test
    void text_showsNeitherSecretNorAttributeValue() {
        try (Credential credential = Credential.generic("name")
                .userName("bob")
                .secret(Secret.ofUtf8("hunter2".toCharArray()))
                .addAttribute(CredentialAttribute.of("k", "hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build()) {
            assertThat(credential.toString()).contains("name", "bob", "7 bytes").doesNotContain("hunter2");
            assertThat(credential.attributes().toString()).contains("7 bytes").doesNotContain("hunter2");
        }
    }

    @Test
    void keys_areEqualWhateverTheCase() {
        assertThat(CredentialKey.generic("Abc\u00e9"))
                .isEqualTo(CredentialKey.generic("aBC\u00c9"))
                .hasSameHashCodeAs(CredentialKey.generic("aBC\u00c9"))
                .isNotEqualTo(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "Abc\u00e9"));
        assertThat(CredentialKey.generic("Abc").targetName()).isEqualTo("Abc");
    }

    @Test
    void controlCharactersOfAName_cannotForgeALineOfALog() {
        assertThat(CredentialKey.generic("a\nb\u0085\tc")).hasToString("generic 'a\\u000Ab\\u0085\\u0009c'");
    }

    @Test
    void nulls_areRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CredentialKey.generic(nothing()))
                .withMessage("targetName");
        assertThatNullPointerException()
                .isThrownBy(() -> Credential.generic("n").persistence(nothing()))
                .withMessage("persistence");
    }

    @Test
    void typesAndLevels_knowTheirHeaderNamesAndKeepUnknownCodes() {
        assertThat(CredentialType.defined()).extracting(CredentialType::code).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(CredentialType.of(2)).isSameAs(CredentialType.DOMAIN_PASSWORD);
        assertThat(CredentialType.DOMAIN_VISIBLE_PASSWORD.headerName()).isEqualTo("CRED_TYPE_DOMAIN_VISIBLE_PASSWORD");
        assertThat(CredentialType.DOMAIN_VISIBLE_PASSWORD).hasToString("domain-visible-password");
        assertThat(CredentialType.of(-1)).hasToString("type-4294967295");
        assertThat(Persistence.of(2)).isSameAs(Persistence.LOCAL_MACHINE).hasToString("local-machine");
        assertThat(Persistence.of(-1)).hasToString("persist-4294967295");
        assertThat(Persistence.ENTERPRISE.headerName()).isEqualTo("CRED_PERSIST_ENTERPRISE");
    }

    @Test
    void exception_saysOfItsReasonOnlyWhatTheCaseSays() {
        for (Reason reason : Reason.values()) {
            assertThat(new CredentialException(reason, "CredWrite", null, "what is wrong; what to do"))
                    .hasMessage("CredWrite: what is wrong; what to do");
        }
    }

    @Test
    void exception_namesOperationAndCredential() throws Exception {
        CredentialException failure = new CredentialException(
                Reason.STORE_FULL, "CredWrite", CredentialKey.generic("app/db"), "the store is full");

        assertThat(failure).hasMessage("CredWrite of generic 'app/db': the store is full");
        assertThat(failure.key()).contains(CredentialKey.generic("app/db"));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(failure);
        CredentialException copy =
                (CredentialException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(copy.reason()).isEqualTo(Reason.STORE_FULL);
        assertThat(copy.windowsCode()).isEqualTo(8);
        assertThat(copy.key()).isEmpty();
    }

    @Test
    void reasons_areFoundByTheirWindowsCodes() {
        assertThat(Reason.ofWindowsCode(1168)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Reason.ofWindowsCode(1312)).isEqualTo(Reason.NO_LOGON_SESSION);
        assertThat(Reason.ofWindowsCode(8)).isEqualTo(Reason.STORE_FULL);
        assertThat(Reason.ofWindowsCode(1783)).isEqualTo(Reason.TOO_LARGE);
        assertThat(Reason.ofWindowsCode(1734)).isEqualTo(Reason.TOO_LARGE);
        assertThat(Reason.ofWindowsCode(2202)).isEqualTo(Reason.BAD_USER_NAME);
        assertThat(Reason.ofWindowsCode(5)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Reason.ofWindowsCode(87)).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(Reason.ofWindowsCode(1004)).isEqualTo(Reason.INVALID_FLAGS);
        assertThat(Reason.ofWindowsCode(50)).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(Reason.ofWindowsCode(0)).isEqualTo(Reason.OTHER);
        assertThat(Reason.ofWindowsCode(12345)).isEqualTo(Reason.OTHER);
    }

    @Test
    void filters_parseAsCredEnumerateDoes() {
        assertThat(CredentialFilter.parse("*")).isEqualTo(CredentialFilter.all());
        assertThat(CredentialFilter.parse("*").matchesEverything()).isTrue();
        assertThat(CredentialFilter.parse("ab*").matches("ABcd")).isTrue();
        assertThat(CredentialFilter.parse("ab*").matches("a")).isFalse();
        assertThat(CredentialFilter.parse("ab").matches("AB")).isTrue();
        assertThat(CredentialFilter.parse("ab").matches("abc")).isFalse();
        assertThat(CredentialFilter.parse("").matches("")).isTrue();
        assertThat(CredentialFilter.parse("").matches("a")).isFalse();
        assertThat(CredentialFilter.startingWith("a*").matches("a*b")).isTrue();
        assertThat(CredentialFilter.startingWith("a*").matches("ab")).isFalse();
        assertThat(CredentialFilter.startingWith("x")).hasToString("x*");
    }

    @Test
    void limitMessageOfAnEndlessName_staysReadable() {
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> CredentialLimits.checkKey("CredRead", CredentialKey.generic("n".repeat(40_000))))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400).contains("40000", "32767"));
    }

    /** A null that the null checker of the build does not see, as a caller without one might pass. */
    @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"})
    private static <T> T nothing() {
        return null;
    }
}
