package dev.belay.backup.data;

import java.util.OptionalLong;

/**
 * A run of a table's pages: from the first, up to but without the last. The run at the end is open, since rows may have been
 * added since the table was measured.
 */
public record Pages(long from, OptionalLong to) {
    /** All there are. */
    public static final Pages ALL = new Pages(0, OptionalLong.empty());

    /** Which rows are in it; empty for all. */
    String condition() {
        String after = from == 0 ? "" : "ctid >= '(" + from + ",0)'::pg_catalog.tid";
        String before = to.isEmpty() ? "" : "ctid < '(" + to.getAsLong() + ",0)'::pg_catalog.tid";
        return after.isEmpty() || before.isEmpty() ? after + before : after + " AND " + before;
    }
}
