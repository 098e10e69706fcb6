package dev.belay.core.apply;

import dev.belay.core.convention.Listing;
import dev.belay.core.history.Fact;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files, history and journal seen together, at one moment. Pure: the same input gives the same standing.
 *
 * @param entries every migration of the project in the order of application, then what is only in the history
 * @param applied the versions that the history says are in the database, in the order in which they came
 * @param unreadable what is wrong with the files that could not be read
 */
public record Standing(List<MigrationStatus> entries, List<Version> applied, List<Problem> unreadable) {
    public Standing {
        entries = List.copyOf(entries);
        applied = List.copyOf(applied);
        unreadable = List.copyOf(unreadable);
    }

    /** Where every file could be read. */
    public Standing(List<MigrationStatus> entries, List<Version> applied) {
        this(entries, applied, List.of());
    }

    /** What was read, waiting to be understood. */
    public record Input(Listing files, List<HistoryRow> rows, Collection<Fact> facts, Comparator<Version> order) {}

    public static Standing of(Input input, History history) {
        Map<Version, HistoryRow> deciding = deciding(input.rows());
        Map<Version, Fact> facts = new HashMap<>();
        input.facts().forEach(fact -> facts.put(fact.version(), fact));
        Optional<Version> baseline = input.rows().stream()
                .filter(row -> row.state() == HistoryRow.State.BASELINE)
                .map(HistoryRow::version)
                .max(input.order());

        List<MigrationStatus> entries = new ArrayList<>();
        Set<Version> onDisk = new HashSet<>();
        for (Migration migration : input.files().migrations()) {
            onDisk.add(migration.version());
            Optional<HistoryRow> row = Optional.ofNullable(deciding.get(migration.version()));
            Optional<Fact> fact = Optional.ofNullable(facts.get(migration.version()));
            boolean before = baseline.isPresent()
                    && !migration.repeatable()
                    && input.order().compare(migration.version(), baseline.get()) <= 0;
            State state = row.map(found -> state(migration, found, fact, history))
                    .orElseGet(() -> before ? State.BASELINE : unrecorded(fact));
            entries.add(new MigrationStatus(
                    migration.version(),
                    migration.title(),
                    state,
                    Optional.of(migration),
                    row,
                    fact.flatMap(Fact::progress),
                    row.flatMap(found -> by(found, facts))));
        }
        for (Listing.Unreadable file : input.files().unreadable()) {
            onDisk.add(file.version());
            entries.add(unreadable(file, deciding, facts));
        }
        if (!input.files().unreadable().isEmpty()) {
            entries.sort((one, other) -> input.order().compare(one.version(), other.version()));
        }
        deciding.values().stream()
                .filter(row -> !onDisk.contains(row.version()) && row.state() != HistoryRow.State.BASELINE)
                .filter(row -> row.state() != HistoryRow.State.ROLLED_BACK)
                .filter(row -> !facts.containsKey(row.version())
                        || facts.get(row.version()).progress().isEmpty())
                .forEach(row -> entries.add(withoutFile(row, facts)));
        facts.values().stream()
                .filter(fact -> fact.progress().isPresent() && !onDisk.contains(fact.version()))
                .forEach(fact -> entries.add(halfDoneWithoutFile(fact, deciding.get(fact.version()))));
        List<HistoryRow> applied = input.rows().stream()
                .filter(row -> row.applied() && row.equals(deciding.get(row.version())))
                .toList();
        return new Standing(
                entries,
                asTheyCame(applied, facts),
                input.files().unreadable().stream().map(Standing::problem).toList());
    }

    private static MigrationStatus unreadable(
            Listing.Unreadable file, Map<Version, HistoryRow> deciding, Map<Version, Fact> facts) {
        Optional<HistoryRow> row = Optional.ofNullable(deciding.get(file.version()));
        return new MigrationStatus(
                file.version(),
                file.title(),
                State.UNREADABLE,
                Optional.empty(),
                row,
                Optional.ofNullable(facts.get(file.version())).flatMap(Fact::progress),
                row.flatMap(found -> by(found, facts)));
    }

    private static Problem problem(Listing.Unreadable file) {
        return Problem.of(
                Problem.Cause.UNREADABLE,
                file.version(),
                String.valueOf(file.why().getMessage()),
                file.why().hint());
    }

    /**
     * The order of application. A native table may not know it (a time without a zone, an order of ids); the journal
     * does, of the rows that it has written. The others keep their places.
     */
    private static List<Version> asTheyCame(List<HistoryRow> applied, Map<Version, Fact> facts) {
        List<Integer> places = new ArrayList<>();
        List<HistoryRow> known = new ArrayList<>();
        for (int i = 0; i < applied.size(); i++) {
            if (written(applied.get(i), facts).isPresent()) {
                places.add(i);
                known.add(applied.get(i));
            }
        }
        known.sort((one, other) -> Long.compare(place(one, facts), place(other, facts)));
        List<HistoryRow> ordered = new ArrayList<>(applied);
        for (int i = 0; i < places.size(); i++) {
            ordered.set(places.get(i), known.get(i));
        }
        return ordered.stream().map(HistoryRow::version).toList();
    }

