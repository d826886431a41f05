/**
 * The local vault: the library's own credential store, which follows the documented rules of the Windows Credential Manager, in encrypted files or in
 * memory.
 *
 * <p>Start from {@link io.github.wincred.vault.VaultCredentialStore} and {@link io.github.wincred.vault.VaultConfiguration}. The package uses no
 * other store and loads no native library. A call goes from the store to {@code VaultContent}, which asks {@code VaultAccess} for the
 * {@code PersistedCredentials} that its keys open; they are kept in {@code VaultFiles}, whose lock {@code VaultPlace} holds, on {@code GuardedFiles}.
 * The content of the files is the concern of {@code vault.crypto}.
 */
@NullMarked
package io.github.wincred.vault;

import org.jspecify.annotations.NullMarked;
