/**
 * Every setting of the library: its name, allowed values, default, and where a value came from.
 *
 * <p>Start from {@link io.github.wincred.settings.Settings}. Only this package reads the system properties and environment variables that determine
 * the library's behaviour.
 */
@NullMarked
package io.github.wincred.settings;

import org.jspecify.annotations.NullMarked;
