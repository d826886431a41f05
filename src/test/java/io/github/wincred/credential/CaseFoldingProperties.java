package io.github.wincred.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class CaseFoldingProperties {

    /** Any units, surrogates in any order, with letters of several scripts often enough that names meet in another case. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<Character> letters = Arbitraries.of("aAbB_iIıİsSſkK\u212AßẞµμσςΣäÄжЖ\uD801\uDC28\uDC00"
                .chars()
                .mapToObj(unit -> (char) unit)
                .toList());
        Arbitrary<Character> any = Arbitraries.chars().range(Character.MIN_VALUE, Character.MAX_VALUE);
        return Arbitraries.frequencyOf(Tuple.of(4, letters), Tuple.of(1, any))
                .list()
                .ofMaxSize(6)
                .map(CaseFoldingProperties::join);
    }

    @Property
    void equalNames_areThoseWithTheSameFold(@ForAll("names") String a, @ForAll("names") String b) {
        boolean sameFold = CaseFolding.fold(a).equals(CaseFolding.fold(b));

        assertThat(CaseFolding.equal(a, b)).isEqualTo(sameFold);
        assertThat(CaseFolding.compare(a, b) == 0).isEqualTo(sameFold);
    }

    @Property
    void fold_mapsEveryUnitAndIsStable(@ForAll("names") String name) {
        String folded = CaseFolding.fold(name);

        assertThat(folded).hasSameSizeAs(name);
        for (int i = 0; i < name.length(); i++) {
            assertThat(folded.charAt(i)).isEqualTo(CaseFolding.upcase(name.charAt(i)));
        }
        assertThat(CaseFolding.fold(folded)).isSameAs(folded);
        assertThat(CaseFolding.hash(name)).isEqualTo(folded.hashCode());
    }

    @Property
    void compare_ordersByFoldedUnits(@ForAll("names") String a, @ForAll("names") String b) {
        int byString = CaseFolding.fold(a).compareTo(CaseFolding.fold(b));

        assertThat(Integer.signum(CaseFolding.compare(a, b))).isEqualTo(Integer.signum(byString));
    }

    @Property
    void startsWith_isStartsWithOfTheFolds(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(CaseFolding.startsWith(a, b)).isEqualTo(CaseFolding.fold(a).startsWith(CaseFolding.fold(b)));
        assertThat(CaseFolding.startsWith(CaseFolding.fold(b) + a, b)).isTrue();
    }

    @Property
    void asciiName_foldsAsTheRootLocaleDoes(@ForAll("ascii") String name) {
        assertThat(CaseFolding.fold(name)).isEqualTo(name.toUpperCase(Locale.ROOT));
    }

    @Provide
    Arbitrary<String> ascii() {
        return Arbitraries.strings().ascii().ofMaxLength(20);
    }

    private static String join(Iterable<Character> units) {
        StringBuilder text = new StringBuilder();
        units.forEach(text::append);
        return text.toString();
    }
}
