package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.WinCredProvider;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;
import io.github.wincred.testing.TestVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Secrets of every kind through the resolvers of a started application, by each way that leads to a program. */
class SecretsThroughSpringProperties {

    private static final List<String> PIECES = List.of(
            "${",
            "}",
            "{",
            "$",
            "#{",
            "#",
            "\\",
            ":",
            "|",
            ":-",
            "a",
            "1+1",
            " ",
            "\u00e9",
            "\ud83d\udd11",
            "${x}",
            "#{1+1}",
            "wincred:",
            "${wincred:0}",
            "'",
            "\"",
            "\n",
            "T(java.lang.System)");

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void everySecret_arrivesExactlyAsItIsStored(@ForAll("secrets") List<String> secrets) throws Exception {
        Path folder = Files.createTempDirectory("wincred-spring");
        try (TestVault vault = new TestVault(folder).select()) {
            store(vault, secrets);
            try (ConfigurableApplicationContext context = Application.start(Map.of(
                    "spring.config.import", "wincred:import/", "two", "${one}", "one", "${wincred:import/p.p0}"))) {
                for (int i = 0; i < secrets.size(); i++) {
                    check(context, "wincred:import/p.p" + i, secrets.get(i));
                    check(context, "p.p" + i, secrets.get(i));
                }
                check(context, "two", secrets.get(0));
            }
        } finally {
            Security.removeProvider(WinCredProvider.NAME);
            delete(folder);
        }
    }

    private static void check(ConfigurableApplicationContext context, String name, String secret) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String placeholder = "${" + name + "}";

        assertThat(environment.getProperty(name)).isEqualTo(secret);
        assertThat(environment.resolveRequiredPlaceholders(placeholder)).isEqualTo(secret);
        assertThat(environment.resolveRequiredPlaceholders("<" + placeholder + "|" + placeholder + "}>"))
                .isEqualTo("<" + secret + "|" + secret + "}>");
        assertThat(valueOf(context, placeholder)).isEqualTo(secret);
        assertThat(valueOf(context, "<" + placeholder + ">")).isEqualTo("<" + secret + ">");
        if (!name.startsWith("wincred:")) {
            assertThat(Binder.get(environment).bind(name, String.class).get()).isEqualTo(secret);
        }
    }

    /** What {@code @Value} does with its text. */
    private static Object valueOf(ConfigurableApplicationContext context, String text) {
        ConfigurableBeanFactory beans = context.getBeanFactory();
        String resolved = beans.resolveEmbeddedValue(text);
        return context.getBeanFactory()
                .getBeanExpressionResolver()
                .evaluate(resolved, new BeanExpressionContext(beans, null));
    }

    private static void store(TestVault vault, List<String> secrets) {
        try (CredentialStore store = vault.open()) {
            for (int i = 0; i < secrets.size(); i++) {
                try (Credential credential = Credential.generic("import/p.p" + i)
                        .secret(Secret.ofUtf8(secrets.get(i).toCharArray()))
                        .build()) {
                    store.write(credential);
                }
            }
        }
    }

    @Provide
    static Arbitrary<List<String>> secrets() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces))
                .list()
                .ofSize(40);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
