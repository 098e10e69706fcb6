package dev.belay.core.convention;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CHANGELOG of MyBatis Migrations: an id, a time in the form of the stock tool, a description. It knows no checksum,
 * no duration and no failure.
 *
 * <p>Rows come by id, as the stock tool takes them. Their times say nothing about the order of application: each is in
 * the zone of the machine that wrote it. The journal knows better where it saw them applied.
 */
final class ChangelogHistory implements History {
    private static final DateTimeFormatter APPLIED_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int DESCRIPTION = 255;

    private static final Duration CLOCK_GOOD_FOR = Duration.ofSeconds(30);

    private final QualifiedName table;
    private @Nullable Clock clock;

    ChangelogHistory(QualifiedName table) {
        this.table = table;
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
                    ID NUMERIC(20,0) NOT NULL,
                    APPLIED_AT VARCHAR(25) NOT NULL,
                    DESCRIPTION VARCHAR(255) NOT NULL,
                    CONSTRAINT %s PRIMARY KEY (ID)
                    )""".formatted(table.sql(), Identifier.quote("pk_" + table.name())));
        }
    }

    @Override
    public List<HistoryRow> rows(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return List.of();
        }
        return Sql.list(connection, """
                SELECT t.id::text AS id, t.applied_at::text AS applied_at, t.description::text AS description
                FROM %s t
                ORDER BY t.id
                """.formatted(table.sql()), ChangelogHistory::map);
    }

    private static HistoryRow map(ResultSet row) throws SQLException {
        return row(row.getString("id"), row.getString("applied_at"), row.getString("description"));
    }

    private static HistoryRow row(String id, String appliedAt, String description) {
        return new HistoryRow(
                new Version(MyBatisId.canonical(id)),
                appliedAt,
                appliedAt,
                HistoryRow.State.APPLIED,
                Optional.empty(),
                description);
    }

    @Override
    public Match compare(Migration migration, HistoryRow row) {
        return Match.UNKNOWN;
    }

    @Override
    public void start(Connection connection, Migration migration) {}

    @Override
    public HistoryRow record(Connection connection, Migration migration) throws SQLException {
        String appliedAt = now(connection);
        String description = HistoryTable.cut(migration.title(), DESCRIPTION);
        Sql.run(
                connection,
                "INSERT INTO " + table.sql() + " (id, applied_at, description) VALUES (?, ?, ?)",
                id(migration.version()),
                appliedAt,
                description);
        return row(migration.version().text(), appliedAt, description);
    }

    @Override
    public HistoryRow recordOver(Connection connection, Migration migration) throws SQLException {
        String appliedAt = now(connection);
        String description = HistoryTable.cut(migration.title(), DESCRIPTION);
        int replaced = Sql.run(
                connection,
                "UPDATE " + table.sql() + " SET applied_at = ?, description = ? WHERE id " + HistoryTable.IS + " ?",
                appliedAt,
                description,
                id(migration.version()));
        return replaced == 0
                ? record(connection, migration)
                : row(migration.version().text(), appliedAt, description);
    }

    /** The server's clock, so that all runners share it, in this machine's zone, as the stock tool writes it. */
    private String now(Connection connection) throws SQLException {
        // Seconds are written: for a while, what it said and our own watch are enough.
        if (clock == null || clock.age().compareTo(CLOCK_GOOD_FOR) > 0) {
            clock = Sql.one(
                    connection,
                    "SELECT pg_catalog.clock_timestamp()",
                    row -> new Clock(row.getObject(1, OffsetDateTime.class), System.nanoTime()));
        }
        return APPLIED_AT.format(clock.said().plus(clock.age()).atZoneSameInstant(ZoneId.systemDefault()));
    }

    /** What the server's clock said, and when on our own that was. */
    private record Clock(OffsetDateTime said, long at) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - at);
        }
    }

    private static BigDecimal id(Version version) {
        return new BigDecimal(version.text());
    }

    @Override
    public void took(Connection connection, HistoryRow row, Duration duration) {}

    @Override
    public void failed(Connection connection, Migration migration, SqlError error) {}

    @Override
    public void withdraw(Connection connection, HistoryRow row) throws SQLException {
        HistoryTable.withdrawn(
                row,
                Sql.run(
                        connection,
                        "DELETE FROM " + table.sql() + " WHERE id " + HistoryTable.IS + " ?",
                        id(row.version())));
    }

    @Override
    public void accept(Connection connection, Migration migration, HistoryRow row) {}

    @Override
    public void baseline(Connection connection, List<Migration> migrations) throws SQLException {
        String appliedAt = now(connection);
        for (Migration migration : migrations) {
            Sql.run(
                    connection,
                    """
                    INSERT INTO %1$s (id, applied_at, description)
                    SELECT v.id, v.applied_at, v.description
                    FROM (VALUES (?::numeric, ?, ?)) v (id, applied_at, description)
                    WHERE NOT EXISTS (SELECT FROM %1$s t WHERE t.id %2$s v.id)
                    """.formatted(table.sql(), HistoryTable.IS),
                    id(migration.version()),
                    appliedAt,
                    HistoryTable.cut(migration.title(), DESCRIPTION));
        }
    }
}
