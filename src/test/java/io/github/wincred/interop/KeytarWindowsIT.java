package io.github.wincred.interop;

import io.github.wincred.profile.Profile;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** keytar, in Node. */
@EnabledOnOs(OS.WINDOWS)
class KeytarWindowsIT extends ForeignProgramContract {

    KeytarWindowsIT() {
        super(Profile.KEYTAR);
    }

    @Override
    ForeignProgram start() throws IOException {
        return Programs.node("keytar");
    }
}
