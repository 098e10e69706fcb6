package dev.belay.core.history;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;

/** The statements of the journal, made for its table. */
final class JournalSql {
    /** Needs no privilege at all, which to_regclass does. */
    static final String EXISTS = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class c
                           JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = ?::name AND c.relname = ?::name) AS found
            """;

    static final String READABLE = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class c
                           JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = ?::name AND c.relname = ?::name
                             AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                             AND pg_catalog.has_table_privilege(c.oid, 'SELECT')) AS found
            """;

    static final String CATCHES = """
            SELECT current_user OPERATOR(pg_catalog.=) ?::name
                   AND pg_catalog.strpos(pg_catalog.current_setting('search_path'), '$user') OPERATOR(pg_catalog.>) 0
                   AS catches
            """;

    /** Of the portions of a data migration the last one says all. */
    private static final String NOT_PASSED = """
            (j.event <> 'batch_done'
             OR NOT EXISTS (SELECT FROM %s b
                            WHERE b.history = j.history AND b.version = j.version AND b.id > j.id
                              AND b.event = 'batch_done' AND b.unit = j.unit AND b.direction = j.direction))
            """;

    private JournalSql() {}

    static String knowsHistory(QualifiedName table) {
        return "SELECT EXISTS (SELECT FROM %s WHERE history OPERATOR(pg_catalog.=) ?::text) AS found"
                .formatted(table.sql());
    }

    static String create(QualifiedName table) {
        return """
                CREATE TABLE %1$s (
                    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    run_id         uuid NOT NULL,
                    at             timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
                    event          text NOT NULL,
                    history        text NOT NULL,
                    version        text,
                    direction      text CHECK (direction IN ('up', 'down')),
                    unit           integer,
                    checksum       text,
                    row_id         text,
                    row_applied_at text,
                    ms             bigint,
                    backend_pid    integer,
                    backend_start  text,
                    sqlstate       text,
                    message        text,
                    script         text,
                    detail         jsonb NOT NULL,
                    database_user  text NOT NULL DEFAULT SESSION_USER,
                    client_address inet DEFAULT pg_catalog.inet_client_addr()
                );
                CREATE INDEX %2$s ON %1$s (history, version, id);
                COMMENT ON TABLE %1$s IS 'What Belay did to this database. Lines are added and never changed.';
                """.formatted(table.sql(), Identifier.quote(table.name() + "_history_version"));
    }

    static String insert(QualifiedName table) {
        return """
                INSERT INTO %s (run_id, event, history, version, direction, unit, checksum, row_id, row_applied_at, ms,
                                backend_pid, backend_start, sqlstate, message, script, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, pg_catalog.jsonb_object(?))
                """.formatted(table.sql());
    }

    /**
     * Of each version the line that closed it last, and whatever came after that. A repair does not apply anything: its
     * place in the order is that of the line that wrote the row.
     */
    static String facts(QualifiedName table) {
        return """
                WITH closed AS (
                    SELECT version, max(id) AS id
                    FROM %1$s
                    WHERE history = ? AND version IS NOT NULL
                      AND event IN ('step_applied', 'step_reverted', 'resolved_applied', 'resolved_rolled_back',
                                    'baseline', 'repaired')
                    GROUP BY version
                )
                SELECT j.version, j.event, j.direction, j.unit, j.checksum, j.row_id, j.row_applied_at,
                       j.backend_pid, j.backend_start, j.message,
                       j.detail ->> 'key' AS key, (j.detail ->> 'rows')::bigint AS rows,
                       coalesce(j.detail ->> 'user', r.operator, j.database_user) AS by,
                       CASE WHEN j.event <> 'repaired' THEN j.id
                            ELSE (SELECT max(a.id)
                                  FROM %1$s a
                                  WHERE a.history = j.history AND a.version = j.version AND a.id < j.id
                                    AND a.row_id = j.row_id AND a.row_applied_at = j.row_applied_at
                                    AND a.event IN ('step_applied', 'resolved_applied', 'baseline'))
                       END AS place
                FROM %1$s j
                LEFT JOIN closed c ON c.version = j.version
                LEFT JOIN (SELECT run_id, detail ->> 'user' AS operator
                           FROM %1$s
                           WHERE history = ? AND event = 'run_started') r ON r.run_id = j.run_id
                WHERE j.history = ? AND j.version IS NOT NULL AND j.id >= coalesce(c.id, 0)
                  AND %2$s
                ORDER BY j.id
                """.formatted(table.sql(), NOT_PASSED.formatted(table.sql()));
    }

    static String lines(QualifiedName table) {
        return lines(table, "ORDER BY id DESC LIMIT ?");
    }

    static String linesOfVersion(QualifiedName table) {
        return lines(table, "AND version = ? ORDER BY id DESC LIMIT ?");
    }

    /** The lines of as many runs as there may be, each run whole. */
    static String linesOfRuns(QualifiedName table) {
        return lines(
                table,
                "AND run_id IN (SELECT run_id FROM " + table.sql()
                        + " WHERE history = ? GROUP BY run_id ORDER BY max(id) DESC LIMIT ?) ORDER BY id DESC");
    }

    private static String lines(QualifiedName table, String which) {
        return """
                SELECT id, run_id, at, event, version, direction, unit, ms, database_user, sqlstate, message, detail
                FROM %s j
                WHERE history = ? AND %s %s
                """.formatted(table.sql(), NOT_PASSED.formatted(table.sql()), which);
    }

    static String lastChange(QualifiedName table) {
        return "SELECT max(at) AS at FROM %s WHERE history = ? AND event IN ('step_applied', 'step_reverted', 'unit_done')"
                .formatted(table.sql());
    }

    static String usage(QualifiedName table) {
        return """
            SELECT at, script FROM %s
            WHERE history = ? AND event = 'usage_counted'
              AND at <= pg_catalog.now() - pg_catalog.make_interval(secs => ?::float8 / 1000)
            ORDER BY id DESC LIMIT 1
            """.formatted(table.sql());
    }

    static String text(QualifiedName table) {
        return """
                SELECT script
                FROM %s
                WHERE history = ? AND version = ? AND event IN ('step_applied', 'repaired') AND script IS NOT NULL
                ORDER BY id DESC
                LIMIT 1
                """.formatted(table.sql());
    }
}
