package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.script.Script;
import dev.belay.core.script.Shape;
import dev.belay.core.script.Statement;
import java.util.List;

/**
 * Scripts that run inside a transaction of ours: hooks, seeds, bootstrap and onabort. What would end that transaction
 * early, or drop the lock, is refused before anything runs.
 */
final class OneTransaction {
    private OneTransaction() {}

    /**
     * The statements to send, without a BEGIN and COMMIT around the whole.
     *
     * @throws BelayException of kind USAGE that names file and line of what cannot be
     */
    static List<Statement> of(Script script) {
        if (script.shape() != Shape.ONE_TRANSACTION) {
            throw new BelayException(
                    Kind.USAGE,
                    script.name() + " cannot run in one transaction",
                    "a hook, a seed, bootstrap or onabort runs in one: what cannot belongs into a migration");
        }
        List<Statement> statements = script.units().stream()
                .flatMap(unit -> unit.statements().stream())
                .toList();
        statements.stream()
                .filter(statement -> statement.traits().unlocksAll())
                .findFirst()
                .ifPresent(statement -> {
                    throw new BelayException(
                            Kind.USAGE,
                            statement.location() + ": \"" + statement.summary(60)
                                    + "\" would drop the lock of this run",
                            "use pg_advisory_unlock(key)");
                });
        return statements;
    }
}
