package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wincred.WinCredProvider;
import io.github.wincred.placeholder.PlaceholderException;
import io.github.wincred.settings.Setting;
import io.github.wincred.testing.TestVault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.Resource;

/** Placeholders in a started application. */
class PlaceholdersTest {

    private static final String SECRET = "a${x}b#{1+1}\\}c \ud83d\udd11 ";

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

    static final class Bean {

        @Value("${wincred:git:https://host}")
        String secret;

        @Value("${wincred:git:https://host#username}:${wincred:git:https://host}")
        String composed;

        @Value("${app.password}")
        String throughProperty;

        @Value("${wincred:absent:-fall:back}")
        String fallback;
    }

    @Test
    void value_isTheSecretAsItIsStored() {
        vault.put("git:https://host", "ann", SECRET);

        try (ConfigurableApplicationContext context =
                Application.start(Map.of("app.password", "${wincred:GIT:https://host}"), Bean.class)) {
            Bean bean = context.getBean(Bean.class);
            assertThat(bean.secret).isEqualTo(SECRET);
            assertThat(bean.composed).isEqualTo("ann:" + SECRET);
            assertThat(bean.throughProperty).isEqualTo(SECRET);
            assertThat(bean.fallback).isEqualTo("fall:back");
            assertThat(Binder.get(context.getEnvironment())
                            .bind("app.password", String.class)
                            .get())
                    .isEqualTo(SECRET);
        }
    }

    @Test
    void placeholders_workInTheImportItself() {
        vault.put("stage", null, "prod").put("prod/a", null, "of prod");

        try (ConfigurableApplicationContext context =
                Application.start(Map.of("spring.config.import", "wincred:${wincred:stage}/"))) {
            assertThat(context.getEnvironment().getProperty("a")).isEqualTo("of prod");
        }
    }

    static final class Missing {

        @Value("${app.password}")
        String password;
    }

    /** With {@code app.stage=prod} and {@code app.scheme=wincred}, of which no credential comes. */
    static List<String> placeholdersWithoutAValue() {
        return List.of(
                "${wincred:absent}",
                "${WinCred:absent}",
                "${wincred:absent:fallback of Spring}",
                "${wincred:db:fallback of Spring}",
                "${wincred:}",
                "${wincred:db#username}",
                "x${wincred:absent}y",
                "${other:${wincred:absent}}",
                "${wincred}",
                "${wincred :absent}",
                "${\u00a0wincred:absent}",
                "${wincred\ufe0f:absent}",
                "${ WINCRED :absent}",
                "${wincred:app/${app.stage}}",
                "${WinCred:${app.stage}}",
                "${ wincred :${app.stage}}",
                "${wincred:${wincred:db}}",
                "${wincred:absent:-${wincred:db}}",
                "${wincred:db:-${app.stage}}",
                "${${app.scheme}:db}",
                "${${app.scheme}}",
                "${wincred\\:absent/${app.stage}}",
                "${wincred\\:absent\\:x}");
    }

    private static Map<String, String> password(String value) {
        return Map.of("app.password", value, "app.stage", "prod", "app.scheme", "wincred");
    }

    @ParameterizedTest
    @MethodSource("placeholdersWithoutAValue")
    void placeholderWithoutAValue_stopsTheStartWithOneLine(String placeholder) {
        vault.put("db", null, SECRET);

        Throwable failure = catchThrowable(() -> Application.start(password(placeholder), Missing.class));

        assertThat(failure).hasStackTraceContaining(PlaceholderException.class.getName());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
        FailureAnalysis analysis = new PlaceholderFailureAnalyzer().analyze(failure);
        assertThat(analysis.getDescription()).contains("credential").doesNotContain("\n", SECRET);
    }

