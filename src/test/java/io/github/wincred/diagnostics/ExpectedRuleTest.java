package io.github.wincred.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.WineTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one file of expected answers, and the pages that speak of them. */
class ExpectedRuleTest {

    private static final Map<String, ExpectedRule> RULES = ExpectedRule.all();

    /** What Wine answers, {@code SelfTestWindowsIT} compares. */
    @Test
    void differences_sayOfWindowsWhatIsExpected() throws IOException {
        assertThat(WineTable.rows()).isNotEmpty().allSatisfy(row -> {
            String[] cells = row.split(" \\| ", -1);
            ExpectedRule rule = RULES.get(cells[0].substring(2));
            assertThat(rule).as(row).isNotNull();
            assertThat(row).isEqualTo(WineTable.rows(rule.row("?")).get(0).replace("? |", cells[4]));
        });
    }

    @Test
    void everyRule_isOneOfThePage() throws IOException {
        String page = Files.readString(Path.of("docs/windows-rules.md"));

        assertThat(RULES.values())
                .hasSizeGreaterThan(100)
                .allSatisfy(rule -> assertThat(List.of(rule.rules().split(", ", -1)))
                        .allMatch(number -> number.equals("-")
                                || Pattern.compile("(?m)^- \\*\\*" + number + "\\*\\*")
                                        .matcher(page)
                                        .find()));
    }

    @Test
    void answer_isSameOpenOrDifferent() {
        ExpectedRule rule = new ExpectedRule("7a", "R7", "a*b", "1004 or 87");

        assertThat(rule.row("87")).isEqualTo("| 7a | R7 | a\\*b | 1004 or 87 | 87 | yes |");
        assertThat(rule.row("1168")).endsWith("| 1168 | **no** |");
        assertThat(new ExpectedRule("9f", "R15", "pointer", "?").row("NULL")).endsWith("| NULL | open |");
    }
}
