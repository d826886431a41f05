package io.github.wincred.vault.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Files that were changed somehow. Seeded, so that a failure can be repeated. */
public final class Mutations {

    private static final long SEED = 20240229;

    private final Random random = new Random(SEED);

    boolean nextBoolean() {
        return random.nextBoolean();
    }

    /** One to four changes: bits, bytes, numbers that are often wrong, cuts, growth, and pieces moved. */
    public byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    if (bytes.length > 0) {
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                case 2 -> {
                    if (bytes.length > 0) {
                        bytes[at] = (byte) random.nextInt();
                    }
                }
                case 3, 4 -> {
                    int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0xFFFF, bytes.length};
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes).putInt(at & ~3, numbers[random.nextInt(numbers.length)]);
                    }
                }
                case 5 -> bytes = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length);
                case 6 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(4) / 3 * random.nextInt(64));
                default -> {
                    int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(17), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
