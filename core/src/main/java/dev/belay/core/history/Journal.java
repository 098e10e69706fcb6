package dev.belay.core.history;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Belay's own record of every run, step and unit. Lines are added and never changed. It lies beside the native history
 * and knows what that cannot say: checksums, who, how long, the text, and how far a broken run came.
 */
public final class Journal {
    private final QualifiedName table;
    private final QualifiedName history;

    /** The journal in {@code table}, for the project that keeps its history in {@code history}. */
    public Journal(QualifiedName table, QualifiedName history) {
        this.table = table;
        this.history = history;
    }

    public QualifiedName table() {
        return table;
    }

    public boolean exists(Connection connection) throws SQLException {
        return Sql.one(connection, JournalSql.EXISTS, row -> row.getBoolean("found"), table.schema(), table.name());
    }

    /** Whether it is there, and this role may read it. */
    private boolean readable(Connection connection) throws SQLException {
        return Sql.one(connection, JournalSql.READABLE, row -> row.getBoolean("found"), table.schema(), table.name());
    }

    /** Whether it is there, and this role may not read it. */
    public boolean hidden(Connection connection) throws SQLException {
        return exists(connection) && !readable(connection);
    }

    /** Whether it has ever heard of this history. */
    public boolean knowsHistory(Connection connection) throws SQLException {
        return readable(connection)
                && Sql.one(
                        connection, JournalSql.knowsHistory(table), row -> row.getBoolean("found"), history.toString());
    }

    /** Creates schema and table where they are missing. */
    public void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        boolean schema = Sql.one(
                connection,
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?) AS found",
                row -> row.getBoolean("found"),
                table.schema());
        if (!schema) {
            refuseToCatchTables(connection);
            Sql.script(connection, "CREATE SCHEMA " + Identifier.quote(table.schema()));
        }
        Sql.script(connection, JournalSql.create(table));
    }

    /** What migrations create goes to the first schema of the search path that is there: not to one that we make. */
    private void refuseToCatchTables(Connection connection) throws SQLException {
        if (Sql.one(connection, JournalSql.CATCHES, row -> row.getBoolean("catches"), table.schema())) {
            throw new BelayException(
                    Kind.USAGE,
                    "a schema " + Identifier.quote(table.schema())
                            + " for the journal would have the name of this role,"
                            + " and \"$user\" in its search_path would put new tables there",
                    "journal: {schema: belay_journal} in belay.yaml gives it another name; or create the schema"
                            + " yourself, if that is where tables shall be");
        }
    }

    public void write(Connection connection, JournalEntry entry) throws SQLException {
        Sql.run(
                connection,
                JournalSql.insert(table),
                entry.run(),
                entry.event().stored(),
                history.toString(),
                entry.version().map(Version::text).orElse(null),
                entry.direction().map(Journal::stored).orElse(null),
                entry.unit().orElse(null),
                entry.checksum().orElse(null),
                entry.row().map(HistoryRow::id).orElse(null),
                entry.row().map(HistoryRow::appliedAt).orElse(null),
                entry.took().map(Duration::toMillis).orElse(null),
                entry.backend().map(JournalEntry.Backend::pid).orElse(null),
                entry.backend().map(JournalEntry.Backend::start).orElse(null),
                entry.sqlState().orElse(null),
                entry.message().orElse(null),
                entry.script().orElse(null),
                detail(entry.detail()));
    }

    /** What is known about each version; nothing where there is no journal that this role may read. */
    public Collection<Fact> facts(Connection connection) throws SQLException {
        if (!readable(connection)) {
            return List.of();
        }
        Map<Version, FactBuilder> facts = new LinkedHashMap<>();
        String project = history.toString();
        for (Line line : Sql.list(connection, JournalSql.facts(table), Journal::line, project, project, project)) {
            facts.computeIfAbsent(line.version(), FactBuilder::new).add(line);
        }
        return facts.values().stream().map(FactBuilder::build).toList();
    }

    /** Every line of this project, newest first; at most {@code limit}. */
    public List<JournalLine> lines(Connection connection, int limit) throws SQLException {
        return exists(connection)
                ? Sql.list(connection, JournalSql.lines(table), JournalLine::map, history.toString(), limit)
                : List.of();
    }

    /** The lines of one version, newest first; at most {@code limit}. */
    public List<JournalLine> linesOf(Connection connection, Version version, int limit) throws SQLException {
        return exists(connection)
                ? Sql.list(
                        connection,
                        JournalSql.linesOfVersion(table),
                        JournalLine::map,
                        history.toString(),
                        version.text(),
                        limit)
                : List.of();
    }

    /** Every line of the last so many runs, newest first. */
    public List<JournalLine> linesOfRuns(Connection connection, int runs) throws SQLException {
        return exists(connection)
                ? Sql.list(
                        connection,
                        JournalSql.linesOfRuns(table),
                        JournalLine::map,
                        history.toString(),
                        history.toString(),
                        runs)
                : List.of();
    }

    /** When a migration was last applied or undone; empty where nobody knows, or this role may not read it. */
    public Optional<Instant> lastChange(Connection connection) throws SQLException {
        if (!readable(connection)) {
            return Optional.empty();
        }
        return Sql.one(
                connection,
                JournalSql.lastChange(table),
                row -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                history.toString());
    }

    /** The newest counters that are at least so old; empty where there are none, or this role may not read them. */
    public Optional<UsageCounts> usage(Connection connection, Duration age) throws SQLException {
        if (!readable(connection)) {
            return Optional.empty();
        }
        return Sql.first(
                connection,
                JournalSql.usage(table),
                row -> UsageCounts.of(
                        row.getObject("at", OffsetDateTime.class).toInstant(), text(row.getString("script"))),
                history.toString(),
                age.toMillis());
    }

    /** The text that was last applied for a version, if it was short enough to keep. */
    public Optional<String> text(Connection connection, Version version) throws SQLException {
        if (!exists(connection)) {
            return Optional.empty();
        }
        return Sql.list(
                        connection,
                        JournalSql.text(table),
                        row -> Optional.ofNullable(row.getString("script")),
                        history.toString(),
                        version.text())
                .stream()
                .findFirst()
                .flatMap(text -> text);
    }

    private static Line line(java.sql.ResultSet row) throws SQLException {
        return new Line(
                new Version(row.getString("version")),
                row.getLong("place"),
                Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                "down".equals(row.getString("direction")) ? Direction.DOWN : Direction.UP,
                row.getInt("unit"),
                text(row.getString("checksum")),
                text(row.getString("row_id")),
                text(row.getString("row_applied_at")),
                row.getInt("backend_pid"),
                text(row.getString("backend_start")),
                text(row.getString("message")),
                text(row.getString("by")),
                text(row.getString("key")),
                row.getLong("rows"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String stored(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    /** A text array of key, value, key, value…: the server makes the JSON. */
    private static String[] detail(Map<String, String> detail) {
        return detail.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    /** As much of a line as facts need. */
    record Line(
            Version version,
            long order,
            Event event,
            Direction direction,
            int unit,
            String checksum,
            String rowId,
            String appliedAt,
            int backendPid,
            String backendStart,
            String message,
            String by,
            String key,
            long rows) {
        Optional<Checksum> fileChecksum() {
            return checksum.length() == 64 ? Optional.of(new Checksum(checksum)) : Optional.empty();
        }
    }
}
