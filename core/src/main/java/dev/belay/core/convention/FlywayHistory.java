package dev.belay.core.convention;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code flyway_schema_history}, written as Flyway's free edition reads it. */
final class FlywayHistory implements History {
    private static final String DEFAULT_NAME = "flyway_schema_history";
    private static final String BASELINE = "<< Flyway Baseline >>";
    private static final String RANK = " WHERE installed_rank " + HistoryTable.IS + " ?";
    private static final int DESCRIPTION = 200;
    private static final int SCRIPT = 1000;

    private final QualifiedName table;
    private final Folder folder;

    FlywayHistory(ConventionSettings settings, Folder folder) {
        this.table =
                new QualifiedName(settings.schema(), settings.historyTable().orElse(DEFAULT_NAME));
        this.folder = folder;
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
                    CREATE TABLE %1$s (
                        "installed_rank" INT NOT NULL,
                        "version" VARCHAR(50),
                        "description" VARCHAR(200) NOT NULL,
                        "type" VARCHAR(20) NOT NULL,
                        "script" VARCHAR(1000) NOT NULL,
                        "checksum" INTEGER,
                        "installed_by" VARCHAR(100) NOT NULL,
                        "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
                        "execution_time" INTEGER NOT NULL,
                        "success" BOOLEAN NOT NULL
                    );
                    ALTER TABLE %1$s ADD CONSTRAINT %2$s PRIMARY KEY ("installed_rank");
                    CREATE INDEX %3$s ON %1$s ("success")
                    """.formatted(
                    table.sql(), Identifier.quote(table.name() + "_pk"), Identifier.quote(table.name() + "_s_idx")));
        }
    }

    @Override
    public List<HistoryRow> rows(Connection connection) throws SQLException {
        return exists(connection) ? FlywayRows.read(connection, table) : List.of();
    }

    @Override
    public Match compare(Migration migration, HistoryRow row) {
        if (row.checksum().isEmpty()) {
            return Match.UNKNOWN;
        }
        if (row.checksum().equals(migration.nativeChecksum())) {
            return Match.SAME;
        }
        // Older versions of Flyway hashed repeatable files with their placeholders left in.
        boolean raw = migration.repeatable()
                && row.checksum()
                        .get()
                        .equals(FlywayChecksum.of(folder.read(migration.file()).text()));
        return raw ? Match.SAME : Match.CHANGED;
    }

    @Override
    public void start(Connection connection, Migration migration) {}

    @Override
    public HistoryRow record(Connection connection, Migration migration) throws SQLException {
        // Flyway refuses to go on while a failed attempt is on record.
        String version = stored(migration);
        Sql.run(
                connection,
                "DELETE FROM " + table.sql() + " WHERE NOT success AND "
                        + (version == null ? "version IS NULL AND description " : "version ") + HistoryTable.IS + " ?",
                version == null ? description(migration) : version);
        return insert(connection, migration, true);
    }

    private HistoryRow insert(Connection connection, Migration migration, boolean success) throws SQLException {
        int rank = insert(
                connection,
                new Row(
                        stored(migration),
                        description(migration),
                        "SQL",
                        script(migration),
                        migration.nativeChecksum().map(Integer::valueOf).orElse(null),
                        success));
        return FlywayRows.row(connection, table, rank);
    }

    /** What the caller knows of a new row. */
    private record Row(
            @Nullable String version,
            String description,
            String type,
            String script,
            @Nullable Integer checksum,
            boolean success) {}

    private int insert(Connection connection, Row row) throws SQLException {
        return Sql.one(
                connection,
                """
                INSERT INTO %1$s (installed_rank, version, description, type, script, checksum, installed_by,
                    installed_on, execution_time, success)
                SELECT coalesce(pg_catalog.max(installed_rank), 0) + 1, ?, ?, ?, ?, ?::integer, current_user,
                    pg_catalog.clock_timestamp(), 0, ?
                FROM %1$s
                RETURNING installed_rank
                """.formatted(table.sql()),
                inserted -> inserted.getInt(1),
                row.version(),
                row.description(),
                row.type(),
                row.script(),
                row.checksum(),
                row.success());
    }

    private static @Nullable String stored(Migration migration) {
        return name(migration).stored().orElse(null);
    }

    private static FlywayName name(Migration migration) {
        String file = String.valueOf(migration.file().getFileName());
        return FlywayName.parse(file, file);
    }

    private static String description(Migration migration) {
        String text = migration.title();
        return text.length() <= DESCRIPTION ? text : text.substring(0, DESCRIPTION - 3) + "...";
    }

    private String script(Migration migration) {
        String text = folder.shown(migration.file());
        return text.length() <= SCRIPT ? text : "..." + text.substring(3, SCRIPT);
    }

    @Override
    public void took(Connection connection, HistoryRow row, Duration duration) throws SQLException {
        Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET execution_time = ?" + RANK,
                (int) Math.min(duration.toMillis(), Integer.MAX_VALUE),
                rank(row));
    }

    private static int rank(HistoryRow row) {
        return Integer.parseInt(row.id());
    }

    @Override
    public void failed(Connection connection, Migration migration, SqlError error) throws SQLException {
        insert(connection, migration, false);
    }

    @Override
    public void withdraw(Connection connection, HistoryRow row) throws SQLException {
        // The paid edition writes an UNDO_SQL row instead, which the free one cannot read.
        HistoryTable.withdrawn(row, Sql.run(connection, "DELETE FROM " + table.sql() + RANK, rank(row)));
    }

    @Override
    public void accept(Connection connection, Migration migration, HistoryRow row) throws SQLException {
        Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET checksum = ?::integer, description = ?" + RANK,
                migration.nativeChecksum().orElse(null),
                description(migration),
                rank(row));
    }

    /** One BASELINE row in an empty table, as Flyway does; otherwise a row for each that has none. */
    @Override
    public void baseline(Connection connection, List<Migration> migrations) throws SQLException {
        List<HistoryRow> rows = rows(connection);
        List<Migration> versioned =
                migrations.stream().filter(migration -> !migration.repeatable()).toList();
        boolean fresh = rows.isEmpty() && !versioned.isEmpty();
        if (fresh) {
            String version = stored(versioned.get(versioned.size() - 1));
            insert(connection, new Row(version, BASELINE, "BASELINE", BASELINE, null, true));
        }
        for (Migration migration : migrations) {
            boolean covered = fresh && !migration.repeatable();
            if (!covered
                    && rows.stream()
                            .noneMatch(row -> row.applied() && row.version().equals(migration.version()))) {
                insert(connection, migration, true);
            }
        }
    }
}
