package io.github.wincred.win32;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One method for each native call: arguments in, result copied out, blobs wiped, the block freed exactly once, whatever happens in between.
 * Locks nothing and checks nothing: the caller holds {@link JvmLock#MONITOR} and has checked the limits.
 */
final class CredCalls {

    static final int CRED_PRESERVE_CREDENTIAL_BLOB = 1;
    static final int CRED_ENUMERATE_ALL_CREDENTIALS = 1;

    private static final CallBuffer BUFFER = new CallBuffer(Bindings.get());
    private static final CredentialLayout LAYOUT =
            new CredentialLayout(Bindings.get().pointerSize());
    private static final CredentialReader READER = new CredentialReader(LAYOUT);

    /** One for all calls, so that most of them need not ask for a window. */
    private static final NativeMemory MEMORY = NativeMemory.ofProcess();

    private final CredApi api;

    CredCalls(CredApi api) {
        this.api = api;
    }

    /** {@code CredReadW}; empty for 1168. */
    Optional<Credential> read(CredentialKey key, boolean withSecret) {
        long result = BUFFER.clearedResult();
        if (api.credRead(BUFFER.put(key.targetName()), key.type().code(), 0, result) == 0) {
            return notFound("CredRead", key);
        }
        long block = block("CredRead", key);
        try {
            return Optional.of(READER.read(MEMORY, block, READER.targetName(MEMORY, block), withSecret));
        } finally {
            try {
                READER.wipe(MEMORY, block);
            } finally {
                api.credFree(block);
            }
        }
    }

    /** {@code CredWriteW}. */
    void write(Credential credential, boolean keepsSecret) {
        CredentialImage image = new CredentialImage(LAYOUT, credential);
        long struct = BUFFER.put(image);
        int code;
        try {
            if (api.credWrite(struct, keepsSecret ? CRED_PRESERVE_CREDENTIAL_BLOB : 0) != 0) {
                return;
            }
            code = api.lastError();
        } finally {
            image.wipe();
        }
        throw explained(WindowsErrors.failure("CredWrite", credential.key(), code), credential);
    }

    /** For want of a place to keep the credential, the system says 1312, and not how much it lacks. */
    private CredentialException explained(CredentialException failure, Credential credential) {
        if (failure.reason() != Reason.NO_LOGON_SESSION) {
            return failure;
        }
        String shortfall;
        try {
            shortfall = WindowsErrors.shortfall(sessionTypes(), credential.type(), credential.persistence());
        } catch (CredentialException e) {
            return failure;
        }
        return shortfall.isEmpty()
                ? failure
                : new CredentialException(failure.reason(), failure.operation(), credential.key(), shortfall);
    }

    /** {@code CredDeleteW}; false for 1168. */
    boolean delete(CredentialKey key) {
        if (api.credDelete(BUFFER.put(key.targetName()), key.type().code(), 0) != 0) {
            return true;
        }
        int code = api.lastError();
        if (code == WinError.ERROR_NOT_FOUND) {
            return false;
        }
        throw WindowsErrors.failure("CredDelete", key, code);
    }

    /** {@code CredEnumerateW} with a filter. */
    List<Credential> enumerate(CredentialFilter filter, boolean withSecrets) {
        long nativeFilter = filter.matchesEverything() ? 0 : BUFFER.put(nativeFilter(filter));
        return enumerate(nativeFilter, 0, filter, withSecrets);
    }

    /** {@code CredEnumerateW} with {@code CRED_ENUMERATE_ALL_CREDENTIALS}, which takes no filter. */
    List<Credential> enumerateAllNamespaces() {
        return enumerate(0, CRED_ENUMERATE_ALL_CREDENTIALS, CredentialFilter.all(), false);
    }

    /**
     * The documented form {@code prefix*} that covers at least what the filter does (R34). What other forms, and asterisks elsewhere, mean to
     * Windows is not documented (R35); the result is filtered again anyway.
     */
    static String nativeFilter(CredentialFilter filter) {
        String text = filter.toString();
        int end = 0;
        while (end < text.length() && text.charAt(end) != '*' && text.charAt(end) != '?') {
            end++;
        }
        return text.substring(0, end).concat("*");
    }

    private List<Credential> enumerate(long nativeFilter, int flags, CredentialFilter filter, boolean withSecrets) {
        long result = BUFFER.clearedResult();
        if (api.credEnumerate(nativeFilter, flags, BUFFER.count(), result) == 0) {
            notFound("CredEnumerate", null);
            return List.of();
        }
        int count = BUFFER.countValue();
        long block = block("CredEnumerate", null);
        List<Credential> credentials = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                long address = element(block, i);
                String name = READER.targetName(MEMORY, address);
                if (filter.matches(name)) {
                    credentials.add(READER.read(MEMORY, address, name, withSecrets));
                }
            }
            return credentials;
        } catch (RuntimeException | Error e) {
            credentials.forEach(Credential::close);
            throw e;
        } finally {
            try {
                for (int i = 0; i < count; i++) {
                    READER.wipe(MEMORY, element(block, i));
                }
            } finally {
                api.credFree(block);
            }
        }
    }

    /** The result is an array of pointers, and one block with everything that they point to. */
    private static long element(long block, int index) {
        return MEMORY.getPointer(block + (long) index * LAYOUT.pointerSize);
    }

    /** {@code CredGetSessionTypes}; slot 0 of its answer is unused. */
    Map<CredentialType, Persistence> sessionTypes() {
        if (api.credGetSessionTypes(CredentialType.MAXIMUM, BUFFER.clearedDwords(CredentialType.MAXIMUM)) == 0) {
            throw WindowsErrors.failure("CredGetSessionTypes", null, api.lastError());
        }
        Map<CredentialType, Persistence> types = new LinkedHashMap<>();
        for (CredentialType type : CredentialType.defined()) {
            types.put(type, Persistence.of(BUFFER.dword(type.code())));
        }
        return types;
    }

    /** The system time as LastWritten counts it. The same clock, and not {@link java.time.Clock}, which may run ahead of it by a tick. */
    long systemTime() {
        api.systemTime(BUFFER.clearedResult());
        return BUFFER.resultLong();
    }

    private Optional<Credential> notFound(String operation, CredentialKey key) {
        int code = api.lastError();
        if (code == WinError.ERROR_NOT_FOUND) {
            return Optional.empty();
        }
        throw WindowsErrors.failure(operation, key, code);
    }

    /** The block of a call that succeeded; output parameters mean something only then (R32). */
    private static long block(String operation, CredentialKey key) {
        long block = BUFFER.resultAddress();
        if (block == 0) {
            throw new CredentialException(Reason.OTHER, operation, key, "the call succeeded without a result");
        }
        return block;
    }
}
