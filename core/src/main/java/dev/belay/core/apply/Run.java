package dev.belay.core.apply;

import dev.belay.core.history.JournalEntry;
import java.util.UUID;

/** What the parts of one run share. */
record Run(
        UUID id,
        Workplace place,
        Session session,
        RunListener listener,
        Cancellation cancellation,
        StatementRunner statements,
        Watch watch,
        HookRunner hooks) {
    JournalEntry.Builder entry(JournalEntry.Event event) {
        return JournalEntry.of(id, event);
    }

    JournalEntry.Builder entry(JournalEntry.Event event, PlannedStep step) {
        return entry(event).step(step.version(), step.direction());
    }
}
