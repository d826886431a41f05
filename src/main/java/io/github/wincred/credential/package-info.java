/**
 * What a credential is: the vocabulary of {@code wincred.h} as immutable types, and the store interface that every backend implements.
 *
 * <p>Start from {@link io.github.wincred.credential.CredentialStore} and {@link io.github.wincred.credential.Credential}. This package
 * uses nothing but the JDK, and every other package of the library may use it.
 *
 * <p>Absent values are {@link java.util.Optional} or an empty list. Parameters, return values and fields are non-null unless marked
 * {@code @Nullable}; a null argument is a {@link NullPointerException} that names the parameter.
 */
@NullMarked
package io.github.wincred.credential;

import org.jspecify.annotations.NullMarked;
