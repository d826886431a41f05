/**
 * The local vault: a credential store of the library's own that follows the documented rules of the Windows Credential Manager, in encrypted
 * files or in memory.
 *
 * <p>Start from {@link io.github.wincred.vault.VaultCredentialStore} and {@link io.github.wincred.vault.VaultConfiguration}. It
 * knows no other store and loads no native library. A call goes from the store to {@code VaultContent}, which asks {@code VaultAccess} for the
 * {@code PersistedCredentials} that its keys open; they lie in {@code VaultFiles}, whose lock {@code VaultPlace} holds, on {@code GuardedFiles}.
 * What is in the files is the concern of {@code vault.crypto}.
 */
@NullMarked
package io.github.wincred.vault;

import org.jspecify.annotations.NullMarked;
