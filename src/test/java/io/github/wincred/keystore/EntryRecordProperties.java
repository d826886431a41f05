package io.github.wincred.keystore;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialAttribute;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class EntryRecordProperties {

    @Property
    void record_isFoundAgainBesideTheBlobItIsAbout(
            @ForAll boolean text,
            @ForAll @StringLength(max = 90) String algorithm,
            @ForAll @Size(max = 2560) byte[] blob) {
        EntryFormat form = text ? EntryFormat.UTF_8_TEXT : EntryFormat.key(algorithm);
        CredentialAttribute record = EntryRecord.of(form, blob);

        assertThat(record.valueLength()).isLessThanOrEqualTo(256);
        assertThat(EntryRecord.find(List.of(record), blob)).contains(form);
    }

    @Property
    void record_doesNotCountBesideAChangedBlob(
            @ForAll @NotEmpty @Size(max = 64) byte[] blob, @ForAll @IntRange(max = 511) int flippedBit) {
        CredentialAttribute record = EntryRecord.of(EntryFormat.key("AES"), blob);
        byte[] changed = blob.clone();
        changed[flippedBit / 8 % blob.length] ^= (byte) (1 << flippedBit % 8);

        assertThat(EntryRecord.find(List.of(record), changed)).isEmpty();
    }

    @Property
    void attributeOfAnyContent_isNoError(@ForAll @Size(max = 256) byte[] value, @ForAll String text) {
        CredentialAttribute bytes = CredentialAttribute.of(EntryRecord.KEYWORD, value);
        CredentialAttribute words =
                CredentialAttribute.of(EntryRecord.KEYWORD, ("1 1 00000000 key " + text).getBytes(UTF_16LE));

        assertThat(EntryRecord.find(List.of(bytes, words), new byte[1])).isEmpty();
    }
}
