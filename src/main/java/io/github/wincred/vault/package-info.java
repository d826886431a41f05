/**
 * The local vault: a credential store of the library's own that follows the documented rules of the Windows Credential Manager, in encrypted
 * files or in memory.
 *
 * <p>Start from {@link io.github.wincred.vault.VaultCredentialStore} and {@link io.github.wincred.vault.VaultConfiguration}. It
 * knows no other store and loads no native library.
 */
@NullMarked
package io.github.wincred.vault;

import org.jspecify.annotations.NullMarked;
