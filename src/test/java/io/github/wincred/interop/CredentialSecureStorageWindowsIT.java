package io.github.wincred.interop;

import com.microsoft.credentialstorage.SecretStore;
import io.github.wincred.profile.Profile;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Microsoft's credential-secure-storage, in a Java process of its own. */
@EnabledOnOs(OS.WINDOWS)
class CredentialSecureStorageWindowsIT extends ForeignProgramContract {

    CredentialSecureStorageWindowsIT() {
        super(Profile.CREDENTIAL_SECURE_STORAGE);
    }

    @Override
    ForeignProgram start() throws IOException {
        return Programs.java(CredentialSecureStorage.class, SecretStore.class);
    }
}
