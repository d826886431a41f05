package io.github.wincred.spring;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Masks values from WinCred in the Actuator endpoints {@code env} and {@code configprops}, even if these are configured to show values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
final class ActuatorAutoConfiguration {

    @Bean
    SanitizingFunction winCredSanitizingFunction(ConfigurableEnvironment environment) {
        SecretOrigins origins = new SecretOrigins(environment);
        return data -> {
            PropertySource<?> source = data.getPropertySource();
            boolean secret = source == null
                    ? origins.isFromWinCred(data.getKey())
                    : origins.isFromWinCred(source, data.getKey());
            return secret ? data.withSanitizedValue() : data;
        };
    }
}
