/**
 * The command {@code wincred}: lists, shows, sets, renames, copies and deletes credentials, and hands them to other programs.
 *
 * <p>Start from {@link io.github.wincred.cli.Main}. It uses the public API, the key store and the diagnostics, and nothing uses it. Not
 * exported; it needs picocli, which the library does without.
 */
@NullMarked
package io.github.wincred.cli;

import org.jspecify.annotations.NullMarked;
