package dev.belay.core.apply;

import dev.belay.core.apply.Problem.Cause;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What forbids going up. Each problem names one migration and its way out. */
final class UpProblems {
    private UpProblems() {}

    /** Applied files that were edited, are gone or half undone: whatever is built on them would stand on sand. */
    static List<Problem> inHistory(Standing standing) {
        List<Problem> problems = new ArrayList<>();
        for (MigrationStatus entry : standing.entries()) {
            Version version = entry.version();
            if (entry.state() == State.CHANGED) {
                problems.add(Problem.of(
                        Cause.CHANGED,
                        version,
                        "\"" + label(entry) + "\" was changed after it was applied",
                        "put the file back and write a new migration, or accept it as it is with "
                                + Mending.REPAIR.of(version)));
            } else if (entry.state() == State.PARTIAL && entry.migration().isEmpty()) {
                problems.add(halfDoneWithoutFile(version));
            } else if (entry.state() == State.PARTIAL && goingDown(entry)) {
                problems.add(Problem.of(
                        Cause.RESUME,
                        version,
                        "\"" + label(entry) + "\" is half undone",
                        "finish that first: belay down"));
            } else if (entry.state() == State.MISSING) {
                problems.add(Problem.of(
                        Cause.MISSING,
                        version,
                        "\"" + label(entry) + "\" is applied, but its file is missing",
                        "bring the file back, or take it out of the history with " + Mending.ROLLED_BACK.of(version)));
            }
        }
        return problems;
    }

    static Problem halfDoneWithoutFile(Version version) {
        return Problem.of(
                Cause.MISSING,
                version,
                "\"" + version + "\" is half done, and its file is missing",
                "bring the file back; or take away by hand what is there of it, and say "
                        + Mending.ROLLED_BACK.of(version));
    }

    /** Pending migrations that are older than one that is applied. */
    static List<Problem> outOfOrder(Standing standing, List<MigrationStatus> wanted, Comparator<Version> order) {
        Optional<Version> newest = standing.entries().stream()
                .filter(entry -> entry.state().inDatabase())
                .filter(entry -> entry.migration().filter(Migration::repeatable).isEmpty())
                .map(MigrationStatus::version)
                .max(order);
        if (newest.isEmpty()) {
            return List.of();
        }
        return wanted.stream()
                .filter(entry -> !entry.migration().orElseThrow().repeatable())
                .filter(entry -> order.compare(entry.version(), newest.get()) < 0)
                .map(entry -> Problem.of(
                        Cause.OUT_OF_ORDER,
                        entry.version(),
                        "\"" + label(entry) + "\" is older than \"" + newest.get() + "\", which is applied",
                        "give it a newer version, say \"-- belay: out-of-order\" in the file,"
                                + " or allow it once with --out-of-order"))
                .toList();
    }

    /** What another tool has left half-done. */
    static List<Problem> unfinished(List<MigrationStatus> wanted) {
        return wanted.stream()
                .filter(entry -> entry.state() == State.FAILED && entry.row().isPresent())
                .map(entry -> Problem.of(
                        Cause.UNFINISHED,
                        entry.version(),
                        "\"" + label(entry) + "\" is recorded as begun and not finished",
                        "look what of it is in the database, then say so: " + Mending.APPLIED.of(entry.version())
                                + " or " + Mending.ROLLED_BACK.of(entry.version())))
                .toList();
    }

    static boolean goingDown(MigrationStatus entry) {
        return entry.progress()
                .filter(open -> open.direction() == Direction.DOWN)
                .isPresent();
    }

    private static String label(MigrationStatus entry) {
        return entry.migration().map(Migration::label).orElse(entry.version().text());
    }
}
