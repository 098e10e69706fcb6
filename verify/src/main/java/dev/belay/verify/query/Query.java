package dev.belay.verify.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query that is to be planned, not run.
 *
 * @param sql with {@code $1}, {@code $2}… where values come
 * @param types of its parameters; those that are not named the server finds out
 * @param arguments for a plan made for these values; empty for the one that serves all values
 * @param simulated whether each table shall seem to have rows
 * @param rows how many, by the name of a table or partitioned table in SQL; any other has {@link #USUAL_ROWS}
 * @param given statements that come before it
 */
public record Query(
        String sql,
        List<String> types,
        Optional<List<String>> arguments,
        boolean simulated,
        Map<String, Long> rows,
        List<String> given) {
    /** With as many an index that does not fit is never the cheapest way. */
    public static final long USUAL_ROWS = 1_000_000;

    public Query {
        types = List.copyOf(types);
        arguments = arguments.map(List::copyOf);
        rows = Map.copyOf(rows);
        given = List.copyOf(given);
    }
}
