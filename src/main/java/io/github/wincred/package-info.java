/**
 * Secrets of the Windows Credential Manager for the JVM, and of an encrypted local vault that obeys the same rules elsewhere.
 *
 * <p>Two doors lead in:
 *
 * <ul>
 *   <li>{@link io.github.wincred.WinCredProvider}, for plain JCA code: {@code KeyStore.getInstance("WinCred")};
 *   <li>{@link io.github.wincred.WinCred}, for everything that a key store cannot express.
 * </ul>
 *
 * <p>The house, from the bottom: {@code credential} and {@code settings} are the vocabulary; {@code keystore} is the JCA engine, {@code win32}
 * the Windows backend and the only room with JNA, {@code vault} the local backend, and none of the three knows another; this package opens the
 * doors and is the only place that knows both backends; {@code diagnostics} stands on the roof and uses the doors alone, and so do the guests, who
 * take what the names in a configuration stand for from {@code placeholder}.
 */
@NullMarked
package io.github.wincred;

import org.jspecify.annotations.NullMarked;
