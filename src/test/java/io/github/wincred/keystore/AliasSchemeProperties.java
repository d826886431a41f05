package io.github.wincred.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every key has an alias that means it and nothing else; every text is an alias of some key. Text is any UTF-16, surrogates alone included. */
class AliasSchemeProperties {

    private static final List<String> TRICKY = List.of(
            "",
            "generic:",
            "domain-password:",
            "domain-certificate:",
            "domain-visible-password:",
            "generic-certificate:",
            "domain-extended:",
            "type-",
            "type-7:",
            "type-07:",
            "type-1:",
            "type-4294967295:",
            "type-4294967296:",
            "LegacyGeneric:",
            "LegacyGeneric:target=",
            "Domain:",
            "Domain:target=",
            "WindowsLive:target=");

    @Provide
    Arbitrary<String> anyText() {
        Arbitrary<String> rest = Arbitraries.strings().all().ofMaxLength(12);
        Arbitrary<String> start = Arbitraries.of(TRICKY)
                .flatMap(text -> Arbitraries.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT)));
        return Arbitraries.oneOf(
                rest,
                Combinators.combine(start, rest).as(String::concat),
                Combinators.combine(start, start, rest).as((a, b, c) -> a + b + c));
    }

    @Provide
    Arbitrary<String> anyPrefix() {
        return Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of("app/", "generic:", "Domain:"), anyText());
    }

    @Provide
    Arbitrary<CredentialType> anyType() {
        return Arbitraries.oneOf(
                Arbitraries.of(CredentialType.defined()),
                Arbitraries.integers()
                        .between(Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .map(CredentialType::of));
    }

    @Property(tries = 20_000)
    void aliasOfAKey_meansThatKeyAlone(
            @ForAll("anyPrefix") String prefix,
            @ForAll("anyText") String name,
            @ForAll("anyType") CredentialType type) {
        AliasScheme scheme = new AliasScheme(prefix);
        CredentialKey key = new CredentialKey(type, prefix + name);

        AliasScheme.Meaning meaning = scheme.parse(scheme.alias(key));

        assertThat(meaning.form()).isIn(AliasScheme.Form.TYPED, AliasScheme.Form.PLAIN);
        assertThat(meaning.key().type()).isEqualTo(type);
        assertThat(meaning.key().targetName()).isEqualTo(prefix + name);
    }

    @Property(tries = 20_000)
    void everyText_isAnAliasAndTheAliasOfItsKeyMeansTheSame(
            @ForAll("anyPrefix") String prefix, @ForAll("anyText") String alias) {
        AliasScheme scheme = new AliasScheme(prefix);

        CredentialKey key = scheme.parse(alias).key();

        assertThat(scheme.covers(key.targetName())).isTrue();
        assertThat(scheme.parse(scheme.alias(key)).key()).isEqualTo(key);
    }

    @Property(tries = 20_000)
    void aliases_areTheSameInAnyCaseExactlyWhenTheirKeysAre(
            @ForAll("anyText") String one, @ForAll("anyText") String other, @ForAll("anyType") CredentialType type) {
        AliasScheme scheme = new AliasScheme("app/");
        CredentialKey first = new CredentialKey(CredentialType.GENERIC, "app/" + one);
        CredentialKey second = new CredentialKey(type, "APP/" + other);

        assertThat(CaseFolding.equal(scheme.alias(first), scheme.alias(second))).isEqualTo(first.equals(second));
        assertThat(scheme.parse(CaseFolding.fold(scheme.alias(second))).key()).isEqualTo(second);
    }
}
