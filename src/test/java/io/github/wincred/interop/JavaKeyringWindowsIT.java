package io.github.wincred.interop;

import com.github.javakeyring.Keyring;
import io.github.wincred.profile.Profile;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** java-keyring, in a Java process of its own. */
@EnabledOnOs(OS.WINDOWS)
class JavaKeyringWindowsIT extends ForeignProgramContract {

    JavaKeyringWindowsIT() {
        super(Profile.JAVA_KEYRING);
    }

    @Override
    ForeignProgram start() throws IOException {
        return Programs.java(JavaKeyring.class, Keyring.class);
    }

    /** It asks Windows in the ANSI code page. */
    @Override
    String letters() {
        return "\u00e4\u00fc\u00e9";
    }
}
