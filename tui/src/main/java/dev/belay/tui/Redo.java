package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Standing;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way down and up again: of the last migration, or of one and all that were applied after it. Pure. */
final class Redo {
    private Redo() {}

    static List<PlanRequest> of(Standing standing, Optional<Version> from) {
        List<Version> applied = undoable(standing);
        if (applied.isEmpty()) {
            throw new BelayException(Kind.USAGE, "no migration is applied", "belay up applies them");
        }
        int first = from.map(applied::indexOf).orElse(applied.size() - 1);
        if (first < 0) {
            throw new BelayException(
                    Kind.USAGE, "\"" + from.orElseThrow() + "\" is not applied", "belay status lists what is");
        }
        List<PlanRequest> requests = new ArrayList<>();
        requests.add(PlanRequest.down(applied.size() - first));
        applied.subList(first, applied.size()).forEach(version -> requests.add(PlanRequest.only(version)));
        return List.copyOf(requests);
    }

    /** Repeatable migrations are never undone. */
    private static List<Version> undoable(Standing standing) {
        Map<Version, MigrationStatus> known = standing.byVersion();
        return standing.applied().stream()
                .filter(version -> Optional.ofNullable(known.get(version))
                        .flatMap(MigrationStatus::migration)
                        .filter(Migration::repeatable)
                        .isEmpty())
                .toList();
    }
}
