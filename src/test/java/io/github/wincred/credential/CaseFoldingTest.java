package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {

    /** Letters that Unicode gives a one-unit upper case form and Windows leaves alone. */
    private static final Set<Integer> LEFT_ALONE = Set.of(
            0x00B5, 0x0131, 0x017F, 0x01C5, 0x01C8, 0x01CB, 0x01F2, 0x0345, 0x03C2, 0x03D0, 0x03D1, 0x03D5, 0x03D6,
            0x03F0, 0x03F1, 0x03F5, 0x1C80, 0x1C81, 0x1C82, 0x1C83, 0x1C84, 0x1C85, 0x1C86, 0x1C87, 0x1C88, 0x1E9B,
            0x1FBE);

    /** Letters that Java 25 maps and Wine 8.0 does not know yet. */
    private static final Set<Integer> NEWER_THAN_WINE = Set.of(0x019B, 0x0264, 0x1C8A, 0xA7CD, 0xA7DB);

    @Test
    void allUnits_areMappedAsFrozen() throws Exception {
        ByteBuffer mapped = ByteBuffer.allocate(2 * 0x10000);
        for (int unit = 0; unit <= 0xFFFF; unit++) {
            mapped.putChar(CaseFolding.upcase((char) unit));
        }

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(mapped.array());

        // Of the 65,536 answers, two bytes each, high byte first. A change here makes vault files unfindable.
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("cd0b3fd50f7a1218288d8a60e7edb9e98b344a47730f178cfb127d4c40235301");
    }

    @Test
    void allUnits_followUnicodeExceptWhereDocumented() {
        Set<Integer> different = IntStream.rangeClosed(0, 0xFFFF)
                .filter(unit -> CaseFolding.upcase((char) unit) != Character.toUpperCase((char) unit))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(different).containsAll(LEFT_ALONE);
        different.removeAll(LEFT_ALONE);
        different.removeAll(NEWER_THAN_WINE);
        assertThat(NewerLetters.upperCaseUnderWine().keySet()).hasSize(190).containsAll(different);
        assertThat(LEFT_ALONE).allMatch(unit -> CaseFolding.upcase((char) (int) unit) == unit);
    }

    @Test
    void upperCaseOfUpperCase_isItself() {
        assertThat(IntStream.rangeClosed(0, 0xFFFF).map(unit -> CaseFolding.upcase((char) unit)))
                .allMatch(upper -> CaseFolding.upcase((char) (int) upper) == upper);
    }

    @Test
    void surrogates_areUntouched() {
        assertThat(IntStream.rangeClosed(Character.MIN_SURROGATE, Character.MAX_SURROGATE))
                .allMatch(unit -> CaseFolding.upcase((char) (int) unit) == unit);
        // DESERET SMALL and CAPITAL LETTER LONG I: a case pair to Unicode, two names to Windows.
        assertThat(CaseFolding.equal("\uD801\uDC28", "\uD801\uDC00")).isFalse();
        assertThat(CaseFolding.equal("x\uD801", "X\uD801")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "git:https://Host.example, GIT:HTTPS://hOST.EXAMPLE",
        "größe, GRÖßE",
        "ÿ, Ÿ",
        "łódź, ŁÓDŹ",
        "ường, ƯỜNG",
        "пароль, ПАРОЛЬ",
        "κωδικόσ, ΚΩΔΙΚΌΣ",
        "ｗｉｄｅ, ＷＩＤＥ",
        "ⅷ, Ⅷ"
    })
    void spellingsOfOneName_areEqual(String a, String b) {
        assertThat(CaseFolding.equal(a, b)).isTrue();
        assertThat(CaseFolding.compare(a, b)).isZero();
        assertThat(CaseFolding.startsWith(a + "tail", b)).isTrue();
        assertThat(CaseFolding.fold(a)).isEqualTo(CaseFolding.fold(b));
        assertThat(CaseFolding.hash(a)).isEqualTo(CaseFolding.hash(b));
    }

    @ParameterizedTest
    @CsvSource({
        "i, ı",
        "I, İ",
        "s, ſ",
        "k, \u212A",
        "å, \u212B",
        "μ, \u00B5",
        "σ, ς",
        "straße, STRASSE",
        "ß, ẞ",
        "ǆ, ǅ",
        "é, e\u0301",
        "a, ａ",
        "name, name2",
        "'', x"
    })
    void namesThatWindowsKeepsApart_areDifferent(String a, String b) {
        assertThat(CaseFolding.equal(a, b)).isFalse();
        assertThat(CaseFolding.compare(a, b)).isNotZero();
        assertThat(Integer.signum(CaseFolding.compare(b, a))).isEqualTo(-Integer.signum(CaseFolding.compare(a, b)));
        assertThat(CaseFolding.fold(a)).isNotEqualTo(CaseFolding.fold(b));
    }

    @Test
    void foldOfFoldedName_isTheSameInstance() {
        String folded = "GIT:HTTPS://HOST/ß\uD83D\uDD11";

        assertThat(CaseFolding.fold(folded)).isSameAs(folded);
        assertThat(CaseFolding.fold("")).isEmpty();
    }

    @Test
    void order_isByUpperCaseUnit() {
        // '_' lies between the capital and the small letters; ordinal comparison ranks it after both.
        List<String> names = List.of("", "A", "a_", "b", "_", "\uD800", "\uFFFF");

        assertThat(names).isSortedAccordingTo(comparator());
        assertThat(CaseFolding.compare("a", "B")).isNegative();
        assertThat(CaseFolding.compare("A", "b")).isNegative();
    }

    @Test
    void prefix_isComparedInAnyCaseAndOnlyAtTheStart() {
        assertThat(CaseFolding.startsWith("Äpfel:1", "äPFEL:")).isTrue();
        assertThat(CaseFolding.startsWith("name", "")).isTrue();
        assertThat(CaseFolding.startsWith("name", "NAMES")).isFalse();
        assertThat(CaseFolding.startsWith("a name", "name")).isFalse();
    }

    @Test
    void nullName_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> CaseFolding.equal("a", null));
        assertThatNullPointerException().isThrownBy(() -> CaseFolding.fold(null));
        assertThatNullPointerException().isThrownBy(() -> CaseFolding.hash(null));
        assertThatNullPointerException().isThrownBy(() -> CaseFolding.compare(null, "a"));
        assertThatNullPointerException().isThrownBy(() -> CaseFolding.startsWith("a", null));
    }

    private static Comparator<String> comparator() {
        return CaseFolding::compare;
    }
}
