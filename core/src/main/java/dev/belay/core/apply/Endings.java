package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.activity.Activity;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.JournalEntry;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.migration.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How runs and steps begin and end in the journal. A failure is written on a second connection, because the first may be
 * the thing that failed.
 */
final class Endings {
    private static final Duration BRIEF = Duration.ofSeconds(3);

    private final Run run;
    private boolean unreachable;

    Endings(Run run) {
        this.run = run;
    }

    void started(Preview preview) throws SQLException {
        Map<String, String> detail = new TreeMap<>(run.place().settings().who().get());
        detail.put("plan", preview.hash());
        detail.put("direction", preview.plan().direction().name().toLowerCase(java.util.Locale.ROOT));
        detail.put("steps", Integer.toString(preview.plan().steps().size()));
        run.place()
                .journal()
                .write(
                        run.session().connection(),
                        run.entry(Event.RUN_STARTED)
                                .backend(run.session().backend())
                                .detail(detail)
                                .build());
        List<String> dumps = Activity.dumps(run.session().connection()).stream()
                .map(session -> session.describe(java.time.Instant.now()))
                .toList();
        if (!dumps.isEmpty()) {
            run.listener().on(new RunEvent.Warned("a backup of this database is running", dumps));
        }
    }

    void finished(Optional<Failure> failure) {
        JournalEntry.Builder entry = run.entry(Event.RUN_FINISHED)
                .detail(Map.of(
                        "exit",
                        failure.map(why -> why.kind().exitCode()).orElse(0).toString()));
        failure.ifPresent(why -> entry.failure(why.error().map(SqlError::state).orElse(""), why.message()));
        aside(connection -> run.place().journal().write(connection, entry.build()));
    }

    /** A step that was rolled back, or, where it had begun in the journal, that stopped midway. */
    void failed(PlannedStep step, Failure failure, boolean begun) {
        aside(connection -> {
            run.place()
                    .journal()
                    .write(
                            connection,
                            run.entry(Event.STEP_FAILED, step)
                                    .failure(
                                            failure.error().map(SqlError::state).orElse(""), failure.message())
                                    .build());
            if (begun && step.direction() == Direction.UP) {
                run.place()
                        .history()
                        .failed(
                                connection,
                                step.migration(),
                                failure.error().orElse(new SqlError("", failure.message(), "", "", 0)));
            }
        });
    }

    /**
     * After the connection broke, perhaps during COMMIT: whether the step is in the database after all. Empty when
     * nobody can tell.
     */
    Optional<Boolean> committed(PlannedStep step) {
        try (Connection second = second()) {
            awaitEnd(second);
            boolean recorded = run.place().history().rows(second).stream()
                    .filter(HistoryRow::applied)
                    .anyMatch(row -> row.version().equals(step.version())
                            && !Optional.of(row).equals(step.row()));
            boolean stillThere = run.place().history().rows(second).stream()
                    .anyMatch(row -> Optional.of(row).equals(step.row()));
            return Optional.of(step.direction() == Direction.UP ? recorded : !stillThere);
        } catch (SQLException | BelayException e) {
            unreachable = run.session().abandoned();
            return Optional.empty();
        }
    }

    /** Whoever wants to stop does not want to wait for a server again that did not answer before. */
    private Connection second() {
        Database reading = run.place().database().forReading();
        reading = reading.answeringWithin(reading.patience());
        return (run.session().abandoned() ? reading.within(BRIEF) : reading).connect();
    }

    private void awaitEnd(Connection second) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end
                && Sql.one(
                        second,
                        """
                        SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                                       WHERE pid = ? AND extract(epoch FROM backend_start)::text = ?) AS found
                        """,
                        row -> row.getBoolean("found"),
                        run.session().backend().pid(),
                        run.session().backend().start())) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void aside(Note note) {
        if (unreachable) {
            return;
        }
        try (Connection second = second()) {
            note.write(second);
        } catch (SQLException | BelayException e) {
            unreachable = run.session().abandoned();
            run.listener().on(new RunEvent.Warned("the journal could not be written: " + e.getMessage(), List.of()));
        }
    }

    @FunctionalInterface
    private interface Note {
        void write(Connection connection) throws SQLException;
    }
}
