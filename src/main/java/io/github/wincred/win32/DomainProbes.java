package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import java.util.List;

/** How the system takes domain passwords. */
final class DomainProbes {

    private final ProbeStore store;
    private final String host;

    DomainProbes(ProbeStore store) {
        this.store = store;
        host = store.run() + ".example";
    }

    /** What writes one domain password. */
    void addTo(Probes probes) {
        probes.add("19a", () -> {
            store.write(password(host));
            store.write(ProbeStore.named(CredentialType.GENERIC, host).comment("generic"));
            boolean two = store.read(CredentialType.DOMAIN_PASSWORD, host)
                            .comment()
                            .isEmpty()
                    && store.read(CredentialType.GENERIC, host).comment().isPresent();
            return two ? "two" : "one";
        });
    }

    /** What writes many. */
    void addMoreTo(Probes probes) {
        String[] names = {
            host,
            "*." + host,
            store.run() + "\\*",
            store.run() + "/b",
            store.run() + "/b/c",
            store.run() + " b",
            store.run() + ":1",
            host + "."
        };
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            probes.add("16" + (char) ('a' + i), () -> named(name));
        }
        probes.add("17a", () -> user(null, 1));
        probes.add("17b", () -> user("", 1));
        probes.addAll("17c", List.of(() -> user("u", 1), () -> user("u", 2)));
        probes.add("17d", () -> user("u", 3));
        probes.addAll("17e", List.of(() -> user("D\\u", 1), () -> user("u@d.example", 1)));
        probes.add("18a", () -> blob(4));
        probes.add("18b", () -> blob(3));
    }

    private static Credential.Builder password(String name) {
        return ProbeStore.named(CredentialType.DOMAIN_PASSWORD, name).userName("D\\u");
    }

    private String named(String name) {
        String found = store.read(store.write(password(name))).targetName();
        return found.equals(name) ? "kept" : found.replace(store.run(), "h");
    }

    private String user(String name, int persistence) {
        return store.kept(password(host).userName(name).persistence(Persistence.of(persistence)));
    }

    private String blob(int length) {
        CredentialKey key = store.write(password(host).secret(ProbeStore.blob(length)));
        return store.look(
                key,
                0,
                block -> NativeMemory.ofProcess()
                                .getInt(block
                                        + new CredentialLayout(Bindings.get().pointerSize()).blobSize)
                        + " bytes");
    }
}
