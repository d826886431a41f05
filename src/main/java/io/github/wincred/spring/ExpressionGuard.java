package io.github.wincred.spring;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps secrets from being evaluated: Spring resolves the placeholders in {@code @Value} first and then evaluates what looks like an expression, in
 * the values as well. A secret that holds <code>#{</code> is therefore quoted before the evaluation, unless it stands inside an expression that the
 * application wrote around the placeholder.
 */
public final class ExpressionGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** How an expression begins. */
    static final String OPENING = "#{";

    private static final String QUOTED_OPENING = "#{'#{'}";

    /** For Spring. */
    public ExpressionGuard() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(beans -> {
            BeanExpressionResolver resolver = beans.getBeanExpressionResolver();
            if (resolver != null) {
                beans.setBeanExpressionResolver(new Guarded(resolver, context.getEnvironment()));
            }
        });
    }

    private record Guarded(BeanExpressionResolver resolver, ConfigurableEnvironment environment)
            implements BeanExpressionResolver {

        @Override
        public @Nullable Object evaluate(@Nullable String value, BeanExpressionContext context) {
            return resolver.evaluate(value == null ? null : quote(value), context);
        }

        private String quote(String value) {
            int opening = value.indexOf(OPENING);
            if (opening < 0) {
                return value;
            }
            return environment.getPropertySources().stream()
                    .filter(PlaceholderSource.class::isInstance)
                    .flatMap(source -> ((PlaceholderSource) source).expressions().stream())
                    .filter(secret ->
                            value.indexOf(secret) >= 0 && value.indexOf(secret) + secret.indexOf(OPENING) == opening)
                    .max(Comparator.comparingInt(String::length))
                    .map(secret -> value.replace(secret, secret.replace(OPENING, QUOTED_OPENING)))
                    .orElse(value);
        }
    }
}
