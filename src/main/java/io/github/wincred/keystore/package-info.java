/**
 * The JCA engine: {@code java.security.KeyStore} over any {@link io.github.wincred.credential.CredentialStore}.
 *
 * <p>Start from {@link io.github.wincred.keystore.WinCredLoadStoreParameter}, which programs pass to {@code KeyStore.load}, and
 * {@link io.github.wincred.keystore.WinCredKeyStore}, the engine. It passes queries to {@code EntryReads} and changes to {@code EntryChanges}; what
 * the store holds under a key is a {@code StoredEntry}, and only {@code StoredEntries} reads it. The package depends on no system's store.
 */
@NullMarked
package io.github.wincred.keystore;

import org.jspecify.annotations.NullMarked;
