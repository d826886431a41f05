package io.github.wincred.testing;

/**
 * How much of a long test runs. An ordinary build takes a part of it; {@code -Dwincred.stress=true} runs the full number, which is the one the
 * product is held to.
 */
public final class Stress {

    private Stress() {}

    /** The full number if it was asked for, otherwise the quick one. */
    public static int count(int full, int quick) {
        return Boolean.getBoolean("wincred.stress") ? full : quick;
    }
}
