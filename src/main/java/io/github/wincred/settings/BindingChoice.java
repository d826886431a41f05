package io.github.wincred.settings;

/** How native functions are called on Windows: values of the setting {@code binding}. */
public enum BindingChoice {
    /** By {@code java.lang.foreign} where this Java and this copy of the library have it, otherwise by JNA. */
    AUTO,
    /** By {@code java.lang.foreign}; an error where that cannot be. */
    FFM,
    /** By JNA; an error where that cannot be. */
    JNA
}
