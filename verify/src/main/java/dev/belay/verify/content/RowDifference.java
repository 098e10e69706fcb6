package dev.belay.verify.content;

import java.util.List;

/**
 * A row that is not the same on both sides.
 *
 * @param kind on which side it is
 * @param key the values of the columns that tell rows apart, as COPY writes them; all values where nothing does
 * @param columns those that differ, of a row that is on both
 */
public record RowDifference(Kind kind, List<String> key, List<ColumnDifference> columns) {
    public RowDifference {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** On which side it is. */
    public enum Kind {
        ONLY_IN_A,
        ONLY_IN_B,
        CHANGED
    }

    /** A value on each side, as COPY writes it: {@code \N} is NULL. */
    public record ColumnDifference(String column, String a, String b) {}
}
