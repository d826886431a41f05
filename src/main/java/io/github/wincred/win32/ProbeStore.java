package io.github.wincred.win32;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The store as it answers the self-test: each call is made once, under the locks, and nothing is checked before or read back after it. What is
 * written has a name of its own, is remembered before it is written, and is removed.
 */
final class ProbeStore {

    private static final String FIRST = "wincred-selftest-";

    /** The names that probes write, of any run; also with what a probe puts before them. */
    private static final Pattern FORM =
            Pattern.compile("(?s)(?:LegacyGeneric:target=|\\*\\.| )?" + FIRST + "[0-9a-f]{8}(?:[^0-9A-Za-z-].*)?");

    private final CredApi api;
    private final CredCalls calls;
    private final StoreLock lock = new StoreLock(WindowsStoreOptions.ofDefaults());
    private final String run;
    private final Set<CredentialKey> written = new LinkedHashSet<>();

    /** Guarded by the JVM's lock. */
    private boolean ended;

    ProbeStore(CredApi api) {
        this.api = api;
        calls = new CredCalls(api);
        run = FIRST + HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    }

    /** What the names of this run have in common. */
    String run() {
        return run;
    }

    /** A generic credential of this run, for the session. */
    Credential.Builder generic(String name) {
        return named(CredentialType.GENERIC, run + "/" + name);
    }

    /** A credential for the session. */
    static Credential.Builder named(CredentialType type, String name) {
        return Credential.builder(new CredentialKey(type, name)).persistence(Persistence.SESSION);
    }

