package io.github.wincred.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Example;
import io.github.wincred.testing.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example as its README says, packaged with Spring Boot of both lines, and what it does when its import finds nothing. */
@DisabledOnOs(OS.WINDOWS)
class SpringBootIT {

    private static final int HTTPS = 8443;

    /** The README's commands, in its order. */
    private static final int STORE = 1;

    private static final int MAKE_KEY = 2;
    private static final int START = 3;
    private static final int ASK = 4;

    private static Example example(String line, Path folder) throws Exception {
        Example example = Example.copy("spring-boot", folder).atFreePort(HTTPS);
        example.with("SERVER_PORT", Integer.toString(example.port(HTTPS)));
        return example.withJar("target/shop.jar", "target/shop-" + line + ".jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "4"})
    void example_logsInToItsDatabaseAsTheReadmeSays(String line, @TempDir Path folder) throws Exception {
        Example example = example(line, folder);
        List<String> commands = example.commands();
        example.run(commands.get(STORE) + "\n" + commands.get(MAKE_KEY));
        example.vault().put("shop/contact", "ann", "contact secret");
        Map<String, String> before = example.vault().files();

        try (ServerProcess server = example.with("MANAGEMENT_ENDPOINT_ENV_SHOWVALUES", "never")
                .start(commands.get(START))
                .listening(example.port(HTTPS))) {
            server.printed("Started Shop");

            assertThat(example.run(commands.get(ASK)).strip())
                    .isEqualTo(example.outputs().get(0));
            assertThat(example.run(
                            "curl -s --cacert shop.pem https://localhost:" + example.port(HTTPS) + "/actuator/env"))
                    .contains("\"wincred:shop/\"", "\"spring.datasource.password\":{\"value\":\"******\"")
                    .doesNotContain("correct horse", "contact secret");
            assertThat(server.log()).doesNotContain("correct horse", "contact secret");
        }
        assertThat(example.vault().files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "4"})
    void serverWhoseImportFindsNothing_ends(String line, @TempDir Path folder) throws Exception {
        Example example = example(line, folder);
        List<String> commands = example.commands();

        assertThat(endOf(example, commands.get(START)))
                .contains("below 'shop/' in WinCred vault (" + folder.resolve("vault"))
                .contains("under the account " + System.getProperty("user.name"));
    }

    private static String endOf(Example example, String command) throws Exception {
        try (ServerProcess server = example.start(command)) {
            assertThat(server.ended()).as(server.log()).isEqualTo(1);
            return server.log();
        }
    }
}
