package io.github.wincred.docs;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.docs.PortingTable.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The porting tables are complete, and each line ran where they say. */
class PortingTableTest {

    private static final Path TESTS = Path.of("src/test/java/io/github/wincred");
    private static final Set<String> PLACES = Set.of("any system", "vault", "Wine", "double");

    private final List<Row> functions = PortingTable.rows("Functions");
    private final List<Row> dictionaries = PortingTable.rows("Dictionaries");
    private final List<Row> more = PortingTable.rows("What win32cred never had");

    PortingTableTest() throws IOException {}

    @Test
    void everyFunctionOfWin32cred_hasALine() {
        assertThat(names(functions))
                .containsExactlyInAnyOrder(
                        "CredMarshalCredential",
                        "CredUnmarshalCredential",
                        "CredIsMarshaledCredential",
                        "CredEnumerate",
                        "CredGetSessionTypes",
                        "CredGetTargetInfo",
                        "CredWriteDomainCredentials",
                        "CredReadDomainCredentials",
                        "CredDelete",
                        "CredWrite",
                        "CredRead",
                        "CredRename",
                        "CredUICmdLinePromptForCredentials",
                        "CredUIPromptForCredentials",
                        "CredUIConfirmCredentials",
                        "CredUIReadSSOCredW",
                        "CredUIStoreSSOCredW",
                        "CredUIParseUserName");
    }

    @Test
    void everyDictionaryAndWhatWin32credLacks_haveALine() throws IOException {
        assertThat(names(dictionaries))
                .containsExactlyInAnyOrder(
                        "CREDENTIAL", "CREDENTIAL_ATTRIBUTE", "CREDENTIAL_TARGET_INFORMATION", "CREDUI_INFO");
        assertThat(names(more))
                .containsExactlyInAnyOrder(
                        "CredFindBestCredentialW",
                        "CredProtectW",
                        "CredUnprotectW",
                        "CredProtectEx",
                        "CredUnprotectEx",
                        "CredIsProtectedW",
                        "CredPackAuthenticationBufferW",
                        "CredUnPackAuthenticationBufferW",
                        "CredUIPromptForWindowsCredentialsW");
        for (String section : List.of("Functions", "Dictionaries", "What win32cred never had")) {
            assertThat(PortingTable.rows(section))
                    .as("rows that are understood")
                    .hasSize((int) PortingTable.lines(section));
        }
    }

    @Test
    void everyLine_isOneOfTheTestsOfThePlacesThatItNames() throws IOException {
        String wine = source("docs/PortingLines.java");
        String domain = source("docs/PortingDomainLines.java");
        String vault = wine + domain + source("docs/PortingTest.java");
        String onDouble = domain + source("win32/PortingWindowsIT.java");

        assertThat(all()).allSatisfy(row -> {
            String line = PortingTable.squeezed(row.java());
            assertThat(PLACES.stream().filter(row::ranOn)).as("places").isNotEmpty();
            if (row.ranOn("any system") || row.ranOn("vault")) {
                assertThat(vault).contains(line);
            }
            if (row.ranOn("Wine")) {
                assertThat(wine).contains(line);
            }
            if (row.ranOn("double")) {
                assertThat(onDouble).contains(line);
            }
        });
    }

    private List<Row> all() {
        List<Row> all = new ArrayList<>(functions);
        all.addAll(dictionaries);
        all.addAll(more);
        return all;
    }

    private static Set<String> names(List<Row> rows) {
        return rows.stream().map(row -> row.left().replaceAll("\\W.*", "")).collect(Collectors.toSet());
    }

    private static String source(String file) throws IOException {
        return PortingTable.squeezed(readString(TESTS.resolve(file)));
    }
}
