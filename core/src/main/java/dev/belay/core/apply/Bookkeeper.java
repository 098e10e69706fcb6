package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.JournalEntry;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Mends what the history says, and touches nothing else: every change of it has a reason, and history and journal change
 * in one transaction.
 */
public final class Bookkeeper {
    private final Workplace place;
    private final RunListener listener;
    private final Cancellation cancellation;

    public Bookkeeper(Workplace place, RunListener listener, Cancellation cancellation) {
        this.place = place;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Says that a migration is in the database, though its file was not run. */
    public MigrationStatus markApplied(Version version, String reason) {
        return mend(version, (books, status) -> {
            Migration migration = file(status);
            if (status.state().inDatabase()) {
                throw refused("\"" + migration.label() + "\" is applied already", "nothing was changed");
            }
            // A migration that is half undone has its row still.
            Optional<HistoryRow> kept = status.row().filter(HistoryRow::applied);
            HistoryRow row = kept.isPresent() ? kept.get() : place.history().record(books.connection(), migration);
            books.write(books.entry(Event.RESOLVED_APPLIED, version)
                    .row(row)
                    .checksum(migration.checksum().hex())
                    .message(reason));
        });
    }

    /** Says that a migration is not in the database; its down part is not run. */
    public MigrationStatus markRolledBack(Version version, String reason) {
        return mend(version, (books, status) -> {
            List<HistoryRow> standing = place.history().rows(books.connection()).stream()
                    .filter(row -> row.version().equals(version) && row.state() != HistoryRow.State.ROLLED_BACK)
                    .toList();
            if (standing.isEmpty() && status.progress().isEmpty()) {
                throw refused("\"" + version + "\" is not recorded", "there is nothing to take back");
            }
            withdraw(books.connection(), standing);
            books.write(books.entry(Event.RESOLVED_ROLLED_BACK, version).message(reason));
        });
    }

    /** Lets the unit that nobody could tell about run again at the next {@code up} or {@code down}. */
    public MigrationStatus retry(Version version, String reason) {
        return mend(version, (books, status) -> {
            Progress.Open open = open(status);
            books.write(books.entry(Event.UNIT_RETRY, version)
                    .unit(open.unit(), open.hash())
                    .message(reason));
        });
    }

    /** Says that the unit that nobody could tell about has happened. */
    public MigrationStatus skip(Version version, String reason) {
        return mend(version, (books, status) -> {
            Progress.Open open = open(status);
            books.write(books.entry(
                            Event.UNIT_DONE,
                            version,
                            status.progress().orElseThrow().direction())
                    .unit(open.unit(), open.hash())
                    .message(reason));
        });
    }

    /** Accepts a changed file as what was applied. */
    public MigrationStatus repair(Version version, String reason) {
        return mend(version, (books, status) -> {
            Migration migration = file(status);
            HistoryRow row = status.row()
                    .filter(HistoryRow::applied)
                    .orElseThrow(() ->
                            refused("\"" + migration.label() + "\" is not applied", "there is no checksum to repair"));
            place.history().accept(books.connection(), migration, row);
            HistoryRow now = place.history().rows(books.connection()).stream()
                    .filter(other -> other.version().equals(version) && other.applied())
                    .reduce((earlier, later) -> later)
                    .orElse(row);
            JournalEntry.Builder entry =
                    books.entry(Event.REPAIRED, version).row(now).message(reason);
            Optional<String> text = Records.text(migration.file());
            String checksum = migration.checksum().hex();
            books.write(text.isPresent() ? entry.file(checksum, text.get()) : entry.checksum(checksum));
        });
    }

    /**
     * Declares everything up to and with a version to be in the database already.
     *
     * @param reset whether what the history says now is forgotten first
     * @return the migrations that were declared
     */
    public List<Migration> baseline(Version version, boolean reset, String reason) {
        return Locked.session(place, listener, cancellation, session -> {
            List<Migration> migrations = place.convention().migrations();
            Standing standing = new Planner(place, migrations).standing(session.connection());
            List<Migration> covered = covered(migrations, version);
            if (!reset
                    && (!standing.applied().isEmpty()
                            || !standing.in(State.BASELINE).isEmpty())) {
                throw refused(
                        "the history is not empty: " + standing.applied().size() + " migrations are applied",
                        "a baseline begins a history; in development --reset-history forgets it first");
            }
            Locked.prepare(place, session, false, () -> {});
            session.inTransaction(() -> {
                Books books = new Books(session.connection(), UUID.randomUUID());
                if (reset) {
                    List<HistoryRow> rows = place.history().rows(session.connection());
                    withdraw(session.connection(), rows);
                    for (HistoryRow row : rows) {
                        books.write(books.entry(Event.RESOLVED_ROLLED_BACK, row.version())
                                .message(reason));
                    }
                }
                place.history().baseline(session.connection(), covered);
                books.baseline(covered, reason);
            });
            return covered;
        });
    }

    /** Some tables keep a row of each attempt, or two spellings of one version: the first may take the second along. */
    private void withdraw(Connection connection, List<HistoryRow> rows) throws SQLException {
        Set<Version> seen = new HashSet<>();
        for (HistoryRow row : rows) {
            if (seen.add(row.version()) || place.history().rows(connection).contains(row)) {
                place.history().withdraw(connection, row);
            }
        }
    }

    private List<Migration> covered(List<Migration> migrations, Version version) {
        if (migrations.stream().noneMatch(migration -> migration.version().equals(version))) {
            throw refused("there is no migration \"" + version + "\"", "belay status lists them");
        }
        return migrations.stream()
                .filter(migration -> !migration.repeatable())
                .filter(migration -> place.convention().order().compare(migration.version(), version) <= 0)
                .toList();
    }

    @FunctionalInterface
    private interface Change {
        void make(Books books, MigrationStatus status) throws SQLException;
    }

    private MigrationStatus mend(Version version, Change change) {
        return Locked.session(place, listener, cancellation, session -> {
            Planner planner = new Planner(place, place.convention().migrations());
            MigrationStatus status = find(planner.standing(session.connection()), version);
            Locked.prepare(place, session, false, () -> {});
            session.inTransaction(() -> change.make(new Books(session.connection(), UUID.randomUUID()), status));
            return planner.standing(session.connection()).find(version).orElse(status);
        });
    }

    private static MigrationStatus find(Standing standing, Version version) {
        return standing.find(version)
                .orElseThrow(() -> refused("there is no migration \"" + version + "\"", "belay status lists them"));
    }

    private static Migration file(MigrationStatus status) {
        return status.migration()
                .orElseThrow(() -> refused("\"" + status.version() + "\" has no file", "bring the file back first"));
    }

    private static Progress.Open open(MigrationStatus status) {
        return status.progress()
                .flatMap(Progress::open)
                .orElseThrow(() -> refused(
                        "\"" + status.version() + "\" has no statement that nobody could tell about",
                        "belay status says how it stands"));
    }

    private static BelayException refused(String message, String hint) {
        return new BelayException(Kind.USAGE, message, hint);
    }

    /** The journal of one change. */
    private final class Books {
        private final Connection connection;
        private final UUID run;

        private Books(Connection connection, UUID run) {
            this.connection = connection;
            this.run = run;
        }

        Connection connection() {
            return connection;
        }

        JournalEntry.Builder entry(Event event, Version version) {
            return entry(event, version, Direction.UP);
        }

        JournalEntry.Builder entry(Event event, Version version, Direction direction) {
            return JournalEntry.of(run, event)
                    .step(version, direction)
                    .detail(place.settings().who().get());
        }

        void write(JournalEntry.Builder entry) throws SQLException {
            place.journal().write(connection, entry.build());
        }

        void baseline(List<Migration> covered, String reason) throws SQLException {
            List<HistoryRow> rows = place.history().rows(connection);
            for (Migration migration : covered) {
                JournalEntry.Builder entry = entry(Event.BASELINE, migration.version())
                        .checksum(migration.checksum().hex())
                        .message(reason);
                rows.stream()
                        .filter(row -> row.version().equals(migration.version()) && row.applied())
                        .findFirst()
                        .ifPresent(entry::row);
                write(entry);
            }
        }
    }
}
