package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of errors names tests that exist, and no test of an error is missing from it. */
class VaultErrorsPageTest {

    @Test
    void page_namesEveryTestOfAnError() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher matcher = Pattern.compile("`(?:(\\w+)\\.)?(\\w+_\\w+)`")
                .matcher(Files.readString(Path.of("docs/vault-errors.md")));
        while (matcher.find()) {
            String type = matcher.group(1) == null ? "VaultErrorsTest" : matcher.group(1);
            named.add(type + "." + matcher.group(2));
        }
        Set<String> existing = Stream.of(
                        VaultErrorsTest.class,
                        VaultDamageTest.class,
                        VaultLostLockTest.class,
                        ConfiguredPasswordTest.class,
                        PasswordTextTest.class,
                        VaultRulesContract.class,
                        WindowsAccessTest.class,
                        DefaultVaultLocationTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .map(Method::getName)
                        .map(name -> type.getSimpleName() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(existing).containsAll(named);
        assertThat(named)
                .containsAll(existing.stream()
                        .filter(name -> name.matches("VaultErrorsTest\\.[a-zA-Z]+_[a-zA-Z]+"))
                        .toList());
    }
}
