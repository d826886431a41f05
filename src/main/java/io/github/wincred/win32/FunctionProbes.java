package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CRED_PROTECT;
import static io.github.wincred.win32.OptionalFunction.CRED_UNPROTECT;

import io.github.wincred.credential.AccountName;
import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.UnpackedCredentials;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the functions beside the store answer. None asks anybody. */
final class FunctionProbes {

    private static final char[] TEXT = "12345678".toCharArray();

    private final ProbeStore store;
    private final OptionalCalls calls;

    FunctionProbes(ProbeStore store, OptionalCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    void addTo(Probes probes) {
        probes.add("1a", () -> slots(0, 5));
        probes.add("1b", () -> slots(5, 7));
        probes.add("29a", () -> store.call(FunctionProbes::mutex));
        probes.add("30a", this::rename);
        probes.add("32a", () -> differing(this::isMarshaledOtherwise));
        probes.add("32b", () -> differing(this::isUnmarshaledOtherwise));
        probes.add(
                "32c",
                () -> Stream.of("@@", "@@B", "@@C", "x")
                        .map(text -> new MarshalCalls(calls).isMarshaled(text) ? "yes" : "no")
                        .collect(Collectors.joining(" ")));
        probes.add("34a", this::protectedSize);
        probes.add("34b", () -> {
            ProtectCalls protection = new ProtectCalls(calls);
            char[] text = protection.transform(CRED_UNPROTECT, 1, protection.transform(CRED_PROTECT, 1, TEXT));
            return Arrays.equals(TEXT, text) ? "same" : "other";
        });
        probes.add("34c", () -> Integer.toString(packed().length()));
        probes.add("34d", () -> {
            UnpackedCredentials unpacked = new PackCalls(calls).unpack(0, packed());
            return unpacked.userName().equals(new String(TEXT))
                            && unpacked.password().length() == 2 * TEXT.length
                    ? "same"
                    : "other";
        });
        probes.add("34e", () -> parsed("D\\u"));
        probes.add("34f", () -> parsed("u@d.example"));
        probes.add("34g", () -> parsed("plain"));
        probes.add("34h", () -> parsed(""));
        probes.add("35a", FunctionProbes::foldedOtherwise);
        probes.add("37a", () -> best("listed", "listed"));
        probes.add("37b", () -> best("listed", "listed/more"));
        probes.add("37c", () -> best("listed", "absent"));
        probes.add("38a", () -> found(() -> new StoreCalls(calls).targetInformation(store.run() + ".example", 0)));
        probes.add("38b", () -> domain(TargetInformation.builder().build()));
        probes.add(
                "38c",
                () -> domain(TargetInformation.builder()
                        .dnsServerName(store.run() + ".example")
                        .build()));
    }

    private String slots(int from, int to) {
        return Arrays.stream(store.sessionTypes(), from, to)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static String mutex() {
        String description = UserMutex.get().description();
        if (description.startsWith("none")) {
            return "none";
        }
        return description.startsWith("Global\\") ? "global name" : "private namespace";
    }

    private String rename() {
        CredentialKey key = store.write(store.generic("old"));
        store.call(() -> {
            new StoreCalls(calls).rename(key, store.run() + "/new");
            return "";
        });
        return "ok";
    }

    private static String differing(Predicate<MarshaledCredential> differs) {
        return Long.toString(IntStream.range(0, 100)
                .mapToObj(FunctionProbes::reference)
                .filter(differs)
                .count());
    }

    /** A name, unpaired surrogates in it, or a hash. */
    private static MarshaledCredential reference(int number) {
        if (number % 2 == 0) {
            byte[] hash = new byte[CertificateReference.HASH_BYTES];
            Arrays.fill(hash, (byte) (37 * number));
            return CertificateReference.of(hash);
        }
        return new UserNameTarget(IntStream.rangeClosed(1, number)
                .mapToObj(i -> String.valueOf((char) (1 + i * number * 104_729 % 0xFFFF)))
                .collect(Collectors.joining()));
    }

    private boolean isMarshaledOtherwise(MarshaledCredential reference) {
        return !new MarshalCalls(calls).marshal(reference).equals(reference.text());
    }

    private boolean isUnmarshaledOtherwise(MarshaledCredential reference) {
        return !new MarshalCalls(calls).unmarshal(reference.text()).equals(reference);
    }

    private String protectedSize() {
        try (WipedMemory text = WipedMemory.of(TEXT, TEXT.length);
                WipedMemory size = WipedMemory.ofBytes(Integer.BYTES)) {
            return store.call(() -> {
                int done = calls.call(CRED_PROTECT, 1, text.address(), TEXT.length + 1, 0L, size.address(), 0L);
                return done == 0 ? Integer.toUnsignedString(calls.lastError()) : "ok";
            });
        }
    }

    private Secret packed() {
        return new PackCalls(calls).pack(0, new String(TEXT), TEXT);
    }

    private String parsed(String name) {
        AccountName parsed = new NameCalls(calls).parse(name);
        return "'" + parsed.domain() + "' '" + parsed.user() + "'";
    }

    private static String foldedOtherwise() {
        return SystemFunction.RTL_UPCASE_UNICODE_CHAR
                .find()
                .map(function -> Long.toString(IntStream.rangeClosed(0, 0xFFFF)
                        .filter(unit -> ((int) function.call(unit) & 0xFFFF) != CaseFolding.upcase((char) unit))
                        .count()))
                .orElse("missing");
    }

    private String best(String written, String asked) {
        CredentialKey key =
                new CredentialKey(store.write(store.generic(written)).type(), store.run() + "/" + asked);
        return found(() -> {
            Optional<Credential> best = new StoreCalls(calls).findBest(key);
            best.ifPresent(Credential::close);
            return best;
        });
    }

    private String domain(TargetInformation target) {
        return found(() -> new StoreCalls(calls).readDomain(target, 0).stream().findFirst());
    }

    private <T> String found(Supplier<Optional<T>> call) {
        if (store.call(call).isEmpty()) {
            throw ProbeStore.absent("look-up", null);
        }
        return "found";
    }
}
