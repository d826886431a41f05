/**
 * HikariCP takes user name and password of its connections from a credential.
 *
 * <p>Start from {@link io.github.wincred.hikari.WinCredCredentialsProvider}. A guest on the roof: it uses the front door and {@code placeholder}, and
 * nothing uses it. HikariCP 7 is an optional dependency.
 */
@NullMarked
package io.github.wincred.hikari;

import org.jspecify.annotations.NullMarked;
