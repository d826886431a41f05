package io.github.wincred.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * A program of somebody who knows nothing of this library but the name of a key store type: it uses {@code java.security} and
 * {@code javax.crypto} alone. Aliases and secrets are hexadecimal on its command line, so that no shell and no code page gets in the way.
 */
public final class KeyStoreProgram {

    private KeyStoreProgram() {}

    public static void main(String[] args) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("WinCred");
        keyStore.load(null, null);
        switch (args[0]) {
            case "put" -> {
                byte[] secret = HexFormat.of().parseHex(args[3]);
                Set<KeyStore.Entry.Attribute> attributes = new HashSet<>();
                for (int i = 4; i < args.length; i += 2) {
                    attributes.add(new NamedValue(args[i], text(args[i + 1])));
                }
                KeyStore.Entry entry = new KeyStore.SecretKeyEntry(new SecretKeySpec(secret, args[2]), attributes);
                keyStore.setEntry(text(args[1]), entry, null);
                keyStore.store(null, null);
            }
            case "get" -> {
                Key key = keyStore.getKey(text(args[1]), null);
                System.out.println(
                        key == null
                                ? "absent"
                                : key.getAlgorithm() + " " + HexFormat.of().formatHex(key.getEncoded()));
            }
            case "list" -> {
                List<String> aliases = Collections.list(keyStore.aliases());
                aliases.stream()
                        .filter(alias -> alias.startsWith(text(args[1])))
                        .map(alias -> HexFormat.of().formatHex(alias.getBytes(StandardCharsets.UTF_8)))
                        .sorted()
                        .forEach(System.out::println);
            }
            case "delete" -> {
                keyStore.deleteEntry(text(args[1]));
                keyStore.store(null, null);
            }
            default -> throw new IllegalArgumentException(Arrays.toString(args));
        }
    }

    private record NamedValue(String getName, String getValue) implements KeyStore.Entry.Attribute {}

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
