/**
 * HikariCP takes user name and password of its connections from a credential.
 *
 * <p>Start from {@link io.github.wincred.hikari.WinCredCredentialsProvider}. HikariCP 7 is an optional dependency.
 */
@NullMarked
package io.github.wincred.hikari;

import org.jspecify.annotations.NullMarked;
