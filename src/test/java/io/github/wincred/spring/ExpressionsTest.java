package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.WinCredProvider;
import io.github.wincred.testing.TestVault;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.util.StringValueResolver;

/** Secrets beside and within expressions, which Spring evaluates in what placeholders became. */
class ExpressionsTest {

    private static final String RAN = "wincred.test.ran";
    private static final String EXPRESSION = "#{T(java.lang.System).setProperty('" + RAN + "', 'x')}";

    @TempDir
    Path folder;

    private TestVault vault;

    @BeforeEach
    void makeVault() {
        vault = new TestVault(folder)
                .select()
                .put("s", EXPRESSION, EXPRESSION)
                .put("hash", null, "x#")
                .put("braces", null, "{1+1}y")
                .put("plain", null, "secret")
                .put("quote", null, "'+T(java.lang.System).setProperty('" + RAN + "','x')+'")
                .put("it's \"#{1+1}", null, EXPRESSION)
                .put("a}b'", null, EXPRESSION)
                .put("app/imported", null, EXPRESSION)
                .put("app/MY_VARIABLE", null, EXPRESSION)
                .put("app/my.otherName", null, EXPRESSION);
    }

    @AfterEach
    void forgetVault() {
        vault.close();
        Security.removeProvider(WinCredProvider.NAME);
        assertThat(System.clearProperty(RAN)).as("evaluated").isNull();
    }

    /** As pools, schedulers and listeners of queues have their texts resolved. */
    static final class Aware implements EmbeddedValueResolverAware {

        private StringValueResolver resolver;

        @Override
        public void setEmbeddedValueResolver(StringValueResolver resolver) {
            this.resolver = resolver;
        }

        String resolve(String text) {
            return resolver.resolveStringValue(text);
        }
    }

    static final class Configured {

        private String password;

        public void setPassword(String password) {
            this.password = password;
        }
    }

    private static ConfigurableApplicationContext start(Class<?>... beans) {
        return Application.start(
                Map.of(
                        "spring.config.import",
                        "wincred:app/",
                        "app.s",
                        "${wincred:s}",
                        "app.x",
                        "${wincred:plain}",
                        "app.key",
                        "wincred:a}b'"),
                beans);
    }

    /** By every way on which Spring evaluates what placeholders became. */
    private static Map<String, String> evaluated(ConfigurableApplicationContext context, String text) {
        return Map.of(
                "@Value",
                SecretsThroughSpringProperties.valueOf(context, text).toString(),
                "EmbeddedValueResolverAware",
                context.getBean(Aware.class).resolve(text));
    }

