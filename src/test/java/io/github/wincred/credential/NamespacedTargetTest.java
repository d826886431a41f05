package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the listing of all namespaces. */
class NamespacedTargetTest {

    @ParameterizedTest
    @CsvSource({
        "LegacyGeneric:target=git:https://host?a=b, LegacyGeneric, target, git:https://host?a=b, git:https://host?a=b",
        "Domain:target=TERMSRV/host, Domain, target, TERMSRV/host, TERMSRV/host",
        "legacygeneric:TARGET=a, legacygeneric, TARGET, a, a",
        "Domain:interactive=MACHINE\\user, Domain, interactive, MACHINE\\user,",
        "WindowsLive:target=virtualapp/didlogical, WindowsLive, target, virtualapp/didlogical,",
        "LegacyGeneric:target=, LegacyGeneric, target, '', ''",
    })
    void nameWithNamespace_isTakenApart(String text, String namespace, String attribute, String name, String plain) {
        NamespacedTarget target = NamespacedTarget.parse(text).orElseThrow();

        assertThat(target).isEqualTo(new NamespacedTarget(namespace, attribute, name));
        assertThat(target.plainName().orElse(null)).isEqualTo(plain);
        assertThat(target).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "git:https://host", ":target=a", "Domain:=a", "a=b:c"})
    void otherName_hasNoParts(String text) {
        assertThat(NamespacedTarget.parse(text)).isEmpty();
    }
}
