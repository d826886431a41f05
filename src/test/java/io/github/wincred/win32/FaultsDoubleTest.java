package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import io.github.wincred.win32.WincredDouble.Call;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store does when the system fails: the error that comes out, and that no secret stays behind in memory. */
@ExtendWith(WincredDouble.Accounts.class)
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class FaultsDoubleTest {

    private static final CredentialKey KEY = CredentialKey.generic("faults/name");

    private final WindowsCredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());

    private void write(int secret) {
        try (Credential credential = credential(secret)) {
            store.write(credential);
        }
    }

    private static Credential credential(int secret) {
        return Credential.builder(KEY)
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {(byte) secret, 2, 3}))
                .build();
    }

    private int storedSecret() {
        try (Credential found = store.find(KEY).orElseThrow()) {
            return found.secret().orElseThrow().toByteArray()[0];
        }
    }

    private static CredentialException failure(ThrowingCallable call) {
        return assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(call)
                .actual();
    }

    @ParameterizedTest
    @CsvSource({
        "1312, NO_LOGON_SESSION, interactive",
        "8, STORE_FULL, Delete credentials",
        "1783, TOO_LARGE, 2560 bytes",
        "1734, TOO_LARGE, Shorten",
        "2202, BAD_USER_NAME, DOMAIN\\user",
        "5, ACCESS_DENIED, policy",
        "87, INVALID_PARAMETER, field",
        "1004, INVALID_FLAGS, flags",
        "50, NOT_SUPPORTED, not carried out",
        "3000000000, OTHER, Windows error 3000000000",
        "0, OTHER, without an error code"
    })
    void failedWrite_saysWhyAndWhatToDo(long code, Reason reason, String advice) {
        WincredDouble.fail(Call.WRITE, 1, (int) code);

        CredentialException e = failure(() -> write(0x5A));

        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e.windowsCode()).isEqualTo((int) code);
        assertThat(e.operation()).isEqualTo("CredWrite");
        assertThat(e.key()).contains(KEY);
        assertThat(e).hasMessageContaining(advice).hasMessageContaining("faults/name");
        assertThat(e.getMessage().contains("(Windows error " + code + ")")).isEqualTo(code != 0);
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void everyOtherCall_failsWithTheSystemsCode() {
        Map<Call, ThrowingCallable> calls = Map.of(
                Call.READ, () -> store.find(KEY),
                Call.DELETE, () -> store.delete(KEY),
                Call.ENUMERATE, () -> store.list(CredentialFilter.all()),
                Call.SESSION_TYPES, store::sessionTypes);
        calls.forEach((call, callable) -> {
            WincredDouble.fail(call, 1, 1312);
            assertThat(failure(callable).reason()).as(call.name()).isEqualTo(Reason.NO_LOGON_SESSION);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {87, 50, 1004})
    void typeThatTheSystemDoesNotRead_isAbsent(int code) {
        for (CredentialType type : CredentialType.defined()) {
            CredentialKey key = new CredentialKey(type, "Domain:target=faults.example");
            WincredDouble.fail(Call.READ, 1, code);
            if (type.equals(CredentialType.GENERIC) || type.equals(CredentialType.DOMAIN_PASSWORD)) {
                assertThat(failure(() -> store.find(key)).windowsCode()).isEqualTo(code);
            } else {
                assertThat(store.find(key)).as(type.label()).isEmpty();
            }
            WincredDouble.fail(Call.READ, 1, 1312);
            assertThat(failure(() -> store.describe(key)).reason()).isEqualTo(Reason.NO_LOGON_SESSION);
        }
        WincredDouble.fail(Call.READ, 1, code);
        assertThat(failure(() -> store.find(new CredentialKey(CredentialType.of(9), "faults")))
                        .windowsCode())
                .isEqualTo(code);
    }

    @Test
    void extendedCredentialWithoutANamespace_isNotAskedFor() {
        assertThat(store.find(new CredentialKey(CredentialType.DOMAIN_EXTENDED, "faults.example")))
                .isEmpty();
        assertThat(WincredDouble.calls(Call.READ)).isZero();
    }

    @Test
    void successWithALastErrorSet_isSuccess() {
        // The double leaves error 50 behind every success, as Wine does (R53).
        write(1);
        assertThat(storedSecret()).isEqualTo(1);
        assertThat(store.list(CredentialFilter.all())).hasSize(1);
        assertThat(store.delete(KEY)).isTrue();
    }

    @Test
    void readThatCannotBeCopied_isWipedAndFreed() {
        write(0x5A);
        WincredDouble.damage(0);

        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(RuntimeException.class);
        // The accounts after the test say the rest.
        assertThat(storedSecret()).isEqualTo(0x5A);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void listingWhoseElementCannotBeCopied_isWipedAndFreed(int element) {
        for (String name : new String[] {"a", "b", "c"}) {
            store.write(Credential.generic(name)
                    .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                    .build());
        }
        for (boolean withSecrets : new boolean[] {false, true}) {
            WincredDouble.damage(element);

            assertThatThrownBy(() -> {
                        if (withSecrets) {
                            store.listWithSecrets(CredentialFilter.all());
                        } else {
                            store.list(CredentialFilter.all());
                        }
                    })
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void filterThatLeavesElementsOut_wipesThemToo() {
        for (String name : new String[] {"x*a", "xb", "y"}) {
            store.write(Credential.generic(name)
                    .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                    .build());
        }

        // Windows is asked for x*, which xb matches as well.
        assertThat(store.list(CredentialFilter.parse("x*a*")))
                .extracting(Credential::targetName)
                .containsExactly("x*a");
    }

    @Test
    void refusedInput_reachesNoFunction() {
        assertThat(failure(() -> store.write(Credential.generic("a\0b").build()))
                        .reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure(() -> store.list(CredentialFilter.startingWith("a\0b")))
                        .reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure(() -> store.find(CredentialKey.generic(""))).reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure(() -> store.write(Credential.generic("n")
                                .secret(Secret.takeOver(new byte[2561]))
                                .build()))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(() -> store.write(Credential.generic("n")
                                .persistence(Persistence.NONE)
                                .build()))
                        .reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
        for (Call call : Call.values()) {
            assertThat(WincredDouble.calls(call)).as(call.name()).isZero();
        }
    }

    @Test
    void filterLongerThanAnyName_matchesNothing() {
        write(1);

        assertThat(store.list(CredentialFilter.startingWith("f".repeat(40_000))))
                .isEmpty();
    }

    @Test
    void largestCredential_roundTrips() {
        Credential.Builder builder = Credential.generic("n".repeat(32_767))
                .comment("c".repeat(256))
                .targetAlias("a".repeat(256))
                .userName("u".repeat(513))
                .secret(Secret.copyOf(new byte[2560]));
        for (int i = 0; i < 64; i++) {
            builder.addAttribute(CredentialAttribute.of("k".repeat(256), new byte[256]));
        }
        try (Credential credential = builder.build()) {
            store.write(credential);
            try (Credential found = store.find(credential.key()).orElseThrow()) {
                assertThat(found.attributes()).isEqualTo(credential.attributes());
                assertThat(found.userName()).isEqualTo(credential.userName());
            }
            assertThat(store.delete(credential.key())).isTrue();
        }
    }

    @Test
    void sessionTypes_areThoseOfTheSystem() {
        assertThat(store.sessionTypes())
                .containsEntry(CredentialType.GENERIC, Persistence.ENTERPRISE)
                .containsEntry(CredentialType.DOMAIN_CERTIFICATE, Persistence.LOCAL_MACHINE)
                .containsEntry(CredentialType.DOMAIN_VISIBLE_PASSWORD, Persistence.NONE)
                .containsEntry(CredentialType.DOMAIN_EXTENDED, Persistence.SESSION)
                .hasSize(6);
    }

    @Test
    void status_tellsThatTheSessionHasNoStore() {
        assertThat(store.status().usable()).isTrue();
        WincredDouble.fail(Call.SESSION_TYPES, 1, 1312);

        assertThat(store.status().usable()).isFalse();
        WincredDouble.fail(Call.SESSION_TYPES, 1, 1312);
        assertThat(store.status().reason()).contains("1312").contains("SSH");
    }
}
