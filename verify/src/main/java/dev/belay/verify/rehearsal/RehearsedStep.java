package dev.belay.verify.rehearsal;

import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.migration.Version;
import dev.belay.verify.Finding;
import dev.belay.verify.Severity;
import java.util.List;
import java.util.Optional;

/**
 * One migration, as it went.
 *
 * @param repeatable whether its kind has no way down
 * @param up empty if it was not begun
 * @param down empty if it was not begun
 * @param again the second way up; empty if it was not begun
 * @param difference from what was there before it to what its way down leaves; added is what stays behind
 * @param lost rows that are not as they were before it, and sequences that are not where they were; what no way back can
 *     undo is {@code INFO}
 */
public record RehearsedStep(
        Version version,
        String title,
        boolean repeatable,
        Optional<Way> up,
        Verdict verdict,
        Optional<Way> down,
        SchemaDiff difference,
        List<Finding> lost,
        Optional<Way> again) {
    public RehearsedStep {
        lost = List.copyOf(lost);
    }

    /** Whether its way down loses something that a way down could keep. */
    public boolean loses() {
        return lost.stream().anyMatch(one -> one.severity() != Severity.INFO);
    }
}
