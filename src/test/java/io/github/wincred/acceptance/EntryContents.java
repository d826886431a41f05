package io.github.wincred.acceptance;

import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything in a key store, in a form that can be compared with that of another. */
final class EntryContents {

    private EntryContents() {}

    /** What each entry is: algorithm, format and bytes of a key, bytes of each certificate. */
    static Map<String, List<String>> of(KeyStore keyStore, char[] password) throws Exception {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            List<String> content = new ArrayList<>();
            Key key = keyStore.getKey(alias, password);
            if (key != null) {
                content.addAll(List.of(key.getAlgorithm(), key.getFormat(), hex(key.getEncoded())));
            }
            Certificate[] chain = keyStore.getCertificateChain(alias);
            Certificate certificate = keyStore.getCertificate(alias);
            for (Certificate each :
                    chain != null ? chain : Stream.ofNullable(certificate).toArray(Certificate[]::new)) {
                content.add(hex(each.getEncoded()));
            }
            contents.put(alias, content);
        }
        return contents;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The values of all attributes but the name and the time. */
    static List<String> attributes(KeyStore keyStore, String alias) throws Exception {
        return keyStore.getEntry(alias, null).getAttributes().stream()
                .map(KeyStore.Entry.Attribute::getValue)
                .filter(value -> !value.endsWith(alias) && !value.startsWith("20"))
                .sorted()
                .toList();
    }
}
