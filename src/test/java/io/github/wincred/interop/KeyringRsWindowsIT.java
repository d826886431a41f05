package io.github.wincred.interop;

import io.github.wincred.profile.Profile;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** keyring-rs, by its binding for Node. */
@EnabledOnOs(OS.WINDOWS)
class KeyringRsWindowsIT extends ForeignProgramContract {

    KeyringRsWindowsIT() {
        super(Profile.KEYRING_RS);
    }

    @Override
    ForeignProgram start() throws IOException {
        return Programs.node("keyring-rs");
    }
}
