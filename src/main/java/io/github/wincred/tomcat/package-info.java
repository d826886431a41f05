/**
 * Apache Tomcat 10.1 and 11 take passwords and TLS keys from WinCred.
 *
 * <p>Start from {@link io.github.wincred.tomcat.WinCredPropertySource}; for TLS alone, from
 * {@link io.github.wincred.tomcat.WinCredLifecycleListener}. Tomcat is an optional dependency.
 */
@NullMarked
package io.github.wincred.tomcat;

import org.jspecify.annotations.NullMarked;
