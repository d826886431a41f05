/** A JCA key store on the Windows Credential Manager, and on an encrypted vault elsewhere. */
module io.github.wincred {
    requires static transitive org.jspecify;
    requires com.sun.jna;
    requires com.sun.jna.platform;

    exports io.github.wincred;
    exports io.github.wincred.credential;
    exports io.github.wincred.diagnostics;
    exports io.github.wincred.keystore;
    exports io.github.wincred.marshal;
    exports io.github.wincred.placeholder;
    exports io.github.wincred.settings;
    exports io.github.wincred.vault;

    provides java.security.Provider with
            io.github.wincred.WinCredProvider;
}
