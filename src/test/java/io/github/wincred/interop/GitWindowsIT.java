package io.github.wincred.interop;

import io.github.wincred.profile.Profile;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** git's helper {@code wincred}. */
@EnabledOnOs(OS.WINDOWS)
class GitWindowsIT extends ForeignProgramContract {

    GitWindowsIT() {
        super(Profile.GIT);
    }

    @Override
    ForeignProgram start() throws IOException {
        return Programs.git();
    }

    @Override
    String service(String name) {
        return "https://" + name + ":8443/" + letters();
    }
}
