package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CRED_FIND_BEST_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_GET_TARGET_INFO;
import static io.github.wincred.win32.OptionalFunction.CRED_READ_DOMAIN_CREDENTIALS;
import static io.github.wincred.win32.OptionalFunction.CRED_RENAME;
import static io.github.wincred.win32.OptionalFunction.CRED_WRITE_DOMAIN_CREDENTIALS;

import com.sun.jna.platform.win32.WinError;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.TargetInformation;
import java.util.List;
import java.util.Optional;

/** The optional functions on the store, one method each. The caller holds {@link JvmLock#MONITOR} and has checked the arguments. */
final class StoreCalls {

    private static final CredentialLayout LAYOUT =
            new CredentialLayout(Bindings.get().pointerSize());

    private final OptionalCalls calls;

    StoreCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    /** {@code CredFindBestCredentialW}; empty for 1168. */
    Optional<Credential> findBest(CredentialKey key) {
        try (WipedMemory name = WipedMemory.of(key.targetName());
                WipedMemory result = WipedMemory.ofPointer()) {
            if (calls.call(CRED_FIND_BEST_CREDENTIAL, name.address(), key.type().code(), 0, result.address()) == 0) {
                return absent(CRED_FIND_BEST_CREDENTIAL, key);
            }
            long block = OptionalCalls.result(CRED_FIND_BEST_CREDENTIAL, result);
            try {
                return Optional.of(CredentialBlocks.one(block));
            } finally {
                calls.free(block);
            }
        }
    }

    /** {@code CredRenameW}. */
    void rename(CredentialKey key, String newTargetName) {
        try (WipedMemory oldName = WipedMemory.of(key.targetName());
                WipedMemory newName = WipedMemory.of(newTargetName)) {
            calls.check(
                    key,
                    CRED_RENAME,
                    oldName.address(),
                    newName.address(),
                    key.type().code(),
                    0);
        }
    }

    /** {@code CredGetTargetInfoW}; empty for 1168. */
    Optional<TargetInformation> targetInformation(String targetName, int flags) {
        try (WipedMemory name = WipedMemory.of(targetName);
                WipedMemory result = WipedMemory.ofPointer()) {
            if (calls.call(CRED_GET_TARGET_INFO, name.address(), flags, result.address()) == 0) {
                return absent(CRED_GET_TARGET_INFO, null);
            }
            long block = OptionalCalls.result(CRED_GET_TARGET_INFO, result);
            try {
                return Optional.of(TargetInformationImage.read(block));
            } finally {
                calls.free(block);
            }
        }
    }

    /** {@code CredReadDomainCredentialsW}, without secrets; an empty list for 1168. */
    List<Credential> readDomain(TargetInformation target, int flags) {
        try (TargetInformationImage image = new TargetInformationImage(target);
                WipedMemory count = WipedMemory.ofBytes(4);
                WipedMemory result = WipedMemory.ofPointer()) {
            if (calls.call(CRED_READ_DOMAIN_CREDENTIALS, image.address(), flags, count.address(), result.address())
                    == 0) {
                absent(CRED_READ_DOMAIN_CREDENTIALS, null);
                return List.of();
            }
            long block = OptionalCalls.result(CRED_READ_DOMAIN_CREDENTIALS, result);
            try {
                return CredentialBlocks.array(block, count.getInt(0));
            } finally {
                calls.free(block);
            }
        }
    }

    /** {@code CredWriteDomainCredentialsW}. */
    void writeDomain(TargetInformation target, Credential credential, boolean keepsSecret) {
        CredentialImage content = new CredentialImage(LAYOUT, credential);
        try (TargetInformationImage image = new TargetInformationImage(target);
                WipedMemory struct = WipedMemory.ofBytes(content.size())) {
            content.writeTo(struct.bytes(), 0, struct.address());
            calls.check(
                    credential.key(),
                    CRED_WRITE_DOMAIN_CREDENTIALS,
                    image.address(),
                    struct.address(),
                    keepsSecret ? CredCalls.CRED_PRESERVE_CREDENTIAL_BLOB : 0);
        }
    }

    private <T> Optional<T> absent(OptionalFunction function, CredentialKey key) {
        int code = calls.lastError();
        if (code == WinError.ERROR_NOT_FOUND) {
            return Optional.empty();
        }
        throw WindowsErrors.failure(function.operation(), key, code);
    }
}
