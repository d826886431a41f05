package io.github.wincred.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WindowsTimeProperties {

    @Property
    void fileTime_survivesTheWayThereAndBack(@ForAll long fileTime) {
        assertThat(WindowsTime.toFileTime(WindowsTime.toInstant(fileTime))).isEqualTo(fileTime);
    }

    @Example
    void knownMoments_agreeWithTheDocumentedOffset() {
        assertThat(WindowsTime.toInstant(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
        assertThat(WindowsTime.toInstant(11_644_473_600L * 10_000_000L + 1))
                .isEqualTo(Instant.parse("1970-01-01T00:00:00.0000001Z"));
        assertThat(WindowsTime.toFileTime(Instant.parse("1970-01-01T00:00:00.000000199Z")))
                .isEqualTo(11_644_473_600L * 10_000_000L + 1);
    }
}
