package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The computed layouts against the tables that the Windows SDK's header gives for both pointer sizes. */
class StructLayoutTest {

    /** Struct or field, its size or offset with pointers of 8 and of 4 bytes. */
    private static final List<String> DOCUMENTED = List.of(
            "CREDENTIALW 80 52",
            "CREDENTIALW.Flags 0 0",
            "CREDENTIALW.Type 4 4",
            "CREDENTIALW.TargetName 8 8",
            "CREDENTIALW.Comment 16 12",
            "CREDENTIALW.LastWritten 24 16",
            "CREDENTIALW.CredentialBlobSize 32 24",
            "CREDENTIALW.CredentialBlob 40 28",
            "CREDENTIALW.Persist 48 32",
            "CREDENTIALW.AttributeCount 52 36",
            "CREDENTIALW.Attributes 56 40",
            "CREDENTIALW.TargetAlias 64 44",
            "CREDENTIALW.UserName 72 48",
            "CREDENTIAL_ATTRIBUTEW 24 16",
            "CREDENTIAL_ATTRIBUTEW.Keyword 0 0",
            "CREDENTIAL_ATTRIBUTEW.Flags 8 4",
            "CREDENTIAL_ATTRIBUTEW.ValueSize 12 8",
            "CREDENTIAL_ATTRIBUTEW.Value 16 12",
            "CREDENTIAL_TARGET_INFORMATIONW 72 40",
            "CREDENTIAL_TARGET_INFORMATIONW.TargetName 0 0",
            "CREDENTIAL_TARGET_INFORMATIONW.NetbiosServerName 8 4",
            "CREDENTIAL_TARGET_INFORMATIONW.DnsServerName 16 8",
            "CREDENTIAL_TARGET_INFORMATIONW.NetbiosDomainName 24 12",
            "CREDENTIAL_TARGET_INFORMATIONW.DnsDomainName 32 16",
            "CREDENTIAL_TARGET_INFORMATIONW.DnsTreeName 40 20",
            "CREDENTIAL_TARGET_INFORMATIONW.PackageName 48 24",
            "CREDENTIAL_TARGET_INFORMATIONW.Flags 56 28",
            "CREDENTIAL_TARGET_INFORMATIONW.CredTypeCount 60 32",
            "CREDENTIAL_TARGET_INFORMATIONW.CredTypes 64 36",
            "CREDUI_INFOW 40 20",
            "CREDUI_INFOW.cbSize 0 0",
            "CREDUI_INFOW.hwndParent 8 4",
            "CREDUI_INFOW.pszMessageText 16 8",
            "CREDUI_INFOW.pszCaptionText 24 12",
            "CREDUI_INFOW.hbmBanner 32 16",
            "CERT_CREDENTIAL_INFO 24 24",
            "CERT_CREDENTIAL_INFO.cbSize 0 0",
            "CERT_CREDENTIAL_INFO.rgbHashOfCert 4 4",
            "USERNAME_TARGET_CREDENTIAL_INFO 8 4",
            "USERNAME_TARGET_CREDENTIAL_INFO.UserName 0 0",
            "SECURITY_ATTRIBUTES 24 12",
            "SECURITY_ATTRIBUTES.nLength 0 0",
            "SECURITY_ATTRIBUTES.lpSecurityDescriptor 8 4",
            "SECURITY_ATTRIBUTES.bInheritHandle 16 8");

    @Test
    void layout_isTheDocumentedOneOn64Bits() {
        assertThat(HeaderLayouts.lines(8)).isEqualTo(documented(1));
    }

    @Test
    void layout_isTheDocumentedOneOn32Bits() {
        assertThat(HeaderLayouts.lines(4)).isEqualTo(documented(2));
    }

    private static List<String> documented(int column) {
        return DOCUMENTED.stream()
                .map(line -> line.split(" ", -1))
                .map(parts -> parts[0] + " " + parts[column])
                .toList();
    }

    @Test
    void unknownField_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CredentialLayout.credential(8).offset("TargetNames"))
                .withMessageContaining("CREDENTIALW")
                .withMessageContaining("TargetNames");
    }
}
