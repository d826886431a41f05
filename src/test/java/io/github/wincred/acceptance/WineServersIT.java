package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.Example;
import io.github.wincred.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples once more, in the Windows JVM under Wine: keys and passwords lie in the native store, and the answers come from outside. The commands
 * of the READMEs stand, with Windows' programs and its separator. A build that has the binding of newer Java runs Tomcat on it.
 */
@DisabledOnOs(OS.WINDOWS)
class WineServersIT {

    private static final int HTTPS = 8443;

    @BeforeEach
    void requireWine() throws Exception {
        Wine.require();
    }

    private static Example windows(Example example) throws Exception {
        return example.atFreePort(HTTPS)
                .withoutVault()
                .with("RUN_WINDOWS", Wine.script().toString())
                .with("KEYTOOL_OPTIONS", "")
                .with("WINDOWS", "servers");
    }

    /** With the binding of newer Java, in a build that has it. */
    private static void foreign(Example example, String jar) throws IOException {
        if (ForeignOnJava21.isPossible()) {
            ForeignOnJava21.addTo(example.folder().resolve(jar));
            example.with(ForeignOnJava21.BINDING, "ffm")
                    .with("JDK_JAVA_OPTIONS", String.join(" ", ForeignOnJava21.OPTIONS))
                    .with("KEYTOOL_OPTIONS", "-J" + String.join(" -J", ForeignOnJava21.OPTIONS));
        }
    }

    /** The command with keytool and java of Windows. The database is made by the Java of this machine. */
    private static String onWindows(String command) {
        return "keytool() { \"$RUN_WINDOWS\" keytool.exe $KEYTOOL_OPTIONS \"$@\"; }\n"
                + command.replace(":lib/", ";lib/");
    }

    private static final String FORGET = "\nkeytool -delete -alias shop/tls $WINCRED; keytool -delete -alias ";

    @Test
    void tomcat_servesHttpsWithKeyAndPasswordFromTheNativeStore(@TempDir Path folder) throws Exception {
        Example example = windows(Example.copy("tomcat", folder));
        foreign(example, "lib/wincred.jar");
        example.with("CATALINA_HOME", Build.tomcat("11").toString());
        List<String> commands = example.commands();
        example.run(commands.get(1));
        String store = commands.get(2);
        example.run(onWindows(store + "\n" + commands.get(3)));
        try (ServerProcess server = example.start("exec \"$RUN_WINDOWS\" java.exe -cp"
                        + " \"Z:$CATALINA_HOME/bin/bootstrap.jar;Z:$CATALINA_HOME/bin/tomcat-juli.jar\""
                        + " \"-Dcatalina.home=Z:$CATALINA_HOME\" \"-Dcatalina.base=Z:$PWD\" -Dhttp.port="
                        + ServerProcess.freePort() + " -Dhttps.port=" + example.port(HTTPS)
                        + " org.apache.catalina.startup.Bootstrap start")
                .listening(example.port(HTTPS))) {
            assertThat(example.run(commands.get(5)).strip())
                    .isEqualTo(example.outputs().get(0));
            assertThat(server.log()).doesNotContain("correct horse");
        } finally {
            example.run(onWindows(variables(store) + FORGET + "shop/db $WINCRED"));
        }
    }

    @Test
    void springBoot_servesHttpsWithKeyAndPasswordFromTheNativeStore(@TempDir Path folder) throws Exception {
        Example example = windows(Example.copy("spring-boot", folder)).withJar("target/shop.jar", "target/shop-4.jar");
        example.with("SERVER_PORT", Integer.toString(example.port(HTTPS)));
        List<String> commands = example.commands();
        String store = commands.get(1);
        example.run(onWindows(store + "\n" + commands.get(2)));
        try (ServerProcess server = example.start(
                        "exec \"$RUN_WINDOWS\" " + commands.get(3).replace("java ", "java.exe "))
                .listening(example.port(HTTPS))) {
            assertThat(example.run(commands.get(4)).strip())
                    .isEqualTo(example.outputs().get(0));
            assertThat(server.log()).doesNotContain("correct horse");
        } finally {
            example.run(onWindows(variables(store) + FORGET + "shop/spring.datasource.password $WINCRED"));
        }
    }

    private static String variables(String command) {
        return command.lines()
                .filter(line -> line.startsWith("WINCRED="))
                .findFirst()
                .orElseThrow();
    }
}
