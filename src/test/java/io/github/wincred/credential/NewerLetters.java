package io.github.wincred.credential;

import java.util.HashMap;
import java.util.Map;

/** The letters that Wine 8.0 maps to upper case and Windows, as far as is known, does not: they entered Unicode after version 5.1. */
public final class NewerLetters {

    /** Each row: first unit, last unit, step from unit to unit, upper case of the first; the distance is the same along the run. */
    private static final int[] RUNS = {
        0x023F, 0x0240, 1, 0x2C7E,
        0x0252, 0x0252, 1, 0x2C70,
        0x025C, 0x025C, 1, 0xA7AB,
        0x0261, 0x0261, 1, 0xA7AC,
        0x0265, 0x0265, 1, 0xA78D,
        0x0266, 0x0266, 1, 0xA7AA,
        0x026A, 0x026A, 1, 0xA7AE,
        0x026C, 0x026C, 1, 0xA7AD,
        0x0282, 0x0282, 1, 0xA7C5,
        0x0287, 0x0287, 1, 0xA7B1,
        0x029D, 0x029D, 1, 0xA7B2,
        0x029E, 0x029E, 1, 0xA7B0,
        0x03F3, 0x03F3, 1, 0x037F,
        0x0525, 0x052F, 2, 0x0524,
        0x10D0, 0x10FA, 1, 0x1C90,
        0x10FD, 0x10FF, 1, 0x1CBD,
        0x13F8, 0x13FD, 1, 0x13F0,
        0x1D8E, 0x1D8E, 1, 0xA7C6,
        0x2C5F, 0x2C5F, 1, 0x2C2F,
        0x2CEC, 0x2CEE, 2, 0x2CEB,
        0x2CF3, 0x2CF3, 1, 0x2CF2,
        0x2D27, 0x2D27, 1, 0x10C7,
        0x2D2D, 0x2D2D, 1, 0x10CD,
        0xA661, 0xA661, 1, 0xA660,
        0xA699, 0xA69B, 2, 0xA698,
        0xA791, 0xA793, 2, 0xA790,
        0xA794, 0xA794, 1, 0xA7C4,
        0xA797, 0xA7A9, 2, 0xA796,
        0xA7B5, 0xA7C3, 2, 0xA7B4,
        0xA7C8, 0xA7CA, 2, 0xA7C7,
        0xA7D1, 0xA7D1, 1, 0xA7D0,
        0xA7D7, 0xA7D9, 2, 0xA7D6,
        0xA7F6, 0xA7F6, 1, 0xA7F5,
        0xAB53, 0xAB53, 1, 0xA7B3,
        0xAB70, 0xABBF, 1, 0x13A0,
    };

    private NewerLetters() {}

    /** The upper case unit that Wine gives, by small unit. */
    public static Map<Integer, Integer> upperCaseUnderWine() {
        Map<Integer, Integer> pairs = new HashMap<>();
        for (int row = 0; row < RUNS.length; row += 4) {
            for (int unit = RUNS[row]; unit <= RUNS[row + 1]; unit += RUNS[row + 2]) {
                pairs.put(unit, unit + RUNS[row + 3] - RUNS[row]);
            }
        }
        return pairs;
    }
}
