/**
 * Secrets of the Windows Credential Manager for the JVM, and of an encrypted local vault that obeys the same rules elsewhere.
 *
 * <p>There are two entry points:
 *
 * <ul>
 *   <li>{@link io.github.wincred.WinCredProvider}, for plain JCA code: {@code KeyStore.getInstance("WinCred")};
 *   <li>{@link io.github.wincred.WinCred}, for everything that a key store cannot express.
 * </ul>
 *
 * <p>{@code credential} and {@code settings} hold the types that both use.
 */
@NullMarked
package io.github.wincred;

import org.jspecify.annotations.NullMarked;
