package dev.belay.verify.usage;

/**
 * A query that {@code pg_stat_statements} has counted.
 *
 * @param query its text without values
 * @param milliseconds all its runs together
 */
public record SlowQuery(String query, long calls, double milliseconds, long rows) {
    public double mean() {
        return milliseconds / Math.max(1, calls);
    }

    /** Whether it is another role's, and this one may not see its text. */
    public boolean hidden() {
        return query.equals("<insufficient privilege>");
    }
}
