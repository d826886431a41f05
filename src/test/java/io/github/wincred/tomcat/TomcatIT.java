package io.github.wincred.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.settings.Setting;
import io.github.wincred.testing.Build;
import io.github.wincred.testing.Example;
import io.github.wincred.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example as its README says, in whole servers of both lines, and what such a server does when it cannot have a secret. */
@DisabledOnOs(OS.WINDOWS)
class TomcatIT {

    private static final int HTTP = 8080;
    private static final int HTTPS = 8443;

    /** The README's commands, in its order. */
    private static final int CONFIGURE = 1;

    private static final int STORE = 2;
    private static final int MAKE_KEY = 3;
    private static final int START = 4;
    private static final int ASK = 5;

    private static Example example(String line, Path folder) throws Exception {
        Example example = Example.copy("tomcat", folder)
                .with("CATALINA_HOME", Build.tomcat(line).toString())
                .atFreePort(HTTP)
                .atFreePort(HTTPS);
        return example.with(
                "CATALINA_OPTS", "-Dhttp.port=" + example.port(HTTP) + " -Dhttps.port=" + example.port(HTTPS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1", "11"})
    void example_logsInToItsDatabaseAsTheReadmeSays(String line, @TempDir Path folder) throws Exception {
        Example example = example(line, folder);
        List<String> commands = example.commands();
        assertThat(example.run(commands.get(CONFIGURE))).isEmpty();
        example.run(commands.get(STORE) + "\n" + commands.get(MAKE_KEY));
        application(example, "denied", "${wincred:LegacyGeneric:target=shop/other:-fallback}");
        application(example, "missing", "${wincred:web/absent}");
        application(example, "allowed", "${wincred:web/title}");
        example.vault().put("web/title", null, "A title").put("shop/other", null, "not yours");
        example.replace("conf/server.xml", "shop/db}", "SHOP/DB}");
        example.with(Setting.PLACEHOLDER_ALLOW.variable(), "shop/db;web/");

        Map<String, String> before = example.vault().files();

        try (ServerProcess tomcat = example.start(commands.get(START)).listening(example.port(HTTPS))) {
            tomcat.printed("Server startup in");

            assertThat(example.run(commands.get(ASK)).strip())
                    .isEqualTo(example.outputs().get(0));
            assertThat(example.run("curl -s http://127.0.0.1:" + example.port(HTTP) + "/allowed/title.jsp")
                            .strip())
                    .isEqualTo("A title");
            assertThat(page(example, "denied")).doesNotContain("not yours", "fallback", "wincred:");
            assertThat(page(example, "missing")).doesNotContain("wincred:", "web/absent");
            assertThat(tomcat.log())
                    .contains("'LegacyGeneric:target=shop/other' is not in the list of allowed credentials")
                    .contains("'web/absent' was not found in WinCred vault", "under the account ")
                    .doesNotContain("correct horse", "A title", "not yours");
        }
        assertThat(example.vault().files()).isEqualTo(before);
    }

    @Test
    void jarOfTheCommand_isTheOnlyOneThatTomcatAndKeytoolNeed(@TempDir Path folder) throws Exception {
        Example example = example("10.1", folder).withJar("lib/wincred.jar:lib/jna.jar", "lib/wincred.jar");
        for (String jar : List.of("wincred.jar", "jna.jar")) {
            Files.delete(folder.resolve("lib").resolve(jar));
        }
        Files.copy(Build.commandJar(), folder.resolve("lib/wincred.jar"));
        List<String> commands = example.commands();
        example.run(commands.get(CONFIGURE));
        example.run(commands.get(STORE) + "\n" + commands.get(MAKE_KEY));

        try (ServerProcess tomcat = example.start(commands.get(START)).listening(example.port(HTTPS))) {
            tomcat.printed("Server startup in");

            assertThat(example.run(commands.get(ASK)).strip())
                    .isEqualTo(example.outputs().get(0));
        }
    }

    private static String page(Example example, String application) throws Exception {
        return example.run("curl -s http://127.0.0.1:" + example.port(HTTP) + "/" + application + "/title.jsp");
    }

    /** What Tomcat alone has, beside what every server does. */
    @ParameterizedTest
    @ValueSource(strings = {"10.1", "11"})
    void serverThatCannotHaveItsPassword_ends(String line, @TempDir Path folder) throws Exception {
        Example example = example(line, folder);
        List<String> commands = example.commands();
        example.run(commands.get(CONFIGURE));

        example.vault().put("shop/db", null, "a${wincred:other}b");
        assertThat(endOf(example, commands.get(START)))
                .contains("the value of wincred:shop/db holds ${")
                .doesNotContain("a${");

        example.with(Setting.PLACEHOLDER_ALLOW.variable(), "shop/*");
        assertThat(endOf(example, commands.get(START))).contains("wincred:shop/db cannot be looked up", "'shop/*'");
    }

    private static String endOf(Example example, String command) throws Exception {
        try (ServerProcess tomcat = example.start(command)) {
            assertThat(tomcat.ended()).as(tomcat.log()).isEqualTo(1);
            return tomcat.log();
        }
    }

    /** An application whose web.xml holds a placeholder, and a page that shows what it became. */
    private static void application(Example example, String name, String placeholder) throws Exception {
        Path folder = Files.createDirectories(example.folder().resolve("webapps/" + name + "/WEB-INF"));
        Files.writeString(
                folder.resolve("web.xml"),
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'><context-param><param-name>title</param-name>"
                        + "<param-value>" + placeholder + "</param-value></context-param></web-app>");
        Files.writeString(folder.resolveSibling("title.jsp"), "<%= application.getInitParameter(\"title\") %>");
    }
}
