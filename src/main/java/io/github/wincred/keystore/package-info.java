/**
 * The key store engine: aliases, entries and their encodings over the store interface of {@code io.github.wincred.credential}, whichever backend
 * stands behind it.
 *
 * <p>Second floor: may import {@code credential} and {@code settings}; knows neither backend. Everything is non-null unless marked {@code
 * @Nullable}.
 */
@NullMarked
package io.github.wincred.keystore;

import org.jspecify.annotations.NullMarked;
