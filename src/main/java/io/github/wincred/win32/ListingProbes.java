package io.github.wincred.win32;

import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import java.util.List;
import java.util.Locale;

/** How the system lists. Of what it lists, only this run's own names are looked at; others are counted. */
final class ListingProbes {

    private static final String GENERIC = "LegacyGeneric:target=";

    private final ProbeStore store;

    ListingProbes(ProbeStore store) {
        this.store = store;
    }

    void addTo(Probes probes) {
        String name = store.run() + "/listed";
        probes.add("22a", () -> listed(store.run().toUpperCase(Locale.ROOT) + "/*"));
        probes.add("23a", () -> listed(name));
        probes.add("23b", () -> listed("*" + store.run().substring(9) + "/listed"));
        probes.add("23c", () -> listed(store.run() + "/l*d"));
        probes.add("23d", () -> listed(store.run() + "/liste?"));
        probes.add("23e", () -> listed(""));
        probes.add("23f", () -> listed(store.run() + "/**"));
        probes.add("23g", () -> listed(longFilter(400)));
        probes.add("23h", () -> listed(longFilter(33_000)));
        probes.add("24a", () -> listed(store.run() + "/absent*"));
        probes.add("24b", () -> store.afterEmptyListing(store.run() + "/absent*"));
        probes.add("25a", () -> {
            store.write(store.generic("listed"));
            return found(store.list(store.run() + "/*", CredCalls.CRED_ENUMERATE_ALL_CREDENTIALS));
        });
        probes.add("25b", this::qualified);
        probes.add(
                "25c",
                () -> Long.toString(store.list(null, CredCalls.CRED_ENUMERATE_ALL_CREDENTIALS).stream()
                        .filter(key -> !key.targetName().startsWith(GENERIC)
                                && !key.targetName().startsWith("Domain:"))
                        .count()));
        CredentialKey prefixed = new CredentialKey(CredentialType.GENERIC, GENERIC + name);
        probes.add("26a", () -> {
            store.write(store.generic("listed"));
            store.read(prefixed).close();
            return "found";
        });
        probes.add("26b", () -> {
            store.write(store.generic("listed"));
            store.delete(prefixed, 0);
            return "ok";
        });
        probes.add("26c", () -> {
            store.write(ProbeStore.named(CredentialType.GENERIC, prefixed.targetName()));
            store.read(CredentialType.GENERIC, name).close();
            return "found";
        });
    }

    private String longFilter(int units) {
        return store.run() + "/" + "f".repeat(units - store.run().length() - 2) + "*";
    }

    /** Whether a filter finds what is stored. */
    private String listed(String filter) {
        store.write(store.generic("listed"));
        return found(store.list(filter, 0));
    }

    private String found(List<CredentialKey> keys) {
        return keys.stream().anyMatch(key -> key.targetName().contains(store.run())) ? "found" : "others";
    }

    private String qualified() {
        String name = store.write(store.generic("listed")).targetName();
        return store.list(null, CredCalls.CRED_ENUMERATE_ALL_CREDENTIALS).stream()
                .map(CredentialKey::targetName)
                .filter(listed -> listed.endsWith(name))
                .map(listed -> listed.replace(name, "NAME"))
                .findFirst()
                .orElse("not listed");
    }
}
