/**
 * The text form of credentials: {@code CredMarshalCredential}, {@code CredUnmarshalCredential} and {@code CredIsMarshaledCredential} in plain
 * Java, on every system.
 *
 * <p>Start from {@link io.github.wincred.marshal.MarshaledCredential}.
 * Parameters, return values and fields are non-null unless marked {@code @Nullable}.
 */
@NullMarked
package io.github.wincred.marshal;

import org.jspecify.annotations.NullMarked;
