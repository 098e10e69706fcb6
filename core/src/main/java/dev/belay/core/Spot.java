package dev.belay.core;

/**
 * A place in a file, as messages name it.
 *
 * @param file as the user knows it
 * @param line counted from 1; 0 for the file as a whole
 */
public record Spot(String file, int line) {
    /** A file as a whole. */
    public static Spot of(String file) {
        return new Spot(file, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
