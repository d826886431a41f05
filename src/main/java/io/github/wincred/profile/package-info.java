/**
 * How other programs store credentials in the Windows Credential Manager, so that they and this library can read each other's.
 *
 * <p>Start from {@link io.github.wincred.profile.Profile}, and from {@code WinCred.profile} for a store. Parameters,
 * return values and fields are non-null unless marked {@code @Nullable}.
 */
@NullMarked
package io.github.wincred.profile;

import org.jspecify.annotations.NullMarked;
