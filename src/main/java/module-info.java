/** A JCA key store on the Windows Credential Manager, and on an encrypted vault elsewhere. */
module io.github.wincred {
    requires static org.jspecify;
    requires static java.desktop;
    requires jdk.security.auth;
    requires com.sun.jna;
    requires static com.sun.jna.platform;
    requires static com.zaxxer.hikari;
    requires static info.picocli;
    requires static java.sql;
    requires static org.apache.tomcat.embed.core;
    requires static org.postgresql.jdbc;
    requires static spring.beans;
    requires static spring.boot;
    requires static spring.boot.actuator;
    requires static spring.boot.autoconfigure;
    requires static spring.context;
    requires static spring.core;

    exports io.github.wincred;
    exports io.github.wincred.credential;
    exports io.github.wincred.keystore;
    exports io.github.wincred.marshal;
    exports io.github.wincred.profile;
    exports io.github.wincred.prompt;
    exports io.github.wincred.settings;
    exports io.github.wincred.win32;

    // Their programs make these by the name of the class.
    opens io.github.wincred.cli;
    opens io.github.wincred.hikari;
    opens io.github.wincred.postgresql;
    opens io.github.wincred.spring;
    opens io.github.wincred.tomcat;

    provides java.security.Provider with
            io.github.wincred.WinCredProvider;
}
