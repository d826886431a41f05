package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.rules.DomainMatching;
import io.github.wincred.rules.TargetRules;
import java.util.List;
import java.util.Optional;

/**
 * Domain credentials of Windows itself. Targets and names are checked before each call, by the documented rules; what matches, Windows decides.
 *
 * <p>Calls, mutex and read-back as in {@link WindowsCredentialStore}, under the TargetName that was written. A function that the system lacks is
 * {@link io.github.wincred.credential.Reason#NOT_AVAILABLE}: Wine has none of them but the one that reads, which finds nothing.
 */
final class WindowsDomainCredentials implements DomainCredentials {

    private static final int CRED_CACHE_TARGET_INFORMATION = 1;
    private static final int CRED_ALLOW_NAME_RESOLUTION = 1;

    private final OptionalCalls optional;
    private final StoreCalls calls;
    private final WindowsCredentialStore store;

    /** Domain credentials that are written with the care of this store. */
    WindowsDomainCredentials(OptionalCalls calls, WindowsCredentialStore store) {
        this.optional = calls;
        this.calls = new StoreCalls(calls);
        this.store = store;
    }

    /** The domain credentials of a store, written with the same care. */
    static WindowsDomainCredentials of(WindowsCredentialStore store) {
        return new WindowsDomainCredentials(new OptionalCalls(OptionalFunction::find), store);
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
        return store.read(() -> calls.readDomain(target, flags));
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
        DomainMatching.checkWrite(operation, target, credential);
        optional.require(OptionalFunction.CRED_WRITE_DOMAIN_CREDENTIALS);
        store.write(operation, credential, keepsSecret, () -> calls.writeDomain(target, credential, keepsSecret));
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
        TargetRules.checkTargetName(OptionalFunction.CRED_GET_TARGET_INFO.operation(), targetName);
        return JvmLock.hold(() -> calls.targetInformation(targetName, flags));
    }
}
