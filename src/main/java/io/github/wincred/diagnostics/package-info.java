/**
 * What is the matter, in one page: {@link io.github.wincred.diagnostics.WinCredDiagnostics} prints the state of every store and setting, and
 * {@link io.github.wincred.diagnostics.WinCredSelfTest} what Windows answers otherwise than this library expects.
 */
@NullMarked
package io.github.wincred.diagnostics;

import org.jspecify.annotations.NullMarked;
