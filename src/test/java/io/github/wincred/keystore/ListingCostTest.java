package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.Stress;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a keytool of the JDK asks of the store to list its entries; the Javadoc of {@link WinCredKeyStore} states it. */
class ListingCostTest {

    /** {@code size} twice, {@code aliases}, and a listing to find certificates in. */
    private static final int ONCE = 4;

    private static final int ENTRIES = Stress.count(1_000, 200);
    private static final int AT_MOST_FOR_AN_ENTRY = 8;
    private static final Pattern CALLS = Pattern.compile("(\\d+) entries, (\\d+) store calls");

    @Test
    void list_growsByTheSameNumberOfCallsWithEachEntry() throws Exception {
        int few = callsToList(ENTRIES / 2);
        int many = callsToList(ENTRIES);

        assertThat(2 * (few - ONCE)).isEqualTo(many - ONCE);
        assertThat(many).isLessThanOrEqualTo(ONCE + AT_MOST_FOR_AN_ENTRY * ENTRIES);
    }

    private static int callsToList(int entries) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(Build.keytool(
                        "-J-cp",
                        "-J" + Build.pathOf(Build.classes(), Build.testClasses()),
                        "-J-Dentries=" + entries,
                        "-list",
                        "-protected",
                        "-storetype",
                        "WinCred",
                        "-keystore",
                        "NONE",
                        "-providerclass",
                        CountingProvider.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        assertThat(output.replace(",", "")).contains("contains " + entries + " entries");
        Matcher calls = CALLS.matcher(output);
        assertThat(calls.find()).as(output).isTrue();
        return Integer.parseInt(calls.group(2));
    }
}