    private static String definition(String text) {
        try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
                ConfigurableApplicationContext parent = start()) {
            child.setParent(parent);
            child.register(PropertySourcesPlaceholderConfigurer.class);
            child.registerBeanDefinition(
                    "configured",
                    BeanDefinitionBuilder.genericBeanDefinition(Configured.class)
                            .addPropertyValue("password", text)
                            .getBeanDefinition());
            child.refresh();
            return child.getBean(Configured.class).password;
        }
    }

    static String expected(String described) {
        return described
                .replace("[s]", EXPRESSION)
                .replace("[quote]", "'+T(java.lang.System).setProperty('" + RAN + "','x')+'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "${wincred:s},                             [s]",
                "#{'x'}-${wincred:s},                      x-[s]",
                "${wincred:s}-#{'x'},                      [s]-x",
                "${wincred:s}${wincred:s#username},        [s][s]",
                "${app.s}|${wincred:s}|${imported},        [s]|[s]|[s]",
                "${absent:${wincred:s}},                   [s]",
                "${wincred:hash}${wincred:braces},         x#{1+1}y",
                "#${wincred:braces},                       #{1+1}y",
                "${wincred:hash}{1+1},                     x#{1+1}",
                "#{1+1}${wincred:hash}${wincred:braces},   2x#{1+1}y",
                "${wincred:quote}#{'x'}${wincred:plain},   [quote]xsecret",
                "${wincred:absent:-#{1+1}},                #{1+1}",
                "${wincred:it's \"#{1+1}},                 [s]",
                "${${app.key}},                            [s]",
                "${my.variable}-${my.other-name},          [s]-[s]",
                "${MY_VARIABLE}-${my.otherName},           [s]-[s]",
            })
    void secretBesideExpressions_isNotEvaluated(String text, String described) {
        try (ConfigurableApplicationContext context = start(Aware.class, PropertyPlaceholderAutoConfiguration.class)) {
            assertThat(evaluated(context, text).values()).containsOnly(expected(described));
        }
        try (ConfigurableApplicationContext context = start(Aware.class)) {
            assertThat(evaluated(context, text).values()).containsOnly(expected(described));
        }
    }

    /** As in XML, and in a context that the application made by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"#{'x'}-${wincred:s}", "#{'x'}-${app.s}", "#{'x'}-${imported}"})
    void secretInABeanDefinition_isNotEvaluated(String text) {
        assertThat(definition(text)).isEqualTo("x-" + EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#{'${wincred:plain}'}",
                "#{'${wincred:plain}'.length()}",
                "#{\"${wincred:plain}\".length()}",
                "#{ \"a${wincred:plain}\" + 'b' }",
                "#{${wincred:plain}}",
                "#{1 + ${wincred:plain}}",
                "#{ {'${wincred:plain}'} }",
                "#{true ? '${wincred:plain}' : \"\"}",
                "#{true ? \"${wincred:plain}\" : ''}",
                "#{'${wincred:s}'}",
                "#{\"${wincred:s}\"}",
                "#{'${wincred:quote}'}",
                "#{'${app.x}'}",
                "#{\"${app.x}\"}",
                "#{'${imported}'}",
                "#{'${wincred:absent:-x}'}",
                "#{'x'}#{'${wincred:plain}'}"
            })
    void placeholderWithinAnExpression_isAnErrorThatSaysSo(String text) {
        try (ConfigurableApplicationContext context = start(Aware.class)) {
            assertThatThrownBy(() -> SecretsThroughSpringProperties.valueOf(context, text))
                    .hasStackTraceContaining("a placeholder for a credential cannot stand within an expression")
                    .message()
                    .doesNotContain("secret", RAN);
            assertThatThrownBy(() -> context.getBean(Aware.class).resolve(text))
                    .hasStackTraceContaining("a placeholder for a credential cannot stand within an expression");
        }
    }

    /** Spring asks for the name that they make before anything is evaluated. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${db.${wincred:plain}.url}",
                "${db.${imported}.url:x}",
                "${db.${app.x}.url:x}",
                "${wincred\\:app/${wincred:plain}}",
                "${wincred\\:app/${imported}}",
                "${wincred\\:absent\\:-${app.x}}"
            })
    void secretWithinTheNameOfAnotherPlaceholder_isAnError(String text) {
        try (ConfigurableApplicationContext context = start(Aware.class, PropertyPlaceholderAutoConfiguration.class)) {
            assertThatThrownBy(() -> context.getBean(Aware.class).resolve(text))
                    .hasStackTraceContaining("cannot be a part of the name in another placeholder")
                    .message()
                    .doesNotContain("secret", RAN);
        }
    }

    static final class Conditional {

        @Bean
        @ConditionalOnExpression("'${wincred:quote}' == ''")
        String conditional() {
            return "";
        }
    }

    static final class AskingConditional {

        @Bean
        @ConditionalOnExpression("@environment.getProperty('app.x') == 'secret'")
        String conditional() {
            return "as it is stored";
        }
    }

    @Test
    void condition_mayAskForASecretButNotHoldItsPlaceholder() {
        assertThatThrownBy(() -> start(Conditional.class))
                .hasStackTraceContaining("a placeholder for a credential cannot stand within an expression");

        try (ConfigurableApplicationContext context = start(AskingConditional.class)) {
            assertThat(context.getBean(String.class)).isEqualTo("as it is stored");
        }
    }

    static final class Values {

        @Value("${wincred:number}")
        int number;

        @Value("#{'x'}-${wincred:s}")
        char[] characters;

        @Value("#{environment.getProperty('app.s')}")
        String asked;
    }

    @Test
    void value_isConvertedAsEver() {
        vault.put("number", null, "42");

        try (ConfigurableApplicationContext context = start(Values.class)) {
            Values values = context.getBean(Values.class);
            assertThat(values.number).isEqualTo(42);
            assertThat(values.characters).containsExactly(("x-" + EXPRESSION).toCharArray());
            assertThat(values.asked).isEqualTo(EXPRESSION);
        }
    }
}
