package dev.belay.core.apply;

import dev.belay.core.convention.Listing;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.Fact;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Builds standings for tests, from words instead of files and tables. */
final class Standings {
    static final Comparator<Version> ORDER = Comparator.comparing(Version::text);

    private final List<Migration> migrations = new ArrayList<>();
    private final List<HistoryRow> rows = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    /** A file that can be undone; its checksum is that of its content. */
    Standings file(String version, String content) {
        migrations.add(migration(version, content, Migration.Kind.VERSIONED, true));
        return this;
    }

    Standings irreversible(String version) {
        migrations.add(migration(version, version, Migration.Kind.VERSIONED, false));
        return this;
    }

    Standings repeatable(String version, String content) {
        migrations.add(migration(version, content, Migration.Kind.REPEATABLE, false));
        return this;
    }

    /** A native row with a native checksum; an empty one stands for a table that has none. */
    Standings row(String version, HistoryRow.State state, String checksum) {
        String id = "row " + rows.size();
        rows.add(new HistoryRow(
                new Version(version),
                id,
                "at " + id,
                state,
                checksum.isEmpty() ? Optional.empty() : Optional.of(checksum),
                "title of " + version));
        return this;
    }

    Standings applied(String version) {
        return row(version, HistoryRow.State.APPLIED, "");
    }

    Standings fact(Fact fact) {
        facts.add(fact);
        return this;
    }

    /** What the journal knows of a row that Belay wrote, as its line number {@code order}. */
    static Fact fact(String version, HistoryRow row, String content, long order) {
        return new Fact(
                new Version(version),
                Optional.of(new Fact.Applied(row.id(), row.appliedAt(), Checksum.of(content), order, "ann")),
                Optional.empty(),
                Optional.empty());
    }

    HistoryRow lastRow() {
        return rows.get(rows.size() - 1);
    }

    Standing build() {
        return Standing.of(
                new Standing.Input(new Listing(migrations, List.of()), rows, facts, ORDER), new ContentHistory());
    }

    static Migration migration(String version, String content, Migration.Kind kind, boolean reversible) {
        Path file = Path.of(version + ".sql");
        return new Migration(
                new Version(version),
                "step " + version,
                kind,
                file,
                reversible ? Optional.of(file) : Optional.empty(),
                Checksum.of(content),
                Optional.of(content));
    }

    /** A history whose native checksum is the content itself. */
    private static final class ContentHistory implements History {
        @Override
        public QualifiedName table() {
            return new QualifiedName("public", "history");
        }

        @Override
        public Match compare(Migration migration, HistoryRow row) {
            return row.checksum()
                    .map(stored -> migration.nativeChecksum().equals(Optional.of(stored)) ? Match.SAME : Match.CHANGED)
                    .orElse(Match.UNKNOWN);
        }

        @Override
        public boolean exists(Connection connection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void create(Connection connection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<HistoryRow> rows(Connection connection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start(Connection connection, Migration migration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public HistoryRow record(Connection connection, Migration migration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void took(Connection connection, HistoryRow row, Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void failed(Connection connection, Migration migration, SqlError error) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdraw(Connection connection, HistoryRow row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void accept(Connection connection, Migration migration, HistoryRow row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void baseline(Connection connection, List<Migration> migrations) {
            throw new UnsupportedOperationException();
        }
    }
}
