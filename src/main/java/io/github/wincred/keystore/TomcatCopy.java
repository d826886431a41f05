package io.github.wincred.keystore;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.PrivateKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a program uses a key store as a private copy of private keys from another one.
 *
 * <p>Tomcat does, and so does the Tomcat in Spring Boot: it reads the key that it is to serve, creates a second key store of the same type, loads it
 * with null, sets the key, and lets JSSE serve any key that this key store lists. It never stores that key store. If stored entries were listed
 * there, Tomcat might serve a key other than the configured one.
 *
 * <p>So a key store is a copy if it was not queried between its load and the first change, and the only changes were to set private keys that
 * {@linkplain #handOut another key store handed out}: the same objects, not equal keys. Therefore an entry that the key store has once shown never
 * disappears, and keys that were generated or come from elsewhere never make a copy.
 */
final class TomcatCopy {

    /** The private keys that key stores of this type have handed out, as long as somebody holds them. */
    private static final Set<Reference<PrivateKey>> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private static final ReferenceQueue<PrivateKey> FORGOTTEN = new ReferenceQueue<>();

    private final Stage stage;
    private boolean possible = true;

    TomcatCopy(Stage stage) {
        this.stage = stage;
    }

    /** Records a key that is handed out. */
    static PrivateKey handOut(PrivateKey key) {
        for (Reference<?> gone = FORGOTTEN.poll(); gone != null; gone = FORGOTTEN.poll()) {
            HANDED_OUT.remove(gone);
        }
        HANDED_OUT.add(new Identity(key));
        return key;
    }

    static boolean isHandedOut(PrivateKey key) {
        return HANDED_OUT.contains(new Identity(key));
    }

    /** Records a query about entries. */
    synchronized void asked() {
        possible &= !stage.isEmpty();
    }

    /** Records that an entry is set or deleted. */
    synchronized void changed(boolean handedOutKey) {
        possible &= handedOutKey;
    }

    /** Records that the staged changes are carried out. */
    synchronized void stored() {
        possible = false;
    }

    synchronized boolean isOne() {
        return possible && !stage.isEmpty();
    }

    /** Equal to another reference to the same object, and to itself once the object is gone. */
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
