/**
 * The Windows backend: the Credential Manager through {@code advapi32.dll}.
 *
 * <p>Programs use {@link io.github.wincred.win32.WindowsFunctions}; the rest of this library comes in by
 * {@link io.github.wincred.win32.WindowsBackend}. It is the only package that makes native calls.
 *
 * <p>Four layers, each knowing only the one below: the store (contract, locks, read-back), {@code CredCalls} (one native call each, with
 * ownership and wiping), {@code CredentialReader} and {@code CredentialImage} (struct to object and back, plain Java), {@code CredApi} (the
 * functions themselves). Below lies {@code Binding}: the calls, by JNA or by {@code java.lang.foreign}; all above knows addresses and buffers. Not null-marked, because native code has NULL everywhere; public methods neither take nor return null.
 */
@NullUnmarked
package io.github.wincred.win32;

import org.jspecify.annotations.NullUnmarked;
