package dev.belay.core.convention;

import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of one convention in a temporary folder, and a runner simple enough to trust. */
record Project(Path base, String convention, ConventionSettings settings) {
    static Project of(Path base, String convention) {
        return new Project(base, convention, ConventionSettings.of(base));
    }

    Project file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Project file(String name, byte[] bytes) {
        try {
            Path file = base.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project with(Map<String, String> variables) {
        return new Project(
                base,
                convention,
                new ConventionSettings(
                        base,
                        variables,
                        settings.order(),
                        settings.historySchema(),
                        settings.historyTable(),
                        settings.environment()));
    }

    Project order(String... files) {
        return new Project(
                base,
                convention,
                new ConventionSettings(
                        base,
                        settings.variables(),
                        List.of(files),
                        settings.historySchema(),
                        settings.historyTable(),
                        settings.environment()));
    }

    Project history(String schema, String table) {
        return new Project(
                base,
                convention,
                new ConventionSettings(
                        base,
                        settings.variables(),
                        settings.order(),
                        Optional.of(schema),
                        Optional.of(table),
                        settings.environment()));
    }

    Project environment(String name) {
        return new Project(
                base,
                convention,
                new ConventionSettings(
                        base,
                        settings.variables(),
                        settings.order(),
                        settings.historySchema(),
                        settings.historyTable(),
                        Optional.of(name)));
    }

    Convention open() {
        return Conventions.of(convention, settings);
    }

    List<String> versions() {
        return open().migrations().stream()
                .map(migration -> migration.version().text())
                .toList();
    }

    Migration only() {
        List<Migration> migrations = open().migrations();
        if (migrations.size() != 1) {
            throw new AssertionError("one migration was expected: " + migrations);
        }
        return migrations.get(0);
    }

    String up() {
        return text(open().read(only(), Direction.UP));
    }

    String down() {
        return text(open().read(only(), Direction.DOWN));
    }

    static String text(Body body) {
        return body.script().text();
    }

    /** Applies what has no applied row, each with its row in one transaction. */
    void migrate(TestDatabase database) throws SQLException {
        Convention convention = open();
        History history = convention.history();
        try (Connection connection = database.connect()) {
            for (Migration migration : convention.migrations()) {
                boolean applied = history.rows(connection).stream()
                        .anyMatch(row -> row.applied() && row.version().equals(migration.version()));
                if (!applied) {
                    apply(connection, convention, migration);
                }
            }
        }
    }

    private static void apply(Connection connection, Convention convention, Migration migration) throws SQLException {
        History history = convention.history();
        Body body = convention.read(migration, Direction.UP);
        boolean last = convention.recordsItself(body) || convention.createsHistory(body);
        if (!convention.createsHistory(body)) {
            history.create(connection);
        }
        connection.setAutoCommit(false);
        if (!last) {
            history.record(connection, migration);
        }
        run(connection, body);
        if (last) {
            history.recordOver(connection, migration);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Undoes the migration that was applied last. */
    void undo(TestDatabase database) throws SQLException {
        Convention convention = open();
        try (Connection connection = database.connect()) {
            List<HistoryRow> rows = convention.history().rows(connection).stream()
                    .filter(HistoryRow::applied)
                    .toList();
            HistoryRow last = rows.get(rows.size() - 1);
            Migration migration = convention.migrations().stream()
                    .filter(known -> known.version().equals(last.version()))
                    .findFirst()
                    .orElseThrow();
            connection.setAutoCommit(false);
            convention.history().withdraw(connection, last);
            run(connection, convention.read(migration, Direction.DOWN));
            connection.commit();
        }
    }

    private static void run(Connection connection, Body body) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text(body));
        }
    }

    List<HistoryRow> rows(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return open().history().rows(connection);
        }
    }

    /** What the history says, as {@code version state}. */
    List<String> states(TestDatabase database) throws SQLException {
        return rows(database).stream()
                .map(row -> row.version() + " " + row.state())
                .toList();
    }
}
