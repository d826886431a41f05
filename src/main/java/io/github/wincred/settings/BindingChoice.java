package io.github.wincred.settings;

/** How native functions are called on Windows: values of the setting {@code binding}. */
public enum BindingChoice {
    /** Through {@code java.lang.foreign} where this Java and this copy of the library have it, otherwise through JNA. */
    AUTO,
    /** Through {@code java.lang.foreign}; an error where that is not possible. */
    FFM,
    /** Through JNA; an error where that is not possible. */
    JNA
}
