/**
 * What every integration needs to take a value from a credential named in a configuration: the syntax {@code wincred:NAME}, the list of allowed
 * names, the text itself, and the line that says what went wrong.
 *
 * <p>Start from {@link io.github.wincred.placeholder.PlaceholderResolver}. All integrations use it, so that they agree on every name and every
 * refusal.
 */
@NullMarked
package io.github.wincred.placeholder;

import org.jspecify.annotations.NullMarked;