    private static Optional<Fact.Applied> written(HistoryRow row, Map<Version, Fact> facts) {
        return Optional.ofNullable(facts.get(row.version()))
                .flatMap(Fact::applied)
                .filter(copy -> copy.speaksOf(row) && copy.order() > 0);
    }

    private static long place(HistoryRow row, Map<Version, Fact> facts) {
        return written(row, facts).orElseThrow().order();
    }

    private static Optional<String> by(HistoryRow row, Map<Version, Fact> facts) {
        return Optional.ofNullable(facts.get(row.version()))
                .flatMap(Fact::applied)
                .filter(copy -> copy.speaksOf(row) && !copy.by().isEmpty())
                .map(Fact.Applied::by);
    }

    private static MigrationStatus halfDoneWithoutFile(Fact fact, @Nullable HistoryRow row) {
        return new MigrationStatus(
                fact.version(),
                "",
                State.PARTIAL,
                Optional.empty(),
                Optional.ofNullable(row),
                fact.progress(),
                Optional.empty());
    }

    public Optional<MigrationStatus> find(Version version) {
        return entries.stream().filter(entry -> entry.version().equals(version)).findFirst();
    }

    /** Where each version stands in the list: asking for many versions one by one would be quadratic. */
    public Map<Version, MigrationStatus> byVersion() {
        Map<Version, MigrationStatus> map = new HashMap<>();
        entries.forEach(entry -> map.putIfAbsent(entry.version(), entry));
        return map;
    }

    public List<MigrationStatus> in(State state) {
        return entries.stream().filter(entry -> entry.state() == state).toList();
    }

    /** The last row of a version decides; one that was rolled back only when there is nothing else. */
    private static Map<Version, HistoryRow> deciding(List<HistoryRow> rows) {
        Map<Version, HistoryRow> deciding = new java.util.LinkedHashMap<>();
        for (HistoryRow row : rows) {
            HistoryRow earlier = deciding.get(row.version());
            if (earlier == null
                    || row.state() != HistoryRow.State.ROLLED_BACK
                    || earlier.state() == HistoryRow.State.ROLLED_BACK) {
                deciding.put(row.version(), row);
            }
        }
        return deciding;
    }

    private static State state(Migration migration, HistoryRow row, Optional<Fact> fact, History history) {
        boolean open = fact.flatMap(Fact::progress).isPresent();
        return switch (row.state()) {
            case APPLIED -> open && goingDown(fact) ? State.PARTIAL : applied(migration, row, fact, history);
            case UNFINISHED -> open ? State.PARTIAL : State.FAILED;
            case ROLLED_BACK -> open ? State.PARTIAL : State.ROLLED_BACK;
            case BASELINE -> State.BASELINE;
        };
    }

    private static boolean goingDown(Optional<Fact> fact) {
        return fact.flatMap(Fact::progress)
                .filter(progress -> progress.direction() == Direction.DOWN)
                .isPresent();
    }

    private static State applied(Migration migration, HistoryRow row, Optional<Fact> fact, History history) {
        History.Match match = history.compare(migration, row);
        if (match == History.Match.UNKNOWN) {
            match = fact.flatMap(Fact::applied)
                    .filter(copy -> copy.speaksOf(row))
                    .map(copy ->
                            copy.checksum().equals(migration.checksum()) ? History.Match.SAME : History.Match.CHANGED)
                    .orElse(History.Match.UNKNOWN);
        }
        if (match != History.Match.CHANGED) {
            return State.APPLIED;
        }
        return migration.repeatable() ? State.OUTDATED : State.CHANGED;
    }

    private static State unrecorded(Optional<Fact> fact) {
        if (fact.flatMap(Fact::progress).isPresent()) {
            return State.PARTIAL;
        }
        return fact.flatMap(Fact::failure).isPresent() ? State.FAILED : State.PENDING;
    }

    private static MigrationStatus withoutFile(HistoryRow row, Map<Version, Fact> facts) {
        State state = row.applied() ? State.MISSING : State.FAILED;
        return new MigrationStatus(
                row.version(),
                row.title(),
                state,
                Optional.empty(),
                Optional.of(row),
                Optional.empty(),
                by(row, facts));
    }

    /** As whoever looks at it would write it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("migrations: " + entries.size() + ", applied: " + applied.size());
        for (MigrationStatus entry : entries) {
            String state = entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append("\n  ")
                    .append("%-11s ".formatted(state))
                    .append(entry.version().text());
            if (!entry.version().text().replace('_', ' ').contains(entry.title().replace('_', ' '))) {
                text.append(' ').append(entry.title());
            }
        }
        unreadable.forEach(problem -> text.append("\n  unreadable: ").append(problem.message()));
        return text.toString();
    }
}
