package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.testing.TestVault;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** Actuator's endpoints where they are to show values. */
class ActuatorTest {

    private static final String SECRET = "hunter2";
    private static final String MASK = "******";

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder).select();
        vault.put("db", "ann", SECRET)
                .put("app/app.imported-password", null, SECRET)
                .put("app/APP_VARIABLE", null, SECRET)
                .put("app/app.list[0]", null, SECRET);
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "spring.config.import", "wincred:app/",
                "app.direct", "${wincred:db}",
                "app.url", "jdbc:x?password=${wincred:db}",
                "app.throughOther", "${app.direct}",
                "app.through-relaxed", "<${app.through-other}>",
                "app.through-import", "${app.imported-password}",
                "app.through-variable", "${app.variable}",
                "app.fallback", "${app.absent:${wincred:db}}",
                "app.unused", "${app.plain:${wincred:db}}",
                "app.plain", "plain"));
        properties.put("app.map[a/b]", "${wincred:db}");
        properties.put("app.map[c/d]", "plain");
        properties.put("app.items[0]", "${wincred:db}");
        properties.put("app.user", "${wincred:db#username}");
        properties.put("app-variable", "plain");
        properties.put("app.through-exact", "${APP_VARIABLE}");
        properties.put("app-absent", "${APP_ABSENT:plain}");
        return properties;
    }

    @EnableAutoConfiguration
    @EnableConfigurationProperties(App.class)
    static class Configuration {}

    /** As applications have them: with readable properties. */
    @ConfigurationProperties("app")
    record App(
            String importedPassword,
            String variable,
            String direct,
            String url,
            String throughOther,
            String throughRelaxed,
            String throughImport,
            String throughVariable,
            String fallback,
            String unused,
            String plain,
            String user,
            List<String> list,
            List<String> items,
            Map<String, String> map) {}

    private static List<SanitizingFunction> functions(ConfigurableApplicationContext context) {
        return context.getBeanProvider(SanitizingFunction.class).orderedStream().toList();
    }

    @Test
    void env_masksWhatIsFromWinCredAndNothingElse() {
        try (ConfigurableApplicationContext context = Application.start(properties(), Configuration.class)) {
            EnvironmentEndpoint endpoint =
                    new EnvironmentEndpoint(context.getEnvironment(), functions(context), Show.ALWAYS);

            Map<String, Object> shown = endpoint.environment("app\\..*|APP_.*").getPropertySources().stream()
                    .flatMap(source -> source.getProperties().entrySet().stream())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, property -> property.getValue().getValue()));

            assertThat(shown)
                    .containsEntry("app.plain", "plain")
                    .containsEntry("app.unused", "plain")
                    .containsEntry("app.map[c/d]", "plain");
            shown.keySet().removeAll(List.of("app.plain", "app.unused", "app.map[c/d]"));
            assertThat(shown)
                    .containsOnlyKeys(
                            "app.direct",
                            "app.url",
                            "app.throughOther",
                            "app.through-relaxed",
                            "app.through-import",
                            "app.through-variable",
                            "app.through-exact",
                            "app.fallback",
                            "app.map[a/b]",
                            "app.items[0]",
                            "app.user",
                            "app.imported-password",
                            "APP_VARIABLE",
                            "app.list[0]")
                    .allSatisfy((name, value) -> assertThat(value).as(name).isEqualTo(MASK));
        }
    }

    @Test
    void envOfOneProperty_masksWhatIsFromWinCred() {
        try (ConfigurableApplicationContext context = Application.start(properties(), Configuration.class)) {
            EnvironmentEndpoint endpoint =
                    new EnvironmentEndpoint(context.getEnvironment(), functions(context), Show.ALWAYS);

            for (String name : List.of("app.direct", "app.through-import", "app.imported-password")) {
                assertThat(endpoint.environmentEntry(name).getProperty().getValue())
                        .as(name)
                        .isEqualTo(MASK);
            }
            for (String name : List.of("app.plain", "app-absent")) {
                assertThat(endpoint.environmentEntry(name).getProperty().getValue())
                        .as(name)
                        .isEqualTo("plain");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wincred:absent",
                "wincred:unused",
                "wincred:db",
                "wincred:DB",
                "wincred:db#username",
                "wincred:unused#username",
                "wincred:absent:-x",
                "wincred:unused:-x",
                "WinCred:unused",
                "wincred:",
                "wincred"
            })
    void envOfACredential_isThatOfNoProperty(String name) {
        vault.put("unused", "ann", SECRET);
        try (ConfigurableApplicationContext context = Application.start(properties(), Configuration.class)) {
            for (Show show : Show.values()) {
                EnvironmentEndpoint endpoint =
                        new EnvironmentEndpoint(context.getEnvironment(), functions(context), show);

                var answer = endpoint.environmentEntry(name);

                assertThat(answer.getProperty()).isNull();
                assertThat(answer.getPropertySources())
                        .allSatisfy(source -> assertThat(source.getProperty()).isNull());
            }
        }
    }

    @Test
    void configprops_maskWhatIsFromWinCredAndNothingElse() {
        try (ConfigurableApplicationContext context = Application.start(properties(), Configuration.class)) {
            assertThat(context.getBean(App.class).throughRelaxed()).isEqualTo("<" + SECRET + ">");
            ConfigurationPropertiesReportEndpoint endpoint =
                    new ConfigurationPropertiesReportEndpoint(functions(context), Show.ALWAYS);
            endpoint.setApplicationContext(context);

            var report = endpoint.configurationPropertiesWithPrefix("app").getContexts().values().stream()
                    .flatMap(beans -> beans.getBeans().values().stream())
                    .toList();

            assertThat(report).singleElement().satisfies(bean -> {
                assertThat(bean.getProperties())
                        .containsEntry("plain", "plain")
                        .containsEntry("unused", "plain")
                        .containsEntry("direct", MASK)
                        .containsEntry("variable", MASK)
                        .containsEntry("map", Map.of("a/b", MASK, "c/d", "plain"))
                        .containsEntry("list", List.of(MASK))
                        .containsEntry("items", List.of(MASK));
                assertThat(bean.getProperties().toString() + bean.getInputs()).doesNotContain(SECRET);
            });
        }
    }

    /** Made in a class loader that has no Actuator. */
    @EnableAutoConfiguration
    static class WithoutActuator implements Callable<String> {

        @Override
        public String call() {
            try (ConfigurableApplicationContext context = Application.start(properties(), WithoutActuator.class)) {
                return context.getEnvironment().getProperty("app.through-relaxed")
                        + context.getBeanNamesForType(ActuatorAutoConfiguration.class).length;
            }
        }
    }

    @Test
    void applicationWithoutActuator_startsAsEver() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("spring-boot-actuator")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            var constructor = loader.loadClass(WithoutActuator.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);

            assertThat(((Callable<?>) constructor.newInstance()).call()).isEqualTo("<" + SECRET + ">0");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
