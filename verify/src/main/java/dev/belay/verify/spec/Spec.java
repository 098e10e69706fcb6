package dev.belay.verify.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a database should be: an expectation for each thing that must hold, which of the standard checks belong to it, what
 * must hold of the migrations, and the findings that the project lives with.
 */
public final class Spec {
    /** Checks that find nothing but what is reported under their own name. */
    private static final Set<String> ALONE =
            Set.of("rows", "data", "nulls", "fires", "returns", "query", "query-time", "rejects");

    private final String schema;
    private final List<Expectation> expectations;
    private final HealthWish health;
    private final Optional<HistoryWish> history;
    private final boolean rollback;
    private final List<Acceptance> accepted;
    private final Wanted wanted;
    private final DriftWish drift;
    private final List<Draft.Recorded> records;

    Spec(
            String schema,
            List<Expectation> expectations,
            HealthWish health,
            Optional<HistoryWish> history,
            boolean rollback,
            List<Acceptance> accepted,
            Wanted wanted,
            DriftWish drift,
            List<Draft.Recorded> records) {
        this.schema = schema;
        this.expectations = List.copyOf(expectations);
        this.health = health;
        this.history = history;
        this.rollback = rollback;
        this.accepted = List.copyOf(accepted);
        this.wanted = wanted;
        this.drift = drift;
        this.records = List.copyOf(records);
    }

    /**
     * Without what takes long and was not asked for: queries over rows, and what is tried on a temporary copy.
     *
     * @param only the names of the checks that are wanted; all where none is named
     */
    public Spec only(Set<String> only) {
        List<Expectation> wanted = expectations.stream()
                .filter(one -> only.isEmpty()
                        || only.contains(one.subject().check())
                        || !ALONE.contains(one.subject().check()))
                .toList();
        return new Spec(schema, wanted, health, history, rollback, accepted, this.wanted, drift, records);
    }

    /** Whether a part of it can only be tried on a temporary copy. */
    public boolean needsScratch() {
        return expectations.stream().anyMatch(one -> one.trial().isPresent());
    }

    /** Whether it says something about the migrations. */
    public boolean needsHistory() {
        return history.isPresent();
    }

    /** Whether the schema is held against a snapshot; {@code named} says whether the environment names one. */
    public boolean needsSnapshot(boolean named) {
        return drift.wanted().orElse(named);
    }

    List<Draft.Recorded> records() {
        return records;
    }

    DriftWish drift() {
        return drift;
    }

    /** What has to be remembered for it. */
    public Wanted wanted() {
        return wanted;
    }

    /**
     * What has to be remembered of a database.
     *
     * @param lastMigration whether it matters when that was
     * @param windows how long ago the uses of the indexes should have been counted
     */
    public record Wanted(boolean lastMigration, Set<Duration> windows) {
        public Wanted {
            windows = Set.copyOf(windows);
        }

        public boolean nothing() {
            return !lastMigration && windows.isEmpty();
        }
    }

    String schema() {
        return schema;
    }

    List<Expectation> expectations() {
        return expectations;
    }

    HealthWish health() {
        return health;
    }

    Optional<HistoryWish> history() {
        return history;
    }

    /** Whether every way down must lead back. */
    boolean rollback() {
        return rollback;
    }

    List<Acceptance> accepted() {
        return accepted;
    }
}
