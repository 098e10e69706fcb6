package dev.belay.core.script;

import java.util.List;
import java.util.Optional;

/**
 * What commits together: one statement on its own, or what the script puts between its own BEGIN and COMMIT.
 *
 * @param begin the script's own BEGIN, which may set an isolation level
 * @param statements what stands between, without BEGIN and COMMIT
 * @param commit the script's own COMMIT
 */
public record Unit(Optional<Statement> begin, List<Statement> statements, Optional<Statement> commit) {
    public Unit {
        statements = List.copyOf(statements);
    }

    /** Whether the script itself says BEGIN and COMMIT. */
    public boolean explicit() {
        return begin.isPresent();
    }

    static Unit alone(Statement statement) {
        return new Unit(Optional.empty(), List.of(statement), Optional.empty());
    }
}