    /** So many bytes, which are no secret; others for each length. */
    static Secret blob(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (1 + (length + i) % 255);
        }
        return Secret.takeOver(bytes);
    }

    CredentialKey write(Credential.Builder credential) {
        return write(credential, false);
    }

    CredentialKey write(Credential.Builder builder, boolean keepsSecret) {
        Credential credential = builder.build();
        return lock.change("CredWrite", credential.key(), () -> {
            if (ended) {
                throw new CancellationException();
            }
            written.add(credential.key());
            calls.write(credential, keepsSecret);
            return credential.key();
        });
    }

    /** Fails if there is none, as the system does. */
    Credential read(CredentialKey key) {
        return lock.read(() -> calls.read(key, true)).orElseThrow(() -> absent("CredRead", key));
    }

    Credential read(CredentialType type, String name) {
        return read(new CredentialKey(type, name));
    }

    /** What a function sees in the block that a read with these flags returns. */
    <T> T look(CredentialKey key, int flags, LongFunction<T> function) {
        return lock.read(() -> {
            try (WipedMemory name = WipedMemory.of(key.targetName());
                    WipedMemory result = WipedMemory.ofPointer()) {
                check("CredRead", api.credRead(name.address(), key.type().code(), flags, result.address()));
                try {
                    return function.apply(result.result());
                } finally {
                    try {
                        CredentialBlocks.one(result.result()).close();
                    } finally {
                        api.credFree(result.result());
                    }
                }
            }
        });
    }

    /** Fails if there is none, as the system does. */
    void delete(CredentialKey key, int flags) {
        lock.change("CredDelete", key, () -> {
            try (WipedMemory name = WipedMemory.of(key.targetName())) {
                return check(
                        "CredDelete", api.credDelete(name.address(), key.type().code(), flags));
            }
        });
    }

    /** The keys of what the store lists, of all of the user's programs. */
    List<CredentialKey> list(String filter, int flags) {
        return lock.read(() -> {
            try (WipedMemory count = WipedMemory.ofBytes(Integer.BYTES);
                    WipedMemory result = WipedMemory.ofPointer()) {
                check("CredEnumerate", enumerate(filter, flags, count, result));
                try {
                    return CredentialBlocks.array(result.result(), count.getInt(0)).stream()
                            .map(Credential::key)
                            .toList();
                } finally {
                    api.credFree(result.result());
                }
            }
        });
    }

    private int enumerate(String filter, int flags, WipedMemory count, WipedMemory result) {
        try (WipedMemory text = WipedMemory.ofNullable(filter)) {
            return api.credEnumerate(WipedMemory.addressOf(text), flags, count.address(), result.address());
        }
    }

    /** What a listing that finds nothing leaves of 77 in the places for its count and pointer. */
    String afterEmptyListing(String filter) {
        return lock.read(() -> {
            try (WipedMemory count = WipedMemory.ofBytes(Integer.BYTES);
                    WipedMemory result = WipedMemory.ofPointer()) {
                count.setInt(0, 77);
                result.setPointer(0, 77);
                enumerate(filter, 0, count, result);
                return count.getInt(0) + " " + result.result();
            }
        });
    }

    /** The slots that {@code CredGetSessionTypes} fills. */
    int[] sessionTypes() {
        return lock.read(() -> {
            try (WipedMemory slots = WipedMemory.ofBytes(CredentialType.MAXIMUM * Integer.BYTES)) {
                check("CredGetSessionTypes", api.credGetSessionTypes(CredentialType.MAXIMUM, slots.address()));
                int[] values = new int[CredentialType.MAXIMUM];
                Arrays.setAll(values, slot -> slots.getInt(slot * Integer.BYTES));
                return values;
            }
        });
    }

    long systemTime() {
        return lock.read(calls::systemTime);
    }

    int lastError() {
        return api.lastError();
    }

    /** A call of another function, which changes nothing. */
    <T> T call(Supplier<T> function) {
        return lock.read(function);
    }

    private int check(String operation, int succeeded) {
        if (succeeded == 0) {
            throw WindowsErrors.failure(operation, null, api.lastError());
        }
        return succeeded;
    }

    static CredentialException absent(String operation, CredentialKey key) {
        return WindowsErrors.failure(operation, key, WinError.ERROR_NOT_FOUND);
    }

    /** How many credentials the user has. */
    int stored() {
        return all().size();
    }

    private List<CredentialKey> all() {
        try {
            return list(null, 0);
        } catch (CredentialException e) {
            if (e.windowsCode() == WinError.ERROR_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Removes what was written since the last time, and keeps in mind what cannot be removed. */
    void removeWritten() {
        lock.change("CredDelete", null, () -> written.removeIf(this::isRemoved));
    }

    private boolean isRemoved(CredentialKey key) {
        try {
            calls.delete(key);
            return true;
        } catch (CredentialException e) {
            return !exists(key);
        }
    }

    /** False also for what the system could not store, such as an unknown type. */
    private boolean exists(CredentialKey key) {
        try {
            return calls.read(key, false).isPresent();
        } catch (CredentialException e) {
            return false;
        }
    }

    /** Writes nothing from now on, and removes everything of this run; the number of credentials that are left of it. */
    int end() {
        return lock.change("CredDelete", null, () -> {
            ended = true;
            removeWritten();
            return sweep(key -> key.targetName().contains(run));
        });
    }

    /** Removes what any run has left; the number of credentials that cannot be removed. */
    int sweep() {
        return lock.change("CredDelete", null, () -> sweep(key -> true));
    }

    private int sweep(Predicate<CredentialKey> which) {
        return (int) all().stream()
                .filter(key -> FORM.matcher(key.targetName()).matches() && which.test(key))
                .filter(key -> !isRemoved(key))
                .count();
    }

    /** Writes, reads, and says whether the same came back; if not, in which fields another. */
    String kept(Credential.Builder builder) {
        Credential given = builder.build();
        try (Credential found = read(write(builder))) {
            List<String> changed = new ArrayList<>();
            compare("name", Credential::targetName, given, found, changed);
            compare("comment", Credential::comment, given, found, changed);
            compare("alias", Credential::targetAlias, given, found, changed);
            compare("user", Credential::userName, given, found, changed);
            compare("persistence", Credential::persistence, given, found, changed);
            compare("flags", Credential::flags, given, found, changed);
            compare("attributes", Credential::attributes, given, found, changed);
            compare("blob", ProbeStore::bytes, given, found, changed);
            return changed.isEmpty() ? "kept" : "other " + String.join(", ", changed);
        }
    }

    private static void compare(
            String field,
            Function<Credential, Object> value,
            Credential given,
            Credential found,
            List<String> changed) {
        if (!value.apply(given).equals(value.apply(found))) {
            changed.add(field);
        }
    }

    private static String bytes(Credential credential) {
        return credential
                .secret()
                .map(secret -> HexFormat.of().formatHex(secret.toByteArray()))
                .orElse("");
    }

    /** The length of the blob, or 0. */
    static int length(Credential credential) {
        return credential.secret().map(Secret::length).orElse(0);
    }
}
