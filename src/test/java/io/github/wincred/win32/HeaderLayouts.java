package io.github.wincred.win32;

import java.util.ArrayList;
import java.util.List;

/** The structs of {@code wincred.h}, laid out by {@link StructLayout}, as lines like {@code CREDENTIALW.Flags 0}. */
final class HeaderLayouts {

    private HeaderLayouts() {}

    /** {@code STRUCT SIZE} and {@code STRUCT.FIELD OFFSET} of every struct and field. */
    static List<String> lines(int pointerSize) {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "CREDENTIALW",
                CredentialLayout.credential(pointerSize),
                "Flags Type TargetName Comment LastWritten CredentialBlobSize CredentialBlob Persist AttributeCount"
                        + " Attributes TargetAlias UserName");
        add(lines, "CREDENTIAL_ATTRIBUTEW", CredentialLayout.attribute(pointerSize), "Keyword Flags ValueSize Value");
        add(
                lines,
                "CREDENTIAL_TARGET_INFORMATIONW",
                StructLayout.of("CREDENTIAL_TARGET_INFORMATIONW", pointerSize)
                        .pointer("TargetName")
                        .pointer("NetbiosServerName")
                        .pointer("DnsServerName")
                        .pointer("NetbiosDomainName")
                        .pointer("DnsDomainName")
                        .pointer("DnsTreeName")
                        .pointer("PackageName")
                        .dword("Flags")
                        .dword("CredTypeCount")
                        .pointer("CredTypes"),
                "TargetName NetbiosServerName DnsServerName NetbiosDomainName DnsDomainName DnsTreeName PackageName"
                        + " Flags CredTypeCount CredTypes");
        add(
                lines,
                "CREDUI_INFOW",
                StructLayout.of("CREDUI_INFOW", pointerSize)
                        .dword("cbSize")
                        .pointer("hwndParent")
                        .pointer("pszMessageText")
                        .pointer("pszCaptionText")
                        .pointer("hbmBanner"),
                "cbSize hwndParent pszMessageText pszCaptionText hbmBanner");
        add(
                lines,
                "CERT_CREDENTIAL_INFO",
                StructLayout.of("CERT_CREDENTIAL_INFO", pointerSize)
                        .dword("cbSize")
                        .bytes("rgbHashOfCert", 20),
                "cbSize rgbHashOfCert");
        add(
                lines,
                "USERNAME_TARGET_CREDENTIAL_INFO",
                StructLayout.of("USERNAME_TARGET_CREDENTIAL_INFO", pointerSize).pointer("UserName"),
                "UserName");
        add(
                lines,
                "SECURITY_ATTRIBUTES",
                NamedMutex.layout(pointerSize),
                "nLength lpSecurityDescriptor bInheritHandle");
        return lines;
    }

    private static void add(List<String> lines, String name, StructLayout layout, String fields) {
        lines.add(name + " " + layout.size());
        for (String field : fields.split(" ", -1)) {
            lines.add(name + "." + field + " " + layout.offset(field));
        }
    }
}
