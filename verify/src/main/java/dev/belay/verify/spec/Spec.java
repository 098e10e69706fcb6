package dev.belay.verify.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a database should be: an expectation for each thing that must hold, which of the standard checks belong to it, what
 * must hold of the migrations, and the findings that the project lives with.
 */
public final class Spec {
    private final String schema;
    private final List<Expectation> expectations;
    private final HealthWish health;
    private final Optional<HistoryWish> history;
    private final List<Acceptance> accepted;

    Spec(
            String schema,
            List<Expectation> expectations,
            HealthWish health,
            Optional<HistoryWish> history,
            List<Acceptance> accepted) {
        this.schema = schema;
        this.expectations = List.copyOf(expectations);
        this.health = health;
        this.history = history;
        this.accepted = List.copyOf(accepted);
    }

    /** Whether a part of it can only be tried on a temporary copy. */
    public boolean needsScratch() {
        return expectations.stream().anyMatch(one -> one.trial().isPresent());
    }

    /** Whether it says something about the migrations. */
    public boolean needsHistory() {
        return history.isPresent();
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

    List<Acceptance> accepted() {
        return accepted;
    }
}
