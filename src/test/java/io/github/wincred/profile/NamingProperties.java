package io.github.wincred.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** With the UserName a TargetName says exactly which service it is, whatever delimiters there are in both. */
class NamingProperties {

    @Property
    void service_comesBackFromItsTargetName(
            @ForAll Profile profile, @ForAll("names") String service, @ForAll("names") String user) {
        String named = profile == Profile.GIT ? "https://h" + service.replace("@", "") : service;
        Naming naming = profile.naming();

        assertThat(naming.objection(named)).isEmpty();
        assertThat(naming.service(naming.target(named, user), Optional.of(user)))
                .contains(named);
    }

    @Property
    void sharedName_isTheServiceToo(@ForAll Profile profile, @ForAll("plain") String service) {
        String named = profile == Profile.GIT ? "https://" + service : service;

        profile.naming()
                .shared(named)
                .ifPresent(target -> assertThat(profile.naming().service(target, Optional.of("bob")))
                        .contains(named));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars(":/|.@ab\u00e9\u4e2d").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars(":/|.xyz").ofMinLength(1).ofMaxLength(8);
    }
}
