package io.github.wincred.benchmarks.tables;

import java.util.List;

/** The two ways by which WinCred calls Windows. {@code run} has made that of newer Java loadable by the Java of the tables. */
enum Binding {
    JNA("JNA", "", "-Dwincred.binding=jna"),
    FOREIGN(
            "java.lang.foreign",
            ", foreign",
            "-Dwincred.binding=ffm",
            "--enable-preview",
            "--enable-native-access=ALL-UNNAMED");

    private final String title;
    private final String suffix;
    private final List<String> options;

    Binding(String title, String suffix, String... options) {
        this.title = title;
        this.suffix = suffix;
        this.options = List.of(options);
    }

    /** Behind the name of a program in the tables. */
    String suffix() {
        return suffix;
    }

    @Override
    public String toString() {
        return title;
    }

    /** What the JVM is started with. */
    List<String> options() {
        return options;
    }
}
