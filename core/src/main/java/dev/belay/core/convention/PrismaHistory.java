package dev.belay.core.convention;

import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table {@code _prisma_migrations}. A migration may have several rows, one per attempt; it is applied when one of
 * them is finished and not rolled back, and Prisma refuses to work while one of them is neither.
 */
final class PrismaHistory implements History {
    private static final String DEFAULT_NAME = "_prisma_migrations";
    private static final String OPEN =
            "migration_name " + HistoryTable.IS + " ? AND finished_at IS NULL AND rolled_back_at IS NULL";
    private static final String ROW = """
            id, migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS withdrawn,
            pg_catalog.to_char(coalesce(finished_at, started_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
                || ' UTC' AS at""";

    private final QualifiedName table;

    PrismaHistory(ConventionSettings settings) {
        this.table =
                new QualifiedName(settings.schema(), settings.historyTable().orElse(DEFAULT_NAME));
    }

    @Override
    public QualifiedName table() {
        return table;
    }

    @Override
    public boolean exists(Connection connection) throws SQLException {
        return HistoryTable.exists(connection, table);
    }

    @Override
    public void create(Connection connection) throws SQLException {
        if (!exists(connection)) {
            Sql.script(connection, """
                    CREATE TABLE %s (
                        id                  VARCHAR(36) PRIMARY KEY NOT NULL,
                        checksum            VARCHAR(64) NOT NULL,
                        finished_at         TIMESTAMPTZ,
                        migration_name      VARCHAR(255) NOT NULL,
                        logs                TEXT,
                        rolled_back_at      TIMESTAMPTZ,
                        started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
                        applied_steps_count INTEGER NOT NULL DEFAULT 0
                    )""".formatted(table.sql()));
        }
    }

    @Override
    public List<HistoryRow> rows(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return List.of();
        }
        return Sql.list(
                connection,
                "SELECT " + ROW + " FROM " + table.sql()
                        + " ORDER BY coalesce(finished_at, started_at), started_at, id",
                PrismaHistory::map);
    }

    private static HistoryRow map(ResultSet row) throws SQLException {
        String name = row.getString("migration_name");
        return new HistoryRow(
                new Version(name),
                row.getString("id"),
                row.getString("at"),
                state(row.getBoolean("finished"), row.getBoolean("withdrawn")),
                Optional.of(row.getString("checksum")).filter(checksum -> !checksum.isBlank()),
                name);
    }

    private static HistoryRow.State state(boolean finished, boolean withdrawn) {
        if (withdrawn) {
            return HistoryRow.State.ROLLED_BACK;
        }
        return finished ? HistoryRow.State.APPLIED : HistoryRow.State.UNFINISHED;
    }

    @Override
    public Match compare(Migration migration, HistoryRow row) {
        return row.checksum()
                .map(stored -> FileHashes.compare(stored, migration))
                .orElse(Match.UNKNOWN);
    }

    @Override
    public void start(Connection connection, Migration migration) throws SQLException {
        int open = Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET checksum = ?, started_at = pg_catalog.clock_timestamp(), logs = NULL"
                        + " WHERE " + OPEN,
                checksum(migration),
                migration.version().text());
        if (open == 0) {
            insert(connection, migration, "NULL", 0);
        }
    }

    @Override
    public HistoryRow record(Connection connection, Migration migration) throws SQLException {
        Optional<HistoryRow> finished = Sql.first(
                connection,
                """
                UPDATE %1$s SET finished_at = pg_catalog.clock_timestamp(), checksum = ?, logs = NULL,
                    applied_steps_count = 1
                WHERE id %4$s (SELECT id FROM %1$s WHERE %2$s ORDER BY started_at DESC LIMIT 1)
                RETURNING %3$s
                """.formatted(table.sql(), OPEN, ROW, HistoryTable.IS),
                PrismaHistory::map,
                checksum(migration),
                migration.version().text());
        if (finished.isEmpty()) {
            return insert(connection, migration, "pg_catalog.clock_timestamp()", 1);
        }
        // Prisma would refuse to go on because of an older attempt that nobody ended.
        Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET rolled_back_at = pg_catalog.clock_timestamp() WHERE " + OPEN,
                migration.version().text());
        return finished.get();
    }

    private HistoryRow insert(Connection connection, Migration migration, String finishedAt, int steps)
            throws SQLException {
        return Sql.one(
                connection,
                """
                INSERT INTO %s (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
                VALUES (pg_catalog.gen_random_uuid()::text, ?, ?, pg_catalog.now(), %s, ?)
                RETURNING %s
                """.formatted(table.sql(), finishedAt, ROW),
                PrismaHistory::map,
                checksum(migration),
                migration.version().text(),
                steps);
    }

    private static String checksum(Migration migration) {
        return migration.nativeChecksum().orElse(migration.checksum().hex());
    }

    @Override
    public void took(Connection connection, HistoryRow row, Duration duration) {}

    @Override
    public void failed(Connection connection, Migration migration, SqlError error) throws SQLException {
        String logs = "UPDATE " + table.sql() + " SET logs = ? WHERE " + OPEN;
        String name = migration.version().text();
        if (Sql.run(connection, logs, error.toString(), name) == 0) {
            insert(connection, migration, "NULL", 0);
            Sql.run(connection, logs, error.toString(), name);
        }
    }

    @Override
    public void withdraw(Connection connection, HistoryRow row) throws SQLException {
        if (row.state() == HistoryRow.State.ROLLED_BACK) {
            return;
        }
        int touched = Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET rolled_back_at = pg_catalog.clock_timestamp()" + " WHERE id "
                        + HistoryTable.IS + " ? AND rolled_back_at IS NULL",
                row.id());
        HistoryTable.withdrawn(row, touched);
    }

    @Override
    public void accept(Connection connection, Migration migration, HistoryRow row) throws SQLException {
        Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET checksum = ? WHERE id " + HistoryTable.IS + " ?",
                checksum(migration),
                row.id());
    }

    @Override
    public void baseline(Connection connection, List<Migration> migrations) throws SQLException {
        Set<Version> applied = rows(connection).stream()
                .filter(HistoryRow::applied)
                .map(HistoryRow::version)
                .collect(Collectors.toUnmodifiableSet());
        for (Migration migration : migrations) {
            if (!applied.contains(migration.version())) {
                insert(connection, migration, "pg_catalog.clock_timestamp()", 0);
            }
        }
    }
}
