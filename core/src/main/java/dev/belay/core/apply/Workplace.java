package dev.belay.core.apply;

import dev.belay.core.convention.Convention;
import dev.belay.core.db.Database;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.history.History;
import dev.belay.core.history.Journal;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One project and one database, brought together: what every operation of this package needs.
 *
 * @param database where
 * @param convention what
 * @param journal Belay's record in that database
 * @param policy how long to wait for whom
 * @param hooks what else is to run
 * @param settings what a project says once
 * @param programs who compiles data migrations
 */
public record Workplace(
        Database database,
        Convention convention,
        Journal journal,
        LockPolicy policy,
        Hooks hooks,
        Settings settings,
        Programs programs) {
    /** Where no data migration can be run. */
    public Workplace(
            Database database,
            Convention convention,
            Journal journal,
            LockPolicy policy,
            Hooks hooks,
            Settings settings) {
        this(database, convention, journal, policy, hooks, settings, Programs.NONE);
    }

    /**
     * What a project says once.
     *
     * @param outOfOrder whether older migrations may come after newer ones
     * @param who the operator and the machine, for the journal; keys are stored as they are. Whoever only looks does not ask
     * @param mask what must never be shown
     */
    public record Settings(boolean outOfOrder, Supplier<Map<String, String>> who, Mask mask) {}

    /** The same with other hooks. */
    public Workplace with(Hooks others) {
        return new Workplace(database, convention, journal, policy, others, settings, programs);
    }

    public History history() {
        return convention.history();
    }
}
