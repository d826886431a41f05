package io.github.wincred.keystore;

/**
 * Whether a program uses a key store as a place of its own for private keys of another one.
 *
 * <p>Tomcat does, and so does the Tomcat in Spring Boot: it reads the key that it is to serve, makes a second key store of the same type, loads it with
 * nothing, sets the key, and lets JSSE serve any key that this key store lists. It never stores it. Were the stored entries listed there, Tomcat might
 * serve another key than it was told to.
 *
 * <p>So it is a copy if nothing was asked of it since it was loaded and then nothing was changed but that private keys were set that
 * {@linkplain HandedOutKeys another key store gave out}. What the key store has shown once therefore never vanishes; and no key that was made or that
 * comes from elsewhere makes a copy.
 */
final class TomcatCopy {

    private final Stage stage;
    private boolean possible = true;

    TomcatCopy(Stage stage) {
        this.stage = stage;
    }

    /** Notes a question about entries. */
    synchronized void asked() {
        possible &= !stage.isEmpty();
    }

    /** Notes that something is set, or deleted. */
    synchronized void changed(boolean givenKey) {
        possible &= givenKey;
    }

    /** Notes that the stage is carried out. */
    synchronized void stored() {
        possible = false;
    }

    synchronized boolean isOne() {
        return possible && !stage.isEmpty();
    }
}
