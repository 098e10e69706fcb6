package dev.belay.core.activity;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work in the server, and who waits for whom. Ask from a session of its own, and at most once a second: the
 * answer is computed under the locks of the server's lock manager.
 */
public final class Activity {
    /**
     * Blockers of blockers, one row for each edge. {@code pg_blocking_pids} knows the queue and the snapshots that a
     * concurrent index build waits for; joins over pg_locks know neither. It answers 0 for a prepared transaction.
     */
    private static final String BLOCKERS = """
            WITH RECURSIVE act AS MATERIALIZED (
              SELECT a.*, CASE WHEN a.pid = ? OR a.wait_event_type = 'Lock' OR a.query = '<insufficient privilege>'
                               THEN pg_catalog.pg_blocking_pids(a.pid) ELSE '{}' END AS blockers
              FROM pg_catalog.pg_stat_activity a),
            chain AS (
              SELECT DISTINCT a.pid AS blocked, b.pid, ARRAY[a.pid, b.pid] AS path
              FROM act a, pg_catalog.unnest(a.blockers) b(pid)
              WHERE a.pid = ? AND b.pid <> pg_catalog.pg_backend_pid()
              UNION ALL
              SELECT DISTINCT c.pid, b.pid, pg_catalog.array_append(c.path, b.pid)
              FROM chain c JOIN act a ON a.pid = c.pid, pg_catalog.unnest(a.blockers) b(pid)
              WHERE b.pid <> ALL (c.path) AND b.pid <> pg_catalog.pg_backend_pid()),
            locks AS MATERIALIZED (
              SELECT l.*, CASE
                WHEN l.locktype IN ('relation', 'extend', 'page', 'tuple', 'frozenid')
                  THEN CASE l.locktype WHEN 'tuple' THEN 'a row of ' WHEN 'page' THEN 'a page of ' ELSE '' END
                    || coalesce(n.nspname::text || '.' || r.relname::text, 'relation ' || l.relation::text)
                WHEN l.locktype = 'transactionid' THEN 'the end of a transaction'
                WHEN l.locktype = 'virtualxid' THEN 'the end of a transaction or snapshot'
                WHEN l.locktype = 'advisory' THEN 'an advisory key'
                WHEN l.locktype = 'object' THEN 'an object of ' || l.classid::pg_catalog.regclass::text
                ELSE l.locktype END AS target
              FROM pg_catalog.pg_locks l
              LEFT JOIN pg_catalog.pg_class r ON r.oid = l.relation AND (l.database = 0::oid OR l.database =
                (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
              LEFT JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace)
            SELECT c.path, h.mode AS holds, h.target AS holds_on,
                   w.mode AS wants, w.target AS wants_on,
            """ + session("c.pid", "coalesce(a.query, p.gid, '')") + """
            FROM chain c
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = c.pid
            LEFT JOIN LATERAL (SELECT pg_catalog.string_agg(gid, ', ') AS gid FROM pg_catalog.pg_prepared_xacts
                               WHERE c.pid = 0 AND database = pg_catalog.current_database()) p ON true
            LEFT JOIN LATERAL (SELECT mode, target FROM locks WHERE pid = c.pid AND NOT granted LIMIT 1) w ON true
            LEFT JOIN LATERAL (
              SELECT g.mode, g.target FROM locks b JOIN locks g ON g.granted AND coalesce(g.pid, 0) = c.pid
                AND (g.locktype, g.database, g.relation, g.page, g.tuple, g.virtualxid, g.transactionid, g.classid,
                     g.objid, g.objsubid)
                IS NOT DISTINCT FROM (b.locktype, b.database, b.relation, b.page, b.tuple, b.virtualxid,
                     b.transactionid, b.classid, b.objid, b.objsubid)
              WHERE b.pid = c.blocked AND NOT b.granted
              ORDER BY pg_catalog.length(g.mode) DESC LIMIT 1) h ON true
            ORDER BY c.path
            """;

