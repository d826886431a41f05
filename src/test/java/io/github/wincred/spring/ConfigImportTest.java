package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.TestVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** {@code spring.config.import=wincred:...} in a started application. */
class ConfigImportTest {

    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder).select();
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static String bound(Map<String, String> properties, String name) {
        try (ConfigurableApplicationContext context = Application.start(properties)) {
            return Binder.get(context.getEnvironment()).bind(name, String.class).orElse("unbound");
        }
    }

    private static Map<String, String> imports(String locations) {
        return Map.of("spring.config.import", locations);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, spring.datasource.password",
        "SPRING_DATASOURCE_PASSWORD, spring.datasource.password",
        "spring.dataSource.PASSWORD, spring.datasource.password",
        "my.datasourcePassword,      my.datasource-password",
        "my.datasource_password,     my.datasource-password",
        "my.datasource-password,     my.datasource-password",
        "MY_DATASOURCEPASSWORD,      my.datasource-password",
        "password,                   password",
        "PASSWORD,                   password",
    })
    void credential_bindsToThePropertyThatItsNameMeans(String name, String property) {
        vault.put("app/" + name, null, SECRET);

        assertThat(bound(imports("wincred:app/"), property)).isEqualTo(SECRET);
    }

    record Login(String password) {}

    @Test
    void lists_bindByIndex() {
        vault.put("app/list[0].password", null, "a")
                .put("app/list[1].password", null, "b")
                .put("app/ENV_LIST_0_PASSWORD", null, "c");

        try (ConfigurableApplicationContext context = Application.start(imports("wincred:app/"))) {
            Binder binder = Binder.get(context.getEnvironment());
            assertThat(binder.bind("list", Bindable.listOf(Login.class)).get())
                    .isEqualTo(List.of(new Login("a"), new Login("b")));
            assertThat(binder.bind("env.list", Bindable.listOf(Login.class)).get())
                    .isEqualTo(List.of(new Login("c")));
        }
    }

    @Test
    void spellingOfTheName_isKept() {
        vault.put("App/My.dataSource", null, SECRET);

        try (ConfigurableApplicationContext context = Application.start(imports("wincred:app/"))) {
            assertThat(context.getEnvironment().getProperty("My.dataSource")).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "my.password,       my.PASSWORDS_,          false",
        "my.data-source,    my.dataSource,          true",
        "my.data-source,    MY_DATASOURCE,          true",
        "my.data-source,    MY_DATA_SOURCE,         true",
        "my.data-source,    my.data_source,         true",
        "list[0],           LIST_0,                 true",
        "my.data.source,    my.datasource,          false",
    })
    void namesThatBindToOneProperty_areAnErrorThatNamesBoth(String one, String other, boolean same) {
        vault.put("app/" + one, null, SECRET).put("app/" + other, null, SECRET);

        if (same) {
            assertThatThrownBy(() -> Application.start(imports("wincred:app/")))
                    .isInstanceOf(PlaceholderException.class)
                    .message()
                    .contains("'app/" + one + "'", "'app/" + other + "'", "one property in two spellings")
                    .doesNotContain(SECRET);
        } else {
            assertThat(bound(imports("wincred:app/"), "nothing")).isEqualTo("unbound");
        }
    }

    @Test
    void whatLiesDeeperOrIsNoText_isLeftOut() {
        vault.put("app/a", null, SECRET)
                .put("app/sub/b", null, SECRET)
                .put("application.c", null, SECRET)
                .put("app/", null, SECRET)
                .put(Credential.generic("app/key")
                        .secret(Secret.copyOf(new byte[] {0, 1, 2, (byte) 0xff}))
                        .build());

        try (ConfigurableApplicationContext context = Application.start(imports("wincred:app/"))) {
            ConfigurableEnvironment environment = context.getEnvironment();
            assertThat(environment.getProperty("a")).isEqualTo(SECRET);
            for (String absent : List.of("b", "sub/b", "lication.c", "c", "key", "")) {
                assertThat(environment.containsProperty(absent)).as(absent).isFalse();
            }
        }
    }

    @Test
    void severalImportsProfilesAndFiles_haveSpringsPrecedence() throws Exception {
        vault.put("base/a", null, "base a")
                .put("base/b", null, "base b")
                .put("late/b", null, "late b")
                .put("prod/c", null, "prod c");
        Path file = folder.resolve("application.properties");
        Files.writeString(file, """
                a=file
                b=file
                c=file
                d=file
                spring.config.import=wincred:base/;wincred:late/
                #---
                spring.config.activate.on-profile=prod
                spring.config.import=optional:wincred:none/,wincred:prod/
                """);
        Map<String, String> properties =
                Map.of("spring.config.location", file.toUri().toString(), "spring.profiles.active", "prod");

        try (ConfigurableApplicationContext context = Application.start(properties)) {
            ConfigurableEnvironment environment = context.getEnvironment();
            assertThat(List.of("a", "b", "c", "d"))
                    .map(environment::getProperty)
                    .containsExactly("base a", "late b", "prod c", "file");
        }
        Map<String, String> withoutProfile =
                Map.of("spring.config.location", file.toUri().toString(), "a", "argument");
        assertThat(bound(withoutProfile, "c")).isEqualTo("file");
        assertThat(bound(withoutProfile, "a")).isEqualTo("argument");
    }

    @Test
    void nothingBelowThePrefix_isSpringsOwnFailureUnlessOptional() {
        vault.put("app/sub/b", null, SECRET);

        assertThatThrownBy(() -> Application.start(imports("wincred:app/")))
                .isInstanceOf(ConfigDataResourceNotFoundException.class)
                .message()
                .contains("'app/'", folder.resolve("vault").toString(), System.getProperty("user.name"));
        assertThat(bound(imports("optional:wincred:app/"), "b")).isEqualTo("unbound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wincred:", "wincred:/", "wincred:app", "optional:wincred:app", "wincred:app/;app/"})
    void prefixWithoutASlash_isRefused(String location) {
        vault.put("application", null, SECRET);

        assertThatThrownBy(() -> Application.start(imports(location)))
                .isInstanceOf(PlaceholderException.class)
                .hasMessageContaining("must name a prefix that ends in a slash");
    }

    @Test
    void credentialThatIsNotAllowed_stopsTheStart() {
        vault.put("app/a", null, SECRET).put("app/b", null, SECRET).with(Setting.PLACEHOLDER_ALLOW, "app/a");

        assertThatThrownBy(() -> Application.start(imports("optional:wincred:app/")))
                .isInstanceOf(PlaceholderException.class)
                .message()
                .contains("'app/b' is not in the list of allowed credentials")
                .doesNotContain(SECRET);
    }

    @Test
    void importInACredential_isFollowed() {
        vault.put("app/spring.config.import", null, "wincred:more/")
                .put("app/spring.profiles.include", null, "extra")
                .put("more/b", null, SECRET);

        assertThat(bound(imports("wincred:app/"), "b")).isEqualTo(SECRET);
    }

    @Test
    void propertySources_showNoSecret() {
        vault.put("app/a", null, SECRET).put("app/MY_B", null, SECRET);

        try (ConfigurableApplicationContext context = Application.start(imports("wincred:app/"))) {
            assertThat(context.getEnvironment().toString()).doesNotContain(SECRET);
            assertThat(context.getEnvironment().getPropertySources())
                    .allSatisfy(source ->
                            assertThat(source + " " + source.getSource()).doesNotContain(SECRET));
        }
    }
}
