package dev.belay.core.script;

import java.util.Optional;

/**
 * {@code ALTER TABLE … DETACH PARTITION} in the two forms that are not one transaction. The server would run FINALIZE
 * in a transaction block, but it waits there for every older snapshot while that block's locks are held.
 */
record Detach(Name parent, Optional<Name> partition, boolean finalizes) {
    /** Expects the cursor behind ALTER. */
    static Optional<Detach> of(Cursor statement) {
        if (!statement.accept("table")) {
            return Optional.empty();
        }
        Optional<Name> parent = alteredTable(statement);
        if (parent.isEmpty() || !statement.accept("detach", "partition")) {
            return Optional.empty();
        }
        Optional<Name> partition = statement.name();
        boolean finalizes = statement.at("finalize");
        return finalizes || statement.at("concurrently")
                ? Optional.of(new Detach(parent.get(), partition, finalizes))
                : Optional.empty();
    }

    /** The name behind {@code ALTER TABLE}, with what may stand around it. */
    static Optional<Name> alteredTable(Cursor statement) {
        statement.accept("if", "exists");
        statement.accept("only");
        Optional<Name> table = statement.name();
        statement.acceptOperator("*");
        return table;
    }
}