    private static final String SNAPSHOTS =
            "SELECT " + session("a.pid", "coalesce(a.query, '')") + """
            FROM pg_catalog.pg_stat_activity a
            WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
              AND (a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL)
              AND a.backend_type NOT LIKE 'autovacuum%%'
            UNION ALL
            SELECT 0, p.owner, '', '', 'prepared transaction', 'prepared', pg_catalog.left(p.gid, %d),
                   (extract(epoch FROM p.prepared) * 1000.0)::bigint
            FROM pg_catalog.pg_prepared_xacts p WHERE p.database = pg_catalog.current_database()
            ORDER BY since
            """.formatted(Session.LONGEST_QUERY);

    private static final String DUMPS = "SELECT " + session("a.pid", "coalesce(a.query, '')") + """
            FROM pg_catalog.pg_stat_activity a
            WHERE a.pid <> pg_catalog.pg_backend_pid()
              AND ((a.datname = pg_catalog.current_database()
                    AND (a.application_name LIKE 'pg_dump%' OR a.application_name LIKE 'belay backup%'))
                   OR a.application_name = 'pg_basebackup')
            ORDER BY since
            """;

    private Activity() {}

    /** The columns of a {@link Session}, from {@code pg_stat_activity a}. */
    private static String session(String pid, String query) {
        return pid + """
                , coalesce(a.usename, '') AS username, coalesce(a.application_name, '') AS application,
                coalesce(pg_catalog.host(a.client_addr), '') AS client, coalesce(a.backend_type, '') AS kind,
                coalesce(a.state, '') AS state, pg_catalog.left(%s, %d) AS query,
                (extract(epoch FROM coalesce(a.xact_start, a.state_change, a.backend_start)) * 1000.0)::bigint AS since
                """.formatted(query, Session.LONGEST_QUERY);
    }

    /**
     * Who makes this backend wait, and who makes those wait; empty when it does not wait. The asking session is not among
     * them: what waits for its snapshot goes on with the answer.
     */
    public static List<Blocker> blockers(Connection connection, int pid) throws SQLException {
        return tree(Sql.list(connection, BLOCKERS, Activity::row, pid, pid), List.of(pid));
    }

    /**
     * The sessions of this database that hold a snapshot or a transaction, oldest first: a concurrent index build
     * waits for those that are older than itself. The asking session is not among them.
     */
    public static List<Session> snapshotHolders(Connection connection) throws SQLException {
        return Sql.list(connection, SNAPSHOTS, Activity::session);
    }

    /** The dumps and backups that run on this database or on the whole server. */
    public static List<Session> dumps(Connection connection) throws SQLException {
        return Sql.list(connection, DUMPS, Activity::session);
    }

    private record Row(List<Integer> path, Session session, Optional<Lock> holds, Optional<Lock> wants) {}

    private static List<Blocker> tree(List<Row> rows, List<Integer> path) {
        List<Blocker> blockers = new ArrayList<>();
        for (Row row : rows) {
            if (row.path.size() == path.size() + 1
                    && row.path.subList(0, path.size()).equals(path)) {
                blockers.add(new Blocker(row.session, row.holds, row.wants, tree(rows, row.path)));
            }
        }
        return List.copyOf(blockers);
    }

    private static Row row(ResultSet row) throws SQLException {
        Integer[] path = (Integer[]) row.getArray("path").getArray();
        return new Row(
                List.of(path),
                session(row),
                lock(row.getString("holds"), row.getString("holds_on")),
                lock(row.getString("wants"), row.getString("wants_on")));
    }

    private static Optional<Lock> lock(@Nullable String mode, @Nullable String on) {
        return mode == null ? Optional.empty() : Optional.of(new Lock(mode, Objects.requireNonNullElse(on, "?")));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getInt("pid"),
                row.getString("username"),
                row.getString("application"),
                row.getString("client"),
                row.getString("kind"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("since", Long.class)).map(Instant::ofEpochMilli),
                row.getString("query"));
    }
}
