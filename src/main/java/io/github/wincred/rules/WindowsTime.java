package io.github.wincred.rules;

import java.time.Instant;

/**
 * Converts between {@code FILETIME} and {@link Instant}: units of 100 nanoseconds since 1601-01-01T00:00Z, UTC.
 *
 * <p>Every {@code FILETIME}, as a signed number, converts to an instant and back without loss.
 */
public final class WindowsTime {

    private static final long UNITS_PER_SECOND = 10_000_000L;
    private static final long EPOCH_DIFFERENCE_SECONDS = 11_644_473_600L;

    private WindowsTime() {}

    /** The instant of a {@code FILETIME} given as one number, high part first. */
    public static Instant toInstant(long fileTime) {
        return Instant.ofEpochSecond(
                Math.floorDiv(fileTime, UNITS_PER_SECOND) - EPOCH_DIFFERENCE_SECONDS,
                Math.floorMod(fileTime, UNITS_PER_SECOND) * 100L);
    }

    /**
     * The {@code FILETIME} of an instant, truncated to 100 nanoseconds.
     *
     * @throws ArithmeticException if the instant is outside the range of 64 bits, some 29,000 years either way
     */
    public static long toFileTime(Instant instant) {
        long seconds = Math.addExact(instant.getEpochSecond(), EPOCH_DIFFERENCE_SECONDS);
        long units = instant.getNano() / 100;
        // Before 1601, count down from the next second: the second itself may be out of range where the instant is not.
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, UNITS_PER_SECOND), units - UNITS_PER_SECOND)
                : Math.addExact(Math.multiplyExact(seconds, UNITS_PER_SECOND), units);
    }
}
