package dev.belay.verify.content;

import java.util.List;

/**
 * What came of comparing one table.
 *
 * @param verdict in a word
 * @param a the rows on the first side
 * @param b the rows on the second side
 * @param message what else is to be said; may be empty
 * @param rows those that differ, so far as they were looked for
 * @param more whether there are more of them
 * @param key the columns that tell rows apart; empty where nothing does
 */
public record TableOutcome(
        String table,
        Verdict verdict,
        Rows a,
        Rows b,
        String message,
        List<RowDifference> rows,
        boolean more,
        List<String> key) {
    public TableOutcome {
        rows = List.copyOf(rows);
        key = List.copyOf(key);
    }

    /** In a word. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        ONLY_IN_A,
        ONLY_IN_B,
        /** Other columns on the other side: rows cannot be the same. */
        OTHER_COLUMNS,
        /** This role may not read it on both sides. */
        NOT_READ
    }

    /**
     * How many, and their hash, with the name of its algorithm; both empty where they were not read.
     *
     * @param number -1 where they were not read
     */
    public record Rows(long number, String hash) {
        static final Rows UNREAD = new Rows(-1, "");
    }

    static TableOutcome unread(String table, Verdict verdict, String message) {
        return new TableOutcome(table, verdict, Rows.UNREAD, Rows.UNREAD, message, List.of(), false, List.of());
    }

    public boolean same() {
        return verdict == Verdict.SAME;
    }

    public long count(RowDifference.Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    /** The keys that differ, neighbours joined, if the key is one whole number: {@code 17-25}. */
    public List<String> ranges() {
        return KeyRanges.of(rows.stream().map(RowDifference::key).toList());
    }
}
