/**
 * The JCA engine: {@code java.security.KeyStore} over any {@link io.github.wincred.credential.CredentialStore}.
 *
 * <p>Start from {@link io.github.wincred.keystore.WinCredLoadStoreParameter}, which programs pass to {@code KeyStore.load}, and
 * {@link io.github.wincred.keystore.WinCredKeyStore}, the engine. Second floor: imports {@code credential} and
 * {@code settings}, knows no backend.
 */
@NullMarked
package io.github.wincred.keystore;

import org.jspecify.annotations.NullMarked;
