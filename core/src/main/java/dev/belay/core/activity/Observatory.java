package dev.belay.core.activity;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one asks again and again while one looks at a database: each question is one short query. */
public final class Observatory {
    private static final String PULSE = """
        SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_is_in_recovery() AS replica,
          (extract(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000.0)::bigint AS started,
          pg_catalog.pg_database_size(d.oid) AS bytes,
          (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend') AS connections,
          pg_catalog.current_setting('max_connections')::int AS connection_limit,
          coalesce(s.xact_commit + s.xact_rollback, 0) AS transactions,
          (SELECT count(*) FROM pg_catalog.pg_stat_activity a
           WHERE a.datname = d.datname AND a.wait_event_type = 'Lock') AS blocked,
          (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000.0)::bigint AS now
        FROM pg_catalog.pg_database d LEFT JOIN pg_catalog.pg_stat_database s ON s.datid = d.oid
        WHERE d.datname = pg_catalog.current_database()
        """;

    /** Only who waits for a lock is asked for whom: the answer is computed under the locks of the lock manager. */
    private static final String SEATS = """
        SELECT a.pid, coalesce(a.usename, '') AS username, coalesce(a.application_name, '') AS application,
          coalesce(pg_catalog.host(a.client_addr), '') AS client, coalesce(a.backend_type, '') AS kind,
          coalesce(a.state, '') AS state, pg_catalog.left(coalesce(a.query, ''), %d) AS query,
          (extract(epoch FROM coalesce(a.xact_start, a.state_change, a.backend_start)) * 1000.0)::bigint AS since,
          (extract(epoch FROM a.query_start) * 1000.0)::bigint AS statement_since,
          coalesce(a.backend_start::text, '') AS started,
          CASE WHEN a.wait_event_type IS NULL OR a.state LIKE 'idle%%' THEN ''
               ELSE a.wait_event_type || ': ' || a.wait_event END AS waiting,
          CASE WHEN a.wait_event_type = 'Lock' THEN pg_catalog.pg_blocking_pids(a.pid) ELSE '{}' END AS blockers
        FROM pg_catalog.pg_stat_activity a
        WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
        ORDER BY a.state = 'idle', coalesce(a.xact_start, a.state_change, a.backend_start), a.pid
        """.formatted(Session.LONGEST_QUERY);

    private static final String PROGRESS = """
        SELECT pid, command, coalesce(relid::pg_catalog.regclass::text, '') AS object, phase,
          CASE WHEN blocks_total > 0 THEN blocks_done WHEN tuples_total > 0 THEN tuples_done ELSE lockers_done END,
          CASE WHEN blocks_total > 0 THEN blocks_total WHEN tuples_total > 0 THEN tuples_total ELSE lockers_total END,
          CASE WHEN blocks_total > 0 THEN 'blocks' WHEN tuples_total > 0 THEN 'rows' ELSE 'lockers' END
        FROM pg_catalog.pg_stat_progress_create_index WHERE datname = pg_catalog.current_database()
        UNION ALL
        SELECT pid, 'VACUUM', coalesce(relid::pg_catalog.regclass::text, ''), phase, heap_blks_scanned,
          heap_blks_total, 'blocks'
        FROM pg_catalog.pg_stat_progress_vacuum WHERE datname = pg_catalog.current_database()
        UNION ALL
        SELECT pid, 'ANALYZE', coalesce(relid::pg_catalog.regclass::text, ''), phase, sample_blks_scanned,
          sample_blks_total, 'blocks'
        FROM pg_catalog.pg_stat_progress_analyze WHERE datname = pg_catalog.current_database()
        UNION ALL
        SELECT pid, command, coalesce(relid::pg_catalog.regclass::text, ''), phase, heap_blks_scanned,
          heap_blks_total, 'blocks'
        FROM pg_catalog.pg_stat_progress_cluster WHERE datname = pg_catalog.current_database()
        UNION ALL
        SELECT pid, command, CASE WHEN relid = 0::oid THEN 'a query' ELSE relid::pg_catalog.regclass::text END,
          type, bytes_processed, bytes_total, 'bytes'
        FROM pg_catalog.pg_stat_progress_copy WHERE datname = pg_catalog.current_database()
        """;

    private Observatory() {}

    public static Pulse pulse(Connection connection) throws SQLException {
        return Sql.one(
                connection,
                PULSE,
                row -> new Pulse(
                        row.getString("version"),
                        row.getBoolean("replica"),
                        Instant.ofEpochMilli(row.getLong("started")),
                        row.getLong("bytes"),
                        row.getInt("connections"),
                        row.getInt("connection_limit"),
                        row.getLong("transactions"),
                        row.getInt("blocked"),
                        Instant.ofEpochMilli(row.getLong("now"))));
    }

    /** All of it, in three questions. */
    public static Look look(Connection connection) throws SQLException {
        List<Seat> seats = seats(connection);
        List<Progress> progress = progress(connection);
        return new Look(pulse(connection), seats, progress);
    }

    /** The sessions of this database but the asking one: those at work first, the oldest transaction before others. */
    public static List<Seat> seats(Connection connection) throws SQLException {
        return Sql.list(connection, SEATS, Observatory::seat);
    }

    /** What the server says about commands of this database that take long. */
    public static List<Progress> progress(Connection connection) throws SQLException {
        boolean copies = connection.getMetaData().getDatabaseMajorVersion() >= 14;
        String query = copies ? PROGRESS : PROGRESS.substring(0, PROGRESS.lastIndexOf("UNION ALL"));
        return Sql.list(
                connection,
                query,
                row -> new Progress(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Objects.requireNonNullElse(row.getString(4), ""),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7)));
    }

    /**
     * Asks the server to cancel what a session is doing; the session stays.
     *
     * @return whether it was still that session, and could be asked
     */
    public static boolean cancel(Connection connection, Seat seat) throws SQLException {
        return signal(connection, "pg_cancel_backend", seat);
    }

    /** Ends a session: its transaction is rolled back and its client loses the connection. */
    public static boolean terminate(Connection connection, Seat seat) throws SQLException {
        return signal(connection, "pg_terminate_backend", seat);
    }

    private static boolean signal(Connection connection, String function, Seat seat) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT pg_catalog." + function + "(pid) FROM pg_catalog.pg_stat_activity"
                                + " WHERE pid = ? AND backend_start::text = ?",
                        row -> row.getBoolean(1),
                        seat.session().pid(),
                        seat.started())
                .orElse(false);
    }

    private static Seat seat(ResultSet row) throws SQLException {
        Session session = new Session(
                row.getInt("pid"),
                row.getString("username"),
                row.getString("application"),
                row.getString("client"),
                row.getString("kind"),
                row.getString("state"),
                moment(row, "since"),
                row.getString("query"));
        Integer[] blockers = (Integer[]) row.getArray("blockers").getArray();
        return new Seat(
                session,
                row.getString("started"),
                row.getString("waiting"),
                moment(row, "statement_since"),
                List.of(blockers));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Instant::ofEpochMilli);
    }
}