    @ParameterizedTest
    @MethodSource("placeholdersWithoutAValue")
    void placeholderWithoutAValue_isTextForNobodyWhoAsks(String placeholder) {
        vault.put("db", null, SECRET);

        try (ConfigurableApplicationContext context = Application.start(password(placeholder))) {
            ConfigurableEnvironment environment = context.getEnvironment();
            Binder binder = Binder.get(environment);

            assertThat(List.<ThrowingCallable>of(
                            () -> environment.getProperty("app.password"),
                            () -> environment.getRequiredProperty("app.password"),
                            () -> environment.resolvePlaceholders(placeholder),
                            () -> environment.resolveRequiredPlaceholders(placeholder),
                            () -> binder.bind("app.password", String.class),
                            () -> binder.bind("app", Bindable.mapOf(String.class, String.class)),
                            () -> context.getBeanFactory().resolveEmbeddedValue(placeholder)))
                    .allSatisfy(question -> assertThat(catchThrowable(question))
                            .hasStackTraceContaining(PlaceholderException.class.getName()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optional:wincred:${wincred:${app.stage}}/", "optional:file:${wincred:absent}.properties"})
    void placeholderWithoutAValue_stopsAnImport(String location) {
        assertThatThrownBy(() -> Application.start(Map.of("spring.config.import", location, "app.stage", "prod")))
                .hasStackTraceContaining(PlaceholderException.class.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "${wincred\\:app/${app.stage}},                      secret of prod",
        "${wincred\\:app/${app.stage}#username},             ann",
        "${wincred\\:absent/${app.stage}\\:-${app.stage}},   prod",
        "${wincred\\:git\\:https\\://${app.stage}},          secret of git",
        "${${app.scheme}\\:app/${app.stage}},                secret of prod",
        "${${app.key}},                                      secret of prod",
    })
    void placeholderWithinTheName_needsABackslash(String placeholder, String value) {
        vault.put("app/prod", "ann", "secret of prod").put("git:https://prod", null, "secret of git");
        Map<String, String> properties = new HashMap<>(password(placeholder));
        properties.put("app.key", "wincred:app/prod");

        try (ConfigurableApplicationContext context = Application.start(properties, Missing.class)) {
            assertThat(context.getBean(Missing.class).password).isEqualTo(value);
            assertThat(Binder.get(context.getEnvironment())
                            .bind("app.password", String.class)
                            .get())
                    .isEqualTo(value);
        }
    }

    /** Whoever may choose the name of a property, as the caller of an endpoint may, learns nothing of names that no placeholder holds. */
    @Test
    void nameThatNoPlaceholderHolds_isNoProperty() {
        vault.put("db", "ann", SECRET).put("other", "ann", SECRET);

        try (ConfigurableApplicationContext context = Application.start(password("${wincred:db}"), Missing.class)) {
            ConfigurableEnvironment environment = context.getEnvironment();
            for (String name : List.of("other", "absent", "other:-x", "absent:-x", "other#username", "DB", "")) {
                String key = "wincred:" + name;
                assertThat(environment.containsProperty(key)).as(key).isFalse();
                assertThat(environment.getProperty(key)).as(key).isNull();
            }
            assertThat(context.getBean(Missing.class).password).isEqualTo(SECRET);
            assertThat(environment.resolveRequiredPlaceholders("${wincred:other}"))
                    .isEqualTo(SECRET);
        }
    }

    @Test
    void allProperties_bindToAMapBesideTheSettings() {
        try (ConfigurableApplicationContext context = Application.start(Map.of("app.stage", "prod"))) {
            assertThat(System.getProperties()).containsKey("wincred.store");
            assertThat(Binder.get(context.getEnvironment())
                            .bind("", Bindable.mapOf(String.class, Object.class))
                            .get())
                    .containsEntry("app", Map.of("stage", "prod"));
        }
    }

    @Test
    void placeholderInABoundProperty_isNeverItsOwnName() {
        try (ConfigurableApplicationContext context = Application.start(Map.of("app.password", "${wincred:absent}"))) {
            Throwable failure = catchThrowable(() -> Binder.get(context.getEnvironment())
                    .bind("app.password", String.class)
                    .get());

            assertThat(failure).hasRootCauseInstanceOf(PlaceholderException.class);
            assertThat(new PlaceholderFailureAnalyzer().analyze(failure).getDescription())
                    .contains("'absent' was not found in WinCred vault")
                    .endsWith("(asked for by the property app.password)");
        }
    }

    @Test
    void settingThatIsNotAllowed_stopsTheStartWithOneLine() {
        vault.with(Setting.STORE, "cupboard");

        Throwable failure = catchThrowable(() -> Application.start(Map.of()));

        assertThat(new PlaceholderFailureAnalyzer().analyze(failure).getDescription())
                .contains("WinCred cannot look up credentials", "cupboard")
                .doesNotContain("\n");
    }

    @Test
    void location_isAnEmptyResourceThatTheKeyStoreLoads() throws Exception {
        vault.put("db", null, "secret");

        Resource resource = ApplicationResourceLoader.get().getResource("wincred:");
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(resource.getInputStream(), null);

        assertThat(resource.exists()).isTrue();
        assertThat(keyStore.containsAlias("db")).isTrue();
    }
}
