package dev.belay.tui.shell;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that a data migration knows without import, beside those of {@link Batches}. They belong to the thread that
 * runs it: the session of a run is not for several.
 */
public final class DataSession {
    private static final ThreadLocal<@Nullable DataBench> BENCH = new ThreadLocal<>();

    private DataSession() {}

    static void bind(@Nullable DataBench to) {
        if (to == null) {
            BENCH.remove();
        } else {
            BENCH.set(to);
        }
    }

    static DataBench bench() {
        DataBench bench = BENCH.get();
        if (bench == null) {
            throw new IllegalStateException("a data migration works on the thread that runs it, and on no other");
        }
        return bench;
    }

    /** The session of the run. It commits and rolls back itself; what would do so from here is refused. */
    public static Connection connection() {
        return bench().work().connection();
    }

    /** Runs a statement with these values for its question marks and says how many rows it has changed. */
    public static long execute(String sql, @Nullable Object... parameters) throws SQLException {
        return bench().execute(sql, parameters);
    }

    /** The rows of a query. All of them lie in memory. */
    public static List<Row> rows(String query, @Nullable Object... parameters) throws SQLException {
        return bench().query(query, parameters, Records::rows);
    }

    /** The rows of a query as records whose components are called like its columns. */
    public static <R extends Record> List<R> rows(Class<R> type, String query, @Nullable Object... parameters)
            throws SQLException {
        return bench().query(query, parameters, rows -> Records.rows(type, rows));
    }

    /** The value of a variable of the environment, or of the convention's own files. */
    public static String variable(String name) {
        return bench().variable(name);
    }

    /** Says something to whoever watches the run. */
    public static void log(@Nullable Object value) {
        bench().work().log(String.valueOf(value));
    }
}
