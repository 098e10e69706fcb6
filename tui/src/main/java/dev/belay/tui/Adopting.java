package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.PlannedStep;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.Workplace;
import dev.belay.core.migration.Direction;
import dev.belay.core.script.Statement;
import dev.belay.verify.adoption.Adoption;
import dev.belay.verify.adoption.AdoptionResult;
import java.util.Optional;

/** Finds out what of the project's migrations is in a database that has no history of them. */
final class Adopting {
    private final Project project;
    private final Start start;

    Adopting(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /** With all migrations applied in an empty scratch of the target's kind. */
    AdoptionResult look(Standing standing, Optional<String> on, Supervision supervision) {
        try (ScratchRoom room =
                ScratchRoom.open(project, start.servers(), new ScratchRoom.Wish("--on", on, Optional.empty()))) {
            Workplace place = project.rehearsal(project.likeTarget(room.database()));
            if (!room.ownServer()) {
                refuseReach(place);
            }
            return new Adoption(
                            place,
                            new Schemas(project, start)::withoutBookkeeping,
                            supervision.listener(),
                            supervision.cancellation())
                    .of(project.database(), standing);
        }
    }

    /** On a server that others use all migrations run again, and must stay within their scratch. */
    private static void refuseReach(Workplace place) {
        Migrator migrator = new Migrator(place, event -> {}, new dev.belay.core.apply.Cancellation());
        for (PlannedStep step : migrator.preview(PlanRequest.up()).plan().steps()) {
            for (Statement statement : place.convention()
                    .read(step.migration(), Direction.UP)
                    .script()
                    .executable()) {
                if (statement.traits().reachesBeyondDatabase()) {
                    throw new BelayException(
                            Kind.USAGE,
                            statement.location() + ": \"" + statement.summary(60)
                                    + "\" reaches beyond the database, so it cannot be tried on a server that others use",
                            "--on embedded makes a server for this alone");
                }
            }
        }
    }
}
