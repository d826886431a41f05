package io.github.wincred.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.TargetInformationFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code CREDENTIAL_TARGET_INFORMATIONW} in memory of our own, and {@link TargetInformation} from memory of the system. */
final class TargetInformationImage implements AutoCloseable {

    private static final StructLayout LAYOUT = layout(Native.POINTER_SIZE);

    private final List<WipedMemory> parts = new ArrayList<>();
    private final WipedMemory struct = WipedMemory.ofBytes(LAYOUT.size());

    TargetInformationImage(TargetInformation target) {
        put("TargetName", target.targetName());
        put("NetbiosServerName", target.netbiosServerName());
        put("DnsServerName", target.dnsServerName());
        put("NetbiosDomainName", target.netbiosDomainName());
        put("DnsDomainName", target.dnsDomainName());
        put("DnsTreeName", target.dnsTreeName());
        put("PackageName", target.packageName());
        struct.setInt(LAYOUT.offset("Flags"), target.flags().bits());
        putTypes(target.credentialTypes());
    }

    static StructLayout layout(int pointerSize) {
        return StructLayout.of("CREDENTIAL_TARGET_INFORMATIONW", pointerSize)
                .pointer("TargetName")
                .pointer("NetbiosServerName")
                .pointer("DnsServerName")
                .pointer("NetbiosDomainName")
                .pointer("DnsDomainName")
                .pointer("DnsTreeName")
                .pointer("PackageName")
                .dword("Flags")
                .dword("CredTypeCount")
                .pointer("CredTypes");
    }

    private void put(String field, Optional<String> text) {
        if (text.isPresent()) {
            WipedMemory part = WipedMemory.of(text.get());
            parts.add(part);
            struct.setPointer(LAYOUT.offset(field), part);
        }
    }

    private void putTypes(List<CredentialType> types) {
        struct.setInt(LAYOUT.offset("CredTypeCount"), types.size());
        if (!types.isEmpty()) {
            WipedMemory part = WipedMemory.ofBytes(4L * types.size());
            parts.add(part);
            for (int i = 0; i < types.size(); i++) {
                part.setInt(4L * i, types.get(i).code());
            }
            struct.setPointer(LAYOUT.offset("CredTypes"), part);
        }
    }

    Pointer pointer() {
        return struct;
    }

    @Override
    public void close() {
        struct.close();
        parts.forEach(WipedMemory::close);
    }

    /** Copies a struct of the system. */
    static TargetInformation read(Pointer struct) {
        return TargetInformation.builder()
                .targetName(text(struct, "TargetName"))
                .netbiosServerName(text(struct, "NetbiosServerName"))
                .dnsServerName(text(struct, "DnsServerName"))
                .netbiosDomainName(text(struct, "NetbiosDomainName"))
                .dnsDomainName(text(struct, "DnsDomainName"))
                .dnsTreeName(text(struct, "DnsTreeName"))
                .packageName(text(struct, "PackageName"))
                .flags(new TargetInformationFlags(struct.getInt(LAYOUT.offset("Flags"))))
                .credentialTypes(types(struct))
                .build();
    }

    private static String text(Pointer struct, String field) {
        Pointer text = struct.getPointer(LAYOUT.offset(field));
        return text == null ? null : text.getWideString(0);
    }

    private static List<CredentialType> types(Pointer struct) {
        int count = struct.getInt(LAYOUT.offset("CredTypeCount"));
        Pointer array = struct.getPointer(LAYOUT.offset("CredTypes"));
        List<CredentialType> types = new ArrayList<>();
        for (int i = 0; array != null && i < count; i++) {
            types.add(CredentialType.of(array.getInt(4L * i)));
        }
        return types;
    }
}
