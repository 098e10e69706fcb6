package dev.belay.core.history;

/**
 * How far a part of a data migration has come: it was committed together with the rows that it speaks of.
 *
 * @param part its number among the parts of the program, counted from 1
 * @param hash of what the part is
 * @param key of the last row that was done, as the server wrote it; empty for a part that is done at once
 * @param rows how many are done
 */
public record Mark(int part, String hash, String key, long rows) {}
