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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
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

    /** None of which is a half of an expression or placeholder with another. */
    private static final List<String> TEXTS = List.of("", "a", " ", "#", "}", "'", "\"", ":", "(", "|");

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

    /** A part of a text as it is written in a configuration, and what it becomes without and with the evaluation of expressions. */
    record Part(String written, String resolved, String evaluated) {

        private static Part text(String text) {
            return new Part(text, text, text);
        }

        private static String join(List<Part> parts, Function<Part, String> form) {
            return parts.stream().map(form).collect(Collectors.joining());
        }
    }

    /**
     * Texts of the application, secrets that may be halves of expressions, and expressions of its own, in any order; by the resolver of the
     * environment, and by that of Boot's bean for placeholders.
     */
    @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void composedText_holdsEverySecretAsItIsStored(
            @ForAll("secrets") List<String> secrets, @ForAll("orders") List<List<Integer>> orders) throws Exception {
        Path folder = Files.createTempDirectory("wincred-spring");
        List<Part> parts = new ArrayList<>();
        for (String text : TEXTS) {
            parts.add(Part.text(text));
        }
        parts.add(new Part("#{'e'}", "#{'e'}", "e"));
        parts.add(new Part("#{'f' + \"g\"}", "#{'f' + \"g\"}", "fg"));
        for (int i = 0; i < secrets.size(); i++) {
            for (String placeholder : List.of("${wincred:import/p.p%d}", "${p.p%d}", "${absent:${p.p%d}}")) {
                parts.add(new Part(placeholder.formatted(i), secrets.get(i), secrets.get(i)));
            }
        }
        try (TestVault vault = new TestVault(folder).select()) {
            store(vault, secrets);
            Map<String, String> properties = Map.of("spring.config.import", "wincred:import/");
            try (ConfigurableApplicationContext context = Application.start(properties, ExpressionsTest.Aware.class);
                    ConfigurableApplicationContext other = Application.start(
                            properties, ExpressionsTest.Aware.class, PropertyPlaceholderAutoConfiguration.class)) {
                for (List<Integer> order : orders) {
                    List<Part> composed =
                            order.stream().map(i -> parts.get(i % parts.size())).toList();
                    String written = Part.join(composed, Part::written);
                    assertThat(context.getEnvironment().resolveRequiredPlaceholders(written))
                            .as(written)
                            .isEqualTo(Part.join(composed, Part::resolved));
                    String evaluated = Part.join(composed, Part::evaluated);
                    assertThat(valueOf(context, written)).as(written).isEqualTo(evaluated);
                    for (ConfigurableApplicationContext each : List.of(context, other)) {
                        assertThat(each.getBean(ExpressionsTest.Aware.class).resolve(written))
                                .as(written)
                                .isEqualTo(evaluated);
                    }
                }
            }
        } finally {
            Security.removeProvider(WinCredProvider.NAME);
            delete(folder);
        }
    }

    @Provide
    static Arbitrary<List<List<Integer>>> orders() {
        return Arbitraries.integers()
                .between(0, 10_000)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6)
                .list()
                .ofSize(300);
    }

    /** The halves, where they come from two secrets, or from one and the application. */
    @Example
    void halves_areNoExpression() throws Exception {
        composedText_holdsEverySecretAsItIsStored(
                List.of("x#", "{1+1}y", "#", "{", "$", "{x}", "${", "x}", "#{", "1+1}", "\\", "${p.p0}"),
                IntStream.range(0, 60)
                        .boxed()
                        .flatMap(a -> IntStream.range(0, 60).mapToObj(b -> List.of(a, b)))
                        .toList());
    }

    private static void check(ConfigurableApplicationContext context, String name, String secret) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String placeholder = "${" + name + "}";

        assertThat(environment.resolveRequiredPlaceholders(placeholder)).isEqualTo(secret);
        assertThat(environment.resolveRequiredPlaceholders("<" + placeholder + "|" + placeholder + "}>"))
                .isEqualTo("<" + secret + "|" + secret + "}>");
        assertThat(valueOf(context, placeholder)).isEqualTo(secret);
        assertThat(valueOf(context, "<" + placeholder + ">")).isEqualTo("<" + secret + ">");
        if (!name.startsWith("wincred:")) {
            assertThat(environment.getProperty(name)).isEqualTo(secret);
            assertThat(Binder.get(environment).bind(name, String.class).get()).isEqualTo(secret);
        }
    }

    /** What {@code @Value} does with its text. */
    static Object valueOf(ConfigurableApplicationContext context, String text) {
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
