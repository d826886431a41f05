/**
 * What is the matter, in one page: {@link io.github.wincred.diagnostics.WinCredDiagnostics} prints the state of every store and setting.
 *
 * <p>Roof: uses the front door and the vocabulary, and nothing uses it.
 */
@NullMarked
package io.github.wincred.diagnostics;

import org.jspecify.annotations.NullMarked;
