package io.github.wincred.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A quiet Spring Boot application without a web server, started in this JVM. */
final class Application {

    private Application() {}

    /** Starts it with these properties as arguments, and these beans. */
    static ConfigurableApplicationContext start(Map<String, String> properties, Class<?>... beans) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addPrimarySources(List.of(beans));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off", "--logging.level.root=off"));
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return application.run(arguments.toArray(String[]::new));
    }
}
