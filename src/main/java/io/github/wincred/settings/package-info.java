/**
 * Every setting of the library: its name, allowed values, default, and where a value came from.
 *
 * <p>Start from {@link io.github.wincred.settings.Settings}. This is the only package that reads system properties and
 * environment variables on behalf of the library's behaviour.
 */
@NullMarked
package io.github.wincred.settings;

import org.jspecify.annotations.NullMarked;
