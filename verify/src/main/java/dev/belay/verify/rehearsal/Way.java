package dev.belay.verify.rehearsal;

import dev.belay.core.apply.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One migration, one way.
 *
 * @param took with its history row and its commit
 * @param statements those that were begun, in order
 * @param failure why it did not come to its end
 */
public record Way(Duration took, List<Timed> statements, Optional<Failure> failure) {
    public Way {
        statements = List.copyOf(statements);
    }
}
