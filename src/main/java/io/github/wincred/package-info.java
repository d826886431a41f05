/**
 * Access from the JVM to secrets in the Windows Credential Manager, and elsewhere in an encrypted local vault that follows the same rules.
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
