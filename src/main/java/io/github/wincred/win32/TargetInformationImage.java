package io.github.wincred.win32;

import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.TargetInformationFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code CREDENTIAL_TARGET_INFORMATIONW} in memory of our own, and {@link TargetInformation} from memory of the system. */
final class TargetInformationImage implements AutoCloseable {

    private static final StructLayout LAYOUT = layout(Bindings.get().pointerSize());

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
            struct.setPointer(LAYOUT.offset(field), part.address());
        }
    }

    private void putTypes(List<CredentialType> types) {
        struct.setInt(LAYOUT.offset("CredTypeCount"), types.size());
        if (!types.isEmpty()) {
            WipedMemory part = WipedMemory.ofBytes(4 * types.size());
            parts.add(part);
            for (int i = 0; i < types.size(); i++) {
                part.setInt(4 * i, types.get(i).code());
            }
            struct.setPointer(LAYOUT.offset("CredTypes"), part.address());
        }
    }

    long address() {
        return struct.address();
    }

    @Override
    public void close() {
        struct.close();
        parts.forEach(WipedMemory::close);
    }

    /** Copies a struct of the system. */
    static TargetInformation read(long struct) {
        NativeMemory memory = NativeMemory.ofProcess();
        return TargetInformation.builder()
                .targetName(text(memory, struct, "TargetName"))
                .netbiosServerName(text(memory, struct, "NetbiosServerName"))
                .dnsServerName(text(memory, struct, "DnsServerName"))
                .netbiosDomainName(text(memory, struct, "NetbiosDomainName"))
                .dnsDomainName(text(memory, struct, "DnsDomainName"))
                .dnsTreeName(text(memory, struct, "DnsTreeName"))
                .packageName(text(memory, struct, "PackageName"))
                .flags(new TargetInformationFlags(memory.getInt(struct + LAYOUT.offset("Flags"))))
                .credentialTypes(types(memory, struct))
                .build();
    }

    private static String text(NativeMemory memory, long struct, String field) {
        long text = memory.getPointer(struct + LAYOUT.offset(field));
        return text == 0 ? null : memory.getString(text);
    }

    private static List<CredentialType> types(NativeMemory memory, long struct) {
        int count = memory.getInt(struct + LAYOUT.offset("CredTypeCount"));
        long array = memory.getPointer(struct + LAYOUT.offset("CredTypes"));
        List<CredentialType> types = new ArrayList<>();
        for (int i = 0; array != 0 && i < count; i++) {
            types.add(CredentialType.of(memory.getInt(array + 4L * i)));
        }
        return types;
    }
}
