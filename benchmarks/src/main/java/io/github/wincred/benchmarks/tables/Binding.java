package io.github.wincred.benchmarks.tables;

import java.util.List;

/** The two ways by which WinCred calls Windows. {@code run} has made that of newer Java loadable by the Java of the tables. */
enum Binding {
    JNA("", "-Dwincred.binding=jna"),
    FOREIGN(", foreign", "-Dwincred.binding=ffm", "--enable-preview", "--enable-native-access=ALL-UNNAMED");

    private final String suffix;
    private final List<String> options;

    Binding(String suffix, String... options) {
        this.suffix = suffix;
        this.options = List.of(options);
    }

    /** Behind the name of a program in the tables. */
    String suffix() {
        return suffix;
    }

    /** What the JVM is started with. */
    List<String> options() {
        return options;
    }
}
