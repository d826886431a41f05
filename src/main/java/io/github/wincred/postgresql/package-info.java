/**
 * PostgreSQL's JDBC driver takes its password from a credential.
 *
 * <p>Start from {@link io.github.wincred.postgresql.WinCredAuthenticationPlugin}. The driver is an optional dependency.
 */
@NullMarked
package io.github.wincred.postgresql;

import org.jspecify.annotations.NullMarked;
