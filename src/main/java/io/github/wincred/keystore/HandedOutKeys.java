package io.github.wincred.keystore;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.PrivateKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The private keys that the key stores of this type have given out, as long as somebody holds them: these very objects, not keys equal to them. */
final class HandedOutKeys {

    private static final Set<Reference<PrivateKey>> KEYS = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<PrivateKey> FORGOTTEN = new ReferenceQueue<>();

    private HandedOutKeys() {}

    /** Notes a key that is given out. */
    static PrivateKey note(PrivateKey key) {
        for (Reference<?> gone = FORGOTTEN.poll(); gone != null; gone = FORGOTTEN.poll()) {
            KEYS.remove(gone);
        }
        KEYS.add(new Identity(key));
        return key;
    }

    static boolean contains(PrivateKey key) {
        return KEYS.contains(new Identity(key));
    }

    /** Equal to another for the same object, and to itself once the object is gone. */
    private static final class Identity extends WeakReference<PrivateKey> {

        private final int hash;

        Identity(PrivateKey key) {
            super(key, FORGOTTEN);
            hash = System.identityHashCode(key);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Identity that && get() != null && that.refersTo(get()));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
