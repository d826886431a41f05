package io.github.wincred.win32;

import io.github.wincred.WinCred;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.docs.PortingLines;
import io.github.wincred.settings.Settings;
import org.junit.jupiter.api.condition.EnabledIf;

/** The lines of the porting tables under Wine, whose store is the build's own. */
@EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
class PortingLinesWindowsIT implements PortingLines {

    private final CredentialStore store = WinCred.open(Settings.ofDefaults());

    @Override
    public CredentialStore store() {
        return store;
    }
}
