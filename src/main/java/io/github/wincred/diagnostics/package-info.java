/**
 * What is the matter, in one page: {@link io.github.wincred.diagnostics.WinCredDiagnostics} prints the state of every store and setting.
 */
@NullMarked
package io.github.wincred.diagnostics;

import org.jspecify.annotations.NullMarked;
