package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialAttribute;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Persistence;
import io.github.wincred.rules.WindowsTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the system keeps of a generic credential, and where its limits are. */
final class ContentProbes {

    private static final CredentialLayout LAYOUT =
            new CredentialLayout(Bindings.get().pointerSize());

    private final ProbeStore store;

    ContentProbes(ProbeStore store) {
        this.store = store;
    }

    void addTo(Probes probes) {
        int[] blobs = {0, 1, 2559, 2560, 2561};
        for (int i = 0; i < blobs.length; i++) {
            int size = blobs[i];
            probes.add("9" + letter(i), () -> store.kept(store.generic("blob").secret(ProbeStore.blob(size))));
        }
        probes.add(
                "9f",
                () -> store.look(
                        store.write(store.generic("blob")),
                        0,
                        block -> NativeMemory.ofProcess().getPointer(block + LAYOUT.blob) == 0 ? "NULL" : "not NULL"));
        limits(probes);
        probes.add(
                "11a",
                () -> store.kept(store.generic("attributes")
                        .attributes(List.of(attribute("a", 1), attribute("a", 2), attribute("b", 0)))));
        probes.add("12a", () -> attributes(64, 256));
        probes.add("12b", () -> attributes(65, 1));
        probes.add("12c", () -> attributes(1, 257));
        preserving(probes);
        times(probes);
        optionalStrings(probes);
        flags(probes);
        probes.add(
                "28a",
                () -> store.look(
                        store.write(store.generic("error")), 0, block -> Integer.toUnsignedString(store.lastError())));
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    private void limits(Probes probes) {
        int[] names = {337, 512, 8192, 32766, 32767, 32768};
        for (int i = 0; i < names.length; i++) {
            String name = "n".repeat(names[i] - store.run().length() - 1);
            probes.add("10" + letter(i), () -> store.kept(store.generic(name)));
        }
        for (int i = 0; i < 3; i++) {
            String text = "c".repeat(255 + i);
            String user = "u".repeat(512 + i);
            probes.add(
                    "10" + letter(6 + i),
                    () -> store.kept(store.generic("comment").comment(text)));
            probes.add(
                    "10" + letter(9 + i),
                    () -> store.kept(store.generic("alias").targetAlias(text)));
            probes.add(
                    "10" + letter(12 + i),
                    () -> store.kept(store.generic("user").userName(user)));
        }
    }

    private static CredentialAttribute attribute(String keyword, int size) {
        return CredentialAttribute.of(keyword, new byte[size]);
    }

    private String attributes(int number, int size) {
        return store.kept(store.generic("attributes").attributes(Collections.nCopies(number, attribute("a", size))));
    }

    private void preserving(Probes probes) {
        probes.add("13a", () -> {
            store.write(store.generic("kept").secret(ProbeStore.blob(3)));
            CredentialKey key = store.write(store.generic("kept").userName("other"), true);
            return ProbeStore.length(store.read(key)) + " bytes";
        });
        probes.add("13b", () -> {
            store.write(store.generic("absent"), true);
            return "ok";
        });
        probes.add("13c", () -> {
            store.write(store.generic("kept").secret(ProbeStore.blob(3)));
            store.write(store.generic("kept").secret(ProbeStore.blob(4)), true);
            return "ok";
        });
    }

    private void times(Probes probes) {
        probes.add("14a", () -> {
            Instant first = written();
            pause();
            return written().isAfter(first) ? "moves" : "stays";
        });
        probes.add("14b", () -> {
            Instant before = WindowsTime.toInstant(store.systemTime());
            return written().isBefore(before) ? "earlier" : "not earlier";
        });
        probes.add("15a", () -> persistences(false));
        probes.add("15b", () -> persistences(true));
    }

    private Instant written() {
        return store.read(store.write(store.generic("time"))).lastWritten().orElseThrow();
    }

    private String persistences(boolean later) {
        return Stream.of(1, 2, 3, 1)
                .map(code -> {
                    CredentialKey key = store.write(store.generic("persistence").persistence(Persistence.of(code)));
                    if (later) {
                        pause();
                    }
                    return Integer.toString(store.read(key).persistence().code());
                })
                .collect(Collectors.joining(" "));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void optionalStrings(Probes probes) {
        probes.add("20a", () -> strings(store.write(store.generic("null"))));
        probes.add(
                "20b",
                () -> strings(store.write(
                        store.generic("empty").comment("").targetAlias("").userName(""))));
        probes.add("20c", () -> {
            store.write(store.generic("cleared").comment("c").targetAlias("a").userName("u"));
            return strings(store.write(store.generic("cleared")));
        });
    }

    private String strings(CredentialKey key) {
        Credential found = store.read(key);
        return Stream.of(found.comment(), found.targetAlias(), found.userName())
                .map(ContentProbes::shown)
                .collect(Collectors.joining(" "));
    }

    private static String shown(Optional<String> string) {
        return string.map(text -> "'" + text + "'").orElse("NULL");
    }

    private void flags(Probes probes) {
        int[] flags = {0x40, 0x100, 4};
        for (int i = 0; i < flags.length; i++) {
            CredentialFlags bits = new CredentialFlags(flags[i]);
            probes.add("21" + letter(i), () -> store.kept(store.generic("flags").flags(bits)));
        }
        probes.add("21d", () -> store.kept(store.generic("persist").persistence(Persistence.of(0))));
        probes.add("21e", () -> store.kept(store.generic("persist").persistence(Persistence.of(4))));
    }
}
