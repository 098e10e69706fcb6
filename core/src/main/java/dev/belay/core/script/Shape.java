package dev.belay.core.script;

import java.util.List;

/** How a whole script gets on with transactions. */
public enum Shape {
    /** All of it can commit at once: no BEGIN at all, or one around everything. */
    ONE_TRANSACTION,
    /** It has transactions of its own, and they are several. */
    SEVERAL,
    /** Some statement refuses to run in a transaction. */
    NON_TRANSACTIONAL;

    static Shape of(List<Unit> units) {
        boolean forbidden = units.stream()
                .flatMap(unit -> unit.statements().stream())
                .anyMatch(statement -> statement.traits().transaction() == Transaction.FORBIDDEN);
        if (forbidden) {
            return NON_TRANSACTIONAL;
        }
        boolean explicit = units.stream().anyMatch(Unit::explicit);
        return explicit && units.size() > 1 ? SEVERAL : ONE_TRANSACTION;
    }
}
