package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How the system takes names and types. */
final class NameProbes {

    /** What the names of probe 27 hold. */
    private static final List<String> UNUSUAL =
            List.of("x ", " ", "x\ty", "x\ny", "x\\y", "x:y", "x=y", "x*y", "x|y", "x\uD800y", "x\u0001y");

    private final ProbeStore store;

    NameProbes(ProbeStore store) {
        this.store = store;
    }

    void addTo(Probes probes) {
        probes.add("2a", () -> read(key(CredentialType.GENERIC, "absent")));
        probes.add("2b", () -> delete(key(CredentialType.GENERIC, "absent"), 0));
        CredentialKey empty = new CredentialKey(CredentialType.GENERIC, "");
        probes.add("3a", () -> read(empty));
        // A person's own is left alone.
        probes.add("3b", () -> isAbsent(empty) ? delete(empty, 0) : "there");
        probes.add("4a", () -> readAs("Ab", "aB"));
        probes.add("4b", () -> readAs("\u017F", "s"));
        probes.add("4c", () -> readAs("\u00C9", "\u00E9"));
        probes.add("4d", () -> readAs("\u0131", "I"));
        probes.add("4e", () -> readAs("\u1C90", "\u10D0"));
        probes.add("5a", () -> last(overwritten().targetName()));
        probes.add(
                "5b",
                () -> last(
                        store.list(overwritten().targetName() + "*", 0).get(0).targetName()));
        probes.addAll("6a", ofTypes(type -> read(key(type, "type")), 0, 7, 99));
        probes.addAll("6b", ofTypes(type -> write(type, store.run() + "/type"), 0, 7, 99));
        probes.add("7a", () -> store.look(store.write(store.generic("flag")), 1, block -> "ok"));
        probes.add("7b", () -> delete(store.write(store.generic("flag")), 1));
        probes.add("8a", () -> read(key(CredentialType.DOMAIN_CERTIFICATE, "absent")));
        probes.add("8b", () -> read(key(CredentialType.DOMAIN_VISIBLE_PASSWORD, "absent")));
        probes.add("8c", () -> read(key(CredentialType.GENERIC_CERTIFICATE, "absent")));
        probes.add("8d", () -> read(key(CredentialType.DOMAIN_EXTENDED, "absent")));
        probes.add(
                "8e",
                () -> read(new CredentialKey(
                        CredentialType.DOMAIN_EXTENDED, "Domain:target=" + store.run() + ".example")));
        probes.add("27l", () -> readAs("x\\y", "x_y"));
        for (int i = 0; i < UNUSUAL.size(); i++) {
            String name = UNUSUAL.get(i).equals(" ") ? " " + store.run() : store.run() + "/" + UNUSUAL.get(i);
            probes.add("27" + (char) ('a' + i), () -> store.kept(ProbeStore.named(CredentialType.GENERIC, name)));
        }
    }

    private static List<Supplier<String>> ofTypes(Function<CredentialType, String> question, Integer... codes) {
        return Stream.of(codes)
                .map(code -> (Supplier<String>) () -> question.apply(CredentialType.of(code)))
                .toList();
    }

    private CredentialKey key(CredentialType type, String name) {
        return new CredentialKey(type, store.run() + "/" + name);
    }

    private String read(CredentialKey key) {
        store.read(key).close();
        return "found";
    }

    private boolean isAbsent(CredentialKey key) {
        try {
            store.read(key).close();
            return false;
        } catch (CredentialException e) {
            return e.reason() == Reason.NOT_FOUND || e.reason() == Reason.INVALID_PARAMETER;
        }
    }

    private String write(CredentialType type, String name) {
        store.write(ProbeStore.named(type, name));
        return "ok";
    }

    private String delete(CredentialKey key, int flags) {
        store.delete(key, flags);
        return "ok";
    }

    private String readAs(String written, String read) {
        store.write(store.generic(written));
        return read(key(CredentialType.GENERIC, read));
    }

    private CredentialKey overwritten() {
        store.write(store.generic("Ab"));
        return new CredentialKey(
                CredentialType.GENERIC,
                store.read(store.write(store.generic("AB"))).targetName());
    }

    private static String last(String name) {
        return name.substring(name.length() - 2);
    }
}
