/**
 * Spring Boot 3.5 and 4 take passwords and TLS keys from WinCred; the jar on the class path is all they need. Spring creates these classes by name,
 * from {@code META-INF/spring.factories}.
 *
 * <ul>
 *   <li>A placeholder <code>${wincred:NAME}</code> stands for a credential, in every property and in {@code @Value}; see
 *       {@link io.github.wincred.placeholder.Placeholder} for the syntax.
 *   <li>{@code spring.config.import=wincred:PREFIX/} turns the credentials whose TargetName is PREFIX/ and a property's name into properties.
 *   <li>{@code wincred:} is the resource of the key store, for SSL bundles and {@code server.ssl.key-store}.
 * </ul>
 *
 * <p>Secrets arrive exactly as they are stored. Spring requires strings; they are created here, at the last moment, and nowhere else.
 *
 * <p>Spring is an optional dependency. Only types that are in the same place in Boot 3.5 and 4 are used.
 */
@NullMarked
package io.github.wincred.spring;

import org.jspecify.annotations.NullMarked;
