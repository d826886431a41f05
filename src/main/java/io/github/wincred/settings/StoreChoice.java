package io.github.wincred.settings;

/** Which store a caller asks for: values of the setting {@code store}. */
public enum StoreChoice {
    /** The Windows Credential Manager on Windows, the local vault on every other system. Never one in place of the other. */
    AUTO,
    /** The Windows Credential Manager; an error where it cannot be used. */
    WINDOWS,
    /** The encrypted local vault, on any system. */
    VAULT,
    /** A store in memory that ends with the process, for tests. */
    MEMORY
}
