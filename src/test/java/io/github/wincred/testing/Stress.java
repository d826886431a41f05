package io.github.wincred.testing;

/**
 * How much of a long test runs. An ordinary build takes a part of it; {@code -Dwincred.stress=true} runs the full number, which is the one that the product
 * is held to.
 */
public final class Stress {

    private static final boolean FULL = Boolean.getBoolean("wincred.stress");

    private Stress() {}

    /** The full number if it was asked for, otherwise the quick one. */
    public static int count(int full, int quick) {
        return FULL ? full : quick;
    }

    /** The full number if it was asked for or this is CI on the oldest Java, which runs it once for each commit; otherwise the quick one. */
    public static int countOnceInCi(int full, int quick) {
        boolean ci = "true".equals(System.getenv("CI")) && Runtime.version().feature() == 17;
        return FULL || ci ? full : quick;
    }
}
