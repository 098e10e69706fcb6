package dev.belay.core.apply;

import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.JournalEntry;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What a finished step leaves in the history and in the journal. */
final class Records {
    /** Longer files are known by their checksum alone. */
    private static final long LONGEST_KEPT = 1_000_000;

    private Records() {}

    /** Whether the file writes its own row, or makes the history table: ours comes after it then, and replaces it. */
    static boolean comeLast(Run run, PlannedStep step, Body body) {
        return step.direction() == Direction.UP
                && (run.place().convention().recordsItself(body)
                        || run.place().convention().createsHistory(body));
    }

    /** Writes the native row of an applied migration, or takes away that of one that is undone. */
    static HistoryRow write(Run run, PlannedStep step, Body body) throws SQLException {
        History history = run.place().history();
        Connection connection = run.session().connection();
        if (step.direction() == Direction.UP) {
            return comeLast(run, step, body)
                    ? history.recordOver(connection, step.migration())
                    : history.record(connection, step.migration());
        }
        HistoryRow row = step.row().orElseThrow();
        history.withdraw(connection, row);
        return row;
    }

    /** The same after the statements, which may have taken the row away already. */
    static HistoryRow writeLast(Run run, PlannedStep step, Body body) throws SQLException {
        if (step.direction() == Direction.DOWN) {
            HistoryRow row = step.row().orElseThrow();
            if (!run.place().history().rows(run.session().connection()).contains(row)) {
                return row;
            }
        }
        return write(run, step, body);
    }

    static JournalEntry entry(Run run, PlannedStep step, HistoryRow row, Duration took) {
        JournalEntry.Builder entry =
                run.entry(TransactionStep.event(step), step).row(row).took(took);
        String checksum = step.migration().checksum().hex();
        Optional<String> text = text(step.migration().file());
        return (text.isPresent() ? entry.file(checksum, text.get()) : entry.checksum(checksum)).build();
    }

    /** The file as it is on disk, before variables: they may be secrets, and the checksum is over this. */
    static Optional<String> text(Path file) {
        try {
            return Files.size(file) <= LONGEST_KEPT
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\0", ""))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
