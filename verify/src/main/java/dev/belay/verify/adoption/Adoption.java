package dev.belay.verify.adoption;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.State;
import dev.belay.core.apply.Workplace;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.db.Database;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds out which migrations are in a database without a history: applies all of them in an empty scratch, one after the
 * other, and looks for what each of them has changed there.
 */
public final class Adoption {
    private static final SchemaDiff NOTHING =
            SchemaDiff.of(new Described(0, new TreeMap<>()), new Described(0, new TreeMap<>()));

    private final Workplace scratch;
    private final UnaryOperator<Catalog> selection;
    private final RunListener listener;
    private final Cancellation cancellation;

    /**
     * With one scratch.
     *
     * @param scratch the project in an empty database of the target's major version, without hooks
     * @param selection leaves out of a catalog what is kept for history and journal
     */
    public Adoption(
            Workplace scratch, UnaryOperator<Catalog> selection, RunListener listener, Cancellation cancellation) {
        this.scratch = scratch;
        this.selection = selection;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Looks at a database.
     *
     * @param target is only read
     * @param standing of the migrations there
     */
    public AdoptionResult of(Database target, Standing standing) {
        List<Version> order = new ArrayList<>();
        List<Described> states = new ArrayList<>(List.of(schema(scratch.database())));
        RunListener eyes = event -> {
            listener.on(event);
            if (event instanceof RunEvent.StepFinished step
                    && step.result().failure().isEmpty()) {
                order.add(step.result().version());
                states.add(schema(scratch.database()));
            }
        };
        RunResult run = new Migrator(scratch, eyes, cancellation).run(List.of(PlanRequest.up()), Approval.anything());
        List<Evidence> evidence = Verdicts.of(states, schema(target));
        Map<Version, Evidence> known = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            known.put(order.get(i), evidence.get(i));
        }
        return new AdoptionResult(
                standing.entries().stream()
                        .filter(entry -> entry.migration()
                                .filter(migration -> !migration.repeatable())
                                .isPresent())
                        .map(entry -> entry(entry, known, order))
                        .toList(),
                run.failure());
    }

    private static AdoptionResult.Entry entry(
            MigrationStatus entry, Map<Version, Evidence> known, List<Version> order) {
        Evidence evidence =
                known.getOrDefault(entry.version(), new Evidence(Presence.UNTRIED, 0, 0, NOTHING, List.of()));
        boolean recorded = entry.state().inDatabase() || entry.state() == State.BASELINE;
        return new AdoptionResult.Entry(
                entry.version(),
                entry.title(),
                recorded
                        ? new Evidence(
                                Presence.RECORDED,
                                evidence.found(),
                                evidence.facts(),
                                evidence.difference(),
                                evidence.undoneBy())
                        : evidence,
                evidence.undoneBy().stream().map(order::get).toList());
    }

    private Described schema(Database database) {
        try (Connection connection = database.forReading().connect()) {
            // Who owns what is a matter of who ran it, and the order of columns one of when.
            return Described.of(selection.apply(CatalogReader.read(connection)))
                    .without(Set.of(Described.Aspect.OWNERS, Described.Aspect.COLUMN_ORDER))
                    .without(id -> id.type() == ObjectType.LARGE_OBJECT);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
