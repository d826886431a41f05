package io.github.wincred.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "'',                          anything,         true",
        "app/,                        app/db,           true",
        "app/,                        APP/DB,           true",
        "APP/,                        app/,             true",
        "app/,                        app,              false",
        "app,                         app,              true",
        "app,                         App,              true",
        "app,                         application/x,    false",
        "app,                         app/x,            false",
        "app.,                        app.db,           true",
        "' app/ ; db ',               db,               true",
        "' app/ ; db ',               dbx,              false",
        "git:https://host,            git:https://host, true",
        "git:https://host,            git:https://host/other, false",
        "git:,                        git:https://host, true",
        "generic:generic:db,          generic:db,       true",
        "stra\u00dfe,                 STRASSE,          false",
        "\u00e9t\u00e9,               \u00c9T\u00c9,    true",
    })
    void genericCredential_isPermittedByItsNameOrItsBeginning(String list, String targetName, boolean permitted) {
        assertThat(AllowList.parse(list).permits(CredentialKey.generic(targetName)))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "host,                          domain-password,         false",
        "hos/;host,                     domain-visible-password, false",
        "domain-visible-password:host,  domain-visible-password, true",
        "Domain-Password:host,          domain-password,         true",
        "domain-password:host,          generic,                 false",
        "generic:host,                  generic,                 true",
        "'',                            domain-password,         true",
    })
    void otherType_isPermittedOnlyIfItIsStated(String list, String type, boolean permitted) {
        CredentialType found = CredentialType.defined().stream()
                .filter(defined -> defined.label().equals(type))
                .findFirst()
                .orElseThrow();

        assertThat(AllowList.parse(list).permits(new CredentialKey(found, "host")))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app/*", "*", "LegacyGeneric:target=app", "domain:target=host", "generic:", ";", "a; generic:"})
    void elementThatMeansSomethingElse_isRefused(String list) {
        assertThatThrownBy(() -> AllowList.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list of allowed credentials");
    }
}
