package dev.belay.core.convention;

import static dev.belay.core.convention.SchemaMigrationsColumns.APPLIED_AT;
import static dev.belay.core.convention.SchemaMigrationsColumns.CHECKSUM;
import static dev.belay.core.convention.SchemaMigrationsColumns.DESCRIPTION;
import static dev.belay.core.convention.SchemaMigrationsColumns.MILLISECONDS;
import static dev.belay.core.convention.SchemaMigrationsColumns.VERSION;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code schema_migrations} that teams make for themselves: a version, and as much of time, checksum, duration
 * and description as theirs has.
 */
final class SchemaMigrationsHistory implements History {
    private static final String DEFAULT_NAME = "schema_migrations";
    private static final int SHA_256 = 64;
    private static final String ROW =
            "(version::text " + HistoryTable.IS + " ? OR version::text OPERATOR(pg_catalog.~~) ?)";

    private final QualifiedName table;
    private final VersionNames names;
    private @Nullable SchemaMigrationsColumns known;

    SchemaMigrationsHistory(ConventionSettings settings, VersionNames names) {
        this.table =
                new QualifiedName(settings.schema(), settings.historyTable().orElse(DEFAULT_NAME));
        this.names = names;
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
            known = null;
            Sql.script(connection, """
                    CREATE TABLE %s (
                        version varchar(50) PRIMARY KEY,
                        applied_at timestamptz DEFAULT now(),
                        checksum varchar(64),
                        execution_time_ms integer,
                        description text
                    )""".formatted(table.sql()));
        }
    }

    @Override
    public List<HistoryRow> rows(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return List.of();
        }
        known = null; // somebody may have changed the table since
        SchemaMigrationsColumns columns = columns(connection);
        String first = columns.has(APPLIED_AT) ? APPLIED_AT + " NULLS FIRST, " : "";
        return Sql.list(
                connection,
                "SELECT version::text AS stored, " + columns.text(APPLIED_AT) + " AS at, " + columns.text(CHECKSUM)
                        + " AS hash, " + columns.text(DESCRIPTION) + " AS title FROM " + table.sql() + " ORDER BY "
                        + first + "version::text COLLATE \"C\"",
                this::map);
    }

    private HistoryRow map(ResultSet row) throws SQLException {
        return row(
                names.of(row.getString("stored")),
                Optional.ofNullable(row.getString("at")),
                Optional.ofNullable(row.getString("hash")),
                Optional.ofNullable(row.getString("title")).orElse(""));
    }

    private static HistoryRow row(
            Version version, Optional<String> appliedAt, Optional<String> checksum, String title) {
        return new HistoryRow(
                version,
                appliedAt.orElse(version.text()),
                appliedAt.orElse(""),
                HistoryRow.State.APPLIED,
                checksum.filter(hash -> !hash.isBlank()),
                title);
    }

    private SchemaMigrationsColumns columns(Connection connection) throws SQLException {
        SchemaMigrationsColumns columns = known;
        if (columns == null) {
            columns = SchemaMigrationsColumns.read(connection, table);
            known = columns;
        }
        return columns;
    }

    @Override
    public Match compare(Migration migration, HistoryRow row) {
        return row.checksum()
                .map(stored -> FileHashes.compare(stored, migration))
                .orElse(Match.UNKNOWN);
    }

    @Override
    public void start(Connection connection, Migration migration) {}

    @Override
    public HistoryRow record(Connection connection, Migration migration) throws SQLException {
        SchemaMigrationsColumns columns = columns(connection);
        String version = fitting(migration.version().text(), columns);
        SchemaMigrationsWrite write = SchemaMigrationsWrite.of(migration, columns);
        Optional<String> appliedAt =
                Sql.one(connection, write.insert(table), SchemaMigrationsHistory::appliedAt, write.arguments(version));
        return row(migration.version(), appliedAt, write.checksum(), write.description());
    }

    @Override
    public HistoryRow recordOver(Connection connection, Migration migration) throws SQLException {
        SchemaMigrationsWrite write = SchemaMigrationsWrite.of(migration, columns(connection));
        Optional<Optional<String>> replaced = Sql.first(
                connection,
                write.update(table, ROW),
                SchemaMigrationsHistory::appliedAt,
                write.arguments(migration.version().text(), names.others(migration.version())));
        return replaced.isEmpty()
                ? record(connection, migration)
                : row(migration.version(), replaced.get(), write.checksum(), write.description());
    }

    private static Optional<String> appliedAt(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("at"));
    }

    static boolean storesChecksum(SchemaMigrationsColumns columns) {
        return columns.has(CHECKSUM) && columns.width(CHECKSUM) >= SHA_256;
    }

    private String fitting(String version, SchemaMigrationsColumns columns) {
        int width = columns.width(VERSION);
        if (version.length() > width) {
            throw Refusal.of(
                    "the version \"" + version + "\" has " + version.length() + " characters, and the column of "
                            + table + " holds " + width,
                    "shorten the file name, or widen the column");
        }
        return version;
    }

    @Override
    public void took(Connection connection, HistoryRow row, Duration duration) throws SQLException {
        if (columns(connection).has(MILLISECONDS)) {
            change(connection, "UPDATE " + table.sql() + " SET execution_time_ms = ? WHERE " + ROW, row, (int)
                    Math.min(duration.toMillis(), Integer.MAX_VALUE));
        }
    }

    @Override
    public void failed(Connection connection, Migration migration, SqlError error) {}

    @Override
    public void withdraw(Connection connection, HistoryRow row) throws SQLException {
        HistoryTable.withdrawn(row, change(connection, "DELETE FROM " + table.sql() + " WHERE " + ROW, row));
    }

    @Override
    public void accept(Connection connection, Migration migration, HistoryRow row) throws SQLException {
        if (storesChecksum(columns(connection))) {
            change(
                    connection,
                    "UPDATE " + table.sql() + " SET checksum = ? WHERE " + ROW,
                    row,
                    migration.checksum().hex());
        }
    }

    private int change(Connection connection, String command, HistoryRow row, Object... values) throws SQLException {
        List<Object> arguments = new ArrayList<>(List.of(values));
        arguments.add(row.version().text());
        arguments.add(names.others(row.version()));
        return Sql.run(connection, command, arguments.toArray());
    }

    @Override
    public void baseline(Connection connection, List<Migration> migrations) throws SQLException {
        Set<Version> there = rows(connection).stream().map(HistoryRow::version).collect(Collectors.toUnmodifiableSet());
        for (Migration migration : migrations) {
            if (!there.contains(migration.version())) {
                record(connection, migration);
            }
        }
    }
}
