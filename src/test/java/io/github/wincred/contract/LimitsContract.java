package io.github.wincred.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refusals before the store is touched: rules R5 to R7, R13, R14, R17, R23 to R28, R46 and R47. */
public interface LimitsContract extends StoreFixture {

    private void refused(Credential.Builder builder, Reason reason, int code, String... inMessage) {
        try (Credential credential = builder.build()) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> store().write(credential))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                    .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(code))
                    .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
        }
    }

    private Credential.Builder named(String name) {
        return Credential.builder(key(name));
    }

    @Test
    default void oversizedSecret_isRefusedAndOldValueStays() {
        CredentialKey key = stored("oversized", (byte) 1);

        refused(
                Credential.builder(key).secret(Secret.takeOver(new byte[2561])),
                Reason.TOO_LARGE,
                1783,
                "CredentialBlob",
                "2561",
                "2560");
        assertThat(secretOf(key)).as("R24").containsExactly(1);
    }

    @Test
    default void oversizedStrings_areRefusedByName() {
        refused(named("s").comment("c".repeat(257)), Reason.TOO_LARGE, 1734, "Comment", "257", "256");
        refused(named("s").targetAlias("c".repeat(257)), Reason.TOO_LARGE, 1734, "TargetAlias", "257", "256");
        refused(named("s").userName("c".repeat(514)), Reason.TOO_LARGE, 1734, "UserName", "514", "513");
        refused(Credential.generic("n".repeat(32768)), Reason.TOO_LARGE, 1734, "TargetName", "32768", "32767");
        refused(
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "n".repeat(338)))
                        .userName("D\\u"),
                Reason.TOO_LARGE,
                1734,
                "TargetName",
                "338",
                "337");
        assertThat(store().find(key("s"))).isEmpty();
    }

    @Test
    default void longestStrings_areStored() {
        needs(Feature.LONG_NAMES);
        CredentialKey key = key("n".repeat(32766 - prefix().length()));
        store().write(Credential.builder(key)
                .comment("c".repeat(255))
                .targetAlias("a".repeat(255))
                .userName("u".repeat(512))
                .build());

        Credential found = store().describe(key).orElseThrow();

        assertThat(found.comment().orElseThrow()).hasSize(255);
        assertThat(found.targetAlias().orElseThrow()).hasSize(255);
        assertThat(found.userName().orElseThrow()).hasSize(512);
    }

    @Test
    default void oversizedAttributes_areRefusedByName() {
        var attribute = CredentialAttribute.of("k", new byte[256]);
        refused(
                named("a").attributes(Stream.generate(() -> attribute).limit(65).toList()),
                Reason.TOO_LARGE,
                1783,
                "Attributes",
                "65",
                "64");
        refused(
                named("a").addAttribute(CredentialAttribute.of("big", new byte[257])),
                Reason.TOO_LARGE,
                1783,
                "big",
                "257",
                "256");
        refused(
                named("a").addAttribute(CredentialAttribute.of("k".repeat(257), new byte[0])),
                Reason.TOO_LARGE,
                1734,
                "keyword",
                "257",
                "256");
    }

    @Test
    default void mostAttributes_areStored() {
        needs(Feature.ATTRIBUTES);
        var attributes = Stream.iterate(0, i -> i + 1)
                .limit(64)
                .map(i -> CredentialAttribute.of("k" + i, new byte[256]))
                .toList();
        CredentialKey key = key("64 attributes");

        store().write(Credential.builder(key).attributes(attributes).build());

        assertThat(store().describe(key).orElseThrow().attributes()).as("R27").isEqualTo(attributes);
    }

    @Test
    default void embeddedNul_isRefusedEverywhere() {
        refused(Credential.generic(prefix() + "a\0b"), Reason.INVALID_PARAMETER, 87, "TargetName", "U+0000");
        refused(named("n").userName("a\0b"), Reason.INVALID_PARAMETER, 87, "UserName", "U+0000");
        refused(named("n").comment("a\0b"), Reason.INVALID_PARAMETER, 87, "Comment", "U+0000");
        refused(named("n").targetAlias("\0"), Reason.INVALID_PARAMETER, 87, "TargetAlias", "U+0000");
        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> store().find(CredentialKey.generic(prefix() + "a\0b")))
                .satisfies(e -> assertThat(e.windowsCode()).isEqualTo(87));
    }

    @Test
    default void emptyTargetName_isRefused() {
        refused(Credential.generic(""), Reason.INVALID_PARAMETER, 87, "TargetName");
    }

    @Test
    default void unwritablePersistence_isRefused() {
        refused(named("p").persistence(Persistence.NONE), Reason.INVALID_PARAMETER, 87, "Persist", "0");
        refused(named("p").persistence(Persistence.of(4)), Reason.INVALID_PARAMETER, 87, "Persist", "4");
    }

    @Test
    default void inferredRules_areEnforced() {
        needs(Feature.INFERRED_RULES);
        var domain = Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, prefix() + "host"))
                .userName("D\\u");
        refused(named("r").flags(new CredentialFlags(0x0040)), Reason.INVALID_PARAMETER, 87, "Flags", "0x40");
        refused(named("r").flags(CredentialFlags.USERNAME_TARGET), Reason.INVALID_PARAMETER, 87, "USERNAME_TARGET");
        refused(domain.secret(Secret.takeOver(new byte[3])), Reason.INVALID_PARAMETER, 87, "CredentialBlob", "3 bytes");
        refused(
                Credential.builder(new CredentialKey(CredentialType.of(7), prefix() + "x")),
                Reason.INVALID_PARAMETER,
                87,
                "Type",
                "7");
        refused(
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_PASSWORD, "*Session"))
                        .userName("D\\u"),
                Reason.INVALID_PARAMETER,
                87,
                "*Session");
        refused(
                Credential.builder(new CredentialKey(CredentialType.DOMAIN_EXTENDED, "Domain:target=*"))
                        .userName("u"),
                Reason.INVALID_PARAMETER,
                87,
                "wildcard");
    }
}
