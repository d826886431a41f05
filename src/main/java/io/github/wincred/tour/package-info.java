/** A first look at the key store, for {@code mvn -q compile exec:java}. Not part of the published jar. */
@NullMarked
package io.github.wincred.tour;

import org.jspecify.annotations.NullMarked;
