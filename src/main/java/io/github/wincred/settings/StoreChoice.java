package io.github.wincred.settings;

/** Which store to open: values of the setting {@code store}. */
public enum StoreChoice {
    /** The Windows Credential Manager on Windows, the local vault on every other system. Neither ever replaces the other. */
    AUTO,
    /** The Windows Credential Manager; an error where it cannot be used. */
    WINDOWS,
    /** The encrypted local vault, on any system. */
    VAULT,
    /** An in-memory store that ends with the process, for tests. */
    MEMORY
}
