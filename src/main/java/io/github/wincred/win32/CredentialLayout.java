package io.github.wincred.win32;

/** The offsets in {@code CREDENTIALW} and {@code CREDENTIAL_ATTRIBUTEW} for one pointer size, as plain numbers. */
final class CredentialLayout {

    final int pointerSize;

    final int size;
    final int flags;
    final int type;
    final int targetName;
    final int comment;
    final int lastWritten;
    final int blobSize;
    final int blob;
    final int persist;
    final int attributeCount;
    final int attributes;
    final int targetAlias;
    final int userName;

    final int attributeSize;
    final int keyword;
    final int attributeFlags;
    final int valueSize;
    final int value;

    /**
     * Computes the layout.
     *
     * @param pointerSize 4 or 8
     */
    CredentialLayout(int pointerSize) {
        this.pointerSize = pointerSize;

        StructLayout credential = credential(pointerSize);
        size = credential.size();
        flags = credential.offset("Flags");
        type = credential.offset("Type");
        targetName = credential.offset("TargetName");
        comment = credential.offset("Comment");
        lastWritten = credential.offset("LastWritten");
        blobSize = credential.offset("CredentialBlobSize");
        blob = credential.offset("CredentialBlob");
        persist = credential.offset("Persist");
        attributeCount = credential.offset("AttributeCount");
        attributes = credential.offset("Attributes");
        targetAlias = credential.offset("TargetAlias");
        userName = credential.offset("UserName");

        StructLayout attribute = attribute(pointerSize);
        attributeSize = attribute.size();
        keyword = attribute.offset("Keyword");
        attributeFlags = attribute.offset("Flags");
        valueSize = attribute.offset("ValueSize");
        value = attribute.offset("Value");
    }

    /** {@code CREDENTIALW}. */
    static StructLayout credential(int pointerSize) {
        return StructLayout.of("CREDENTIALW", pointerSize)
                .dword("Flags")
                .dword("Type")
                .pointer("TargetName")
                .pointer("Comment")
                .fileTime("LastWritten")
                .dword("CredentialBlobSize")
                .pointer("CredentialBlob")
                .dword("Persist")
                .dword("AttributeCount")
                .pointer("Attributes")
                .pointer("TargetAlias")
                .pointer("UserName");
    }

    /** {@code CREDENTIAL_ATTRIBUTEW}. */
    static StructLayout attribute(int pointerSize) {
        return StructLayout.of("CREDENTIAL_ATTRIBUTEW", pointerSize)
                .pointer("Keyword")
                .dword("Flags")
                .dword("ValueSize")
                .pointer("Value");
    }
}
