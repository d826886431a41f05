package io.github.wincred.keystore;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.PrivateKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program uses a key store as a place of its own for private keys of another one.
 *
 * <p>Tomcat does, and so does the Tomcat in Spring Boot: it reads the key that it is to serve, makes a second key store of the same type, loads it with
 * nothing, sets the key, and lets JSSE serve any key that this key store lists. It never stores it. Were the stored entries listed there, Tomcat might
 * serve another key than it was told to.
 *
 * <p>So it is a copy if nothing was asked of it since it was loaded and then nothing was changed but that private keys were set that
 * {@linkplain #handOut another key store gave out}: these very objects, not keys equal to them. What the key store has shown once therefore never
 * vanishes; and no key that was made or that comes from elsewhere makes a copy.
 */
final class TomcatCopy {

    /** The private keys that key stores of this type have given out, as long as somebody holds them. */
    private static final Set<Reference<PrivateKey>> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private static final ReferenceQueue<PrivateKey> FORGOTTEN = new ReferenceQueue<>();

    private final Stage stage;
    private boolean possible = true;

    TomcatCopy(Stage stage) {
        this.stage = stage;
    }

    /** Notes a key that is given out. */
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

    /** Notes a question about entries. */
    synchronized void asked() {
        possible &= !stage.isEmpty();
    }

    /** Notes that something is set, or deleted. */
    synchronized void changed(boolean handedOutKey) {
        possible &= handedOutKey;
    }

    /** Notes that the stage is carried out. */
    synchronized void stored() {
        possible = false;
    }

    synchronized boolean isOne() {
        return possible && !stage.isEmpty();
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
