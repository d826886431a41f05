package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialRules;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.TargetRules;
import java.util.List;
import java.util.Optional;

/**
 * Domain credentials of Windows itself. Targets and names are checked before each call, by the documented rules; what matches, Windows decides.
 *
 * <p>Calls and the mutex as in {@link WindowsCredentialStore}; a write is not read back. A function that the system lacks is
 * {@link io.github.wincred.credential.Reason#NOT_AVAILABLE}: Wine has none of them but the one that reads, which finds nothing.
 */
public final class WindowsDomainCredentials implements DomainCredentials {

    private static final int CRED_CACHE_TARGET_INFORMATION = 1;
    private static final int CRED_ALLOW_NAME_RESOLUTION = 1;

    private final StoreCalls calls;
    private final WindowsStoreOptions options;

    WindowsDomainCredentials(OptionalCalls calls, WindowsStoreOptions options) {
        this.calls = new StoreCalls(calls);
        this.options = options;
    }

    /** The domain credentials of a store, written with the same care. */
    public static WindowsDomainCredentials of(WindowsCredentialStore store) {
        return new WindowsDomainCredentials(new OptionalCalls(OptionalFunction::find), store.options());
    }

    @Override
    public List<Credential> read(TargetInformation target) {
        return read(target, 0);
    }

    @Override
    public List<Credential> readAndCache(TargetInformation target) {
        return read(target, CRED_CACHE_TARGET_INFORMATION);
    }

    private List<Credential> read(TargetInformation target, int flags) {
        TargetRules.check(OptionalFunction.CRED_READ_DOMAIN_CREDENTIALS.operation(), target);
        synchronized (JvmLock.MONITOR) {
            return calls.readDomain(target, flags);
        }
    }

    @Override
    public void write(TargetInformation target, Credential credential) {
        write(target, credential, false);
    }

    @Override
    public void writeKeepingSecret(TargetInformation target, Credential credential) {
        write(target, credential, true);
    }

    private void write(TargetInformation target, Credential credential, boolean keepsSecret) {
        String operation = OptionalFunction.CRED_WRITE_DOMAIN_CREDENTIALS.operation();
        TargetRules.checkWrite(operation, target, credential);
        CredentialLimits.check(operation, credential);
        CredentialRules.checkDocumented(operation, credential, keepsSecret);
        long deadline = System.nanoTime() + options.mutexWait().toNanos();
        synchronized (JvmLock.MONITOR) {
            if (!options.mutex()) {
                calls.writeDomain(target, credential, keepsSecret);
                return;
            }
            UserMutex.get().acquire(deadline, operation, credential.key());
            try {
                calls.writeDomain(target, credential, keepsSecret);
            } finally {
                UserMutex.get().release();
            }
        }
    }

    @Override
    public Optional<TargetInformation> targetInformation(String targetName) {
        return targetInformation(targetName, 0);
    }

    @Override
    public Optional<TargetInformation> targetInformationResolvingName(String targetName) {
        return targetInformation(targetName, CRED_ALLOW_NAME_RESOLUTION);
    }

    private Optional<TargetInformation> targetInformation(String targetName, int flags) {
        CredentialLimits.checkKey(
                OptionalFunction.CRED_GET_TARGET_INFO.operation(),
                new CredentialKey(CredentialType.DOMAIN_PASSWORD, targetName));
        synchronized (JvmLock.MONITOR) {
            return calls.targetInformation(targetName, flags);
        }
    }
}
