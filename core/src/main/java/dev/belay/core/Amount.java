package dev.belay.core;

/** A number and what it counts, as people say it. */
public final class Amount {
    private Amount() {}

    /** {@code 1 row}, {@code 2 rows}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 1 was}, {@code 2 were}. */
    public static String were(long number) {
        return number + (number == 1 ? " was" : " were");
    }
}
