/**
 * The JCA engine: {@code java.security.KeyStore} over any {@link io.github.wincred.credential.CredentialStore}.
 *
 * <p>Start from {@link io.github.wincred.keystore.WinCredLoadStoreParameter}, which programs pass to {@code KeyStore.load}, and
 * {@link io.github.wincred.keystore.WinCredKeyStore}, the engine. It hands questions to {@code EntryReads} and changes to {@code EntryChanges};
 * what the store holds under a key is a {@code StoredEntry}, and only {@code StoredEntries} reads it. The package knows no store of a system.
 */
@NullMarked
package io.github.wincred.keystore;

import org.jspecify.annotations.NullMarked;
