package io.github.wincred.acceptance;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;

/** The servers that take secrets from WinCred, each in a copy of its example: Tomcat's distribution, and Spring Boot's jar that runs by itself. */
enum WholeServer {
    TOMCAT_10_1("tomcat", "10.1"),
    TOMCAT_11("tomcat", "11"),
    SPRING_BOOT_3_5("spring-boot", "3.5"),
    SPRING_BOOT_4("spring-boot", "4");

    /** What the configuration names. */
    enum Property {
        USER("username", "SPRING_DATASOURCE_USERNAME"),
        PASSWORD("password", "SPRING_DATASOURCE_PASSWORD"),
        KEY_ALIAS("certificateKeyAlias", "SPRING_SSL_BUNDLE_JKS_SHOP_KEY_ALIAS");

        private final String attribute;
        private final String variable;

        Property(String attribute, String variable) {
            this.attribute = attribute;
            this.variable = variable;
        }
    }

    static final int HTTPS = 8443;
    private static final int HTTP = 8080;

    private final String example;
    private final String line;

    WholeServer(String example, String line) {
        this.example = example;
        this.line = line;
    }

    boolean isSpring() {
        return example.equals("spring-boot");
    }

    /** A copy of the example that starts as soon as its database and its store are there. */
    Example copy(Path folder) throws Exception {
        Example copy = Example.copy(example, folder).atFreePort(HTTPS).atFreePort(HTTP);
        if (isSpring()) {
            return copy.withJar("target/shop.jar", "target/shop-" + line + ".jar")
                    .with("SERVER_PORT", Integer.toString(copy.port(HTTPS)));
        }
        copy.with("CATALINA_HOME", Build.tomcat(line).toString())
                .with("CATALINA_OPTS", "-Dhttp.port=" + copy.port(HTTP) + " -Dhttps.port=" + copy.port(HTTPS))
                .run(copy.commands().get(1));
        return copy;
    }

    /** The README's command that starts the server, the last but one. */
    static String startCommand(Example copy) throws IOException {
        List<String> commands = copy.commands();
        return commands.get(commands.size() - 2);
    }

    /** The README's command that asks the server, the last one. */
    static String askCommand(Example copy) throws IOException {
        List<String> commands = copy.commands();
        return commands.get(commands.size() - 1);
    }

    /** Gives a property of the configuration another value. */
    void set(Example copy, Property property, String value) throws IOException {
        if (isSpring()) {
            copy.with(property.variable, value);
            return;
        }
        Path configuration = copy.folder().resolve("conf/server.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replaceAll(
                                "(?<=\\s" + property.attribute + "=\")[^\"]*(?=\")", Matcher.quoteReplacement(value)));
    }
}
