package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups the statements of a script by its own BEGIN and COMMIT, and refuses what cannot be run safely. */
final class Units {
    private final List<Unit> units = new ArrayList<>();
    private final List<Statement> inside = new ArrayList<>();
    private @Nullable Statement begin;

    private Units() {}

    static List<Unit> of(Script script) {
        Units units = new Units();
        script.executable().forEach(units::add);
        if (units.begin != null) {
            throw units.begin.error(
                    "BEGIN without a COMMIT",
                    "add COMMIT; at the end, or remove the BEGIN: a migration is one transaction anyway");
        }
        return List.copyOf(units.units);
    }

    private void add(Statement statement) {
        Traits traits = statement.traits();
        traits.forbiddenEntirely().ifPresent(reason -> {
            throw statement.error(reason, "remove the statement: session state is reset between migrations");
        });
        switch (traits.transaction()) {
            case BEGIN -> begin(statement);
            case COMMIT -> commit(statement);
            case ROLLBACK ->
                throw statement.error(
                        "ROLLBACK of the whole transaction",
                        "remove it: a failed statement rolls back by itself, and a savepoint can be rolled back to");
            case OTHER_CONTROL ->
                throw statement.error("two-phase commit", "a prepared transaction outlives the migration: commit it");
            case FORBIDDEN -> forbidden(statement);
            case JOINS, MAY_COMMIT, SAVEPOINT -> join(statement);
        }
    }

    private void begin(Statement statement) {
        if (begin != null) {
            throw statement.error(
                    "BEGIN inside the transaction of line " + begin.line(),
                    "transactions do not nest: add the missing COMMIT, or remove one BEGIN");
        }
        begin = statement;
    }

    private void commit(Statement statement) {
        if (begin == null) {
            throw statement.error("COMMIT without a BEGIN", "remove it, or put BEGIN; where its transaction starts");
        }
        if (statement.traits().chained()) {
            throw statement.error("COMMIT AND CHAIN", "write COMMIT; and BEGIN; instead");
        }
        units.add(new Unit(Optional.of(begin), inside, Optional.of(statement)));
        inside.clear();
        begin = null;
    }

    private void forbidden(Statement statement) {
        if (begin != null) {
            throw statement.error(
                    "\"" + statement.summary(60) + "\" cannot run inside the transaction of line " + begin.line(),
                    "move it out of BEGIN … COMMIT, or into a migration of its own");
        }
        units.add(Unit.alone(statement));
    }

    private void join(Statement statement) {
        if (begin == null) {
            units.add(Unit.alone(statement));
        } else {
            inside.add(statement);
        }
    }
}
