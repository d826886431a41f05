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
 * <p>{@code credential} and {@code settings} hold the types of both. A call of one entry point is safe from several threads unless its type says
 * otherwise.
 */
@NullMarked
package io.github.wincred;

import org.jspecify.annotations.NullMarked;
