package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.script.Statement;
import java.sql.SQLException;
import java.util.Optional;

/** Turns what was thrown into what a user reads: which line of which file, what the server said, what to do. */
final class Failures {
    private final Cancellation cancellation;
    private final Origins origins;
    private final Mask mask;

    Failures(Cancellation cancellation, Origins origins, Mask mask) {
        this.cancellation = cancellation;
        this.origins = origins;
        this.mask = mask;
    }

    Failure of(PlannedStep step, Exception thrown) {
        if (thrown instanceof BelayException ours) {
            return ours(ours);
        }
        Failure failure = said("", (SQLException) thrown);
        SqlError error = failure.error().orElseThrow();
        return failure.withHint(thrown instanceof ProgramException ? hintOfProgram(step, error) : hint(step, error));
    }

    /** The same for what runs around the migrations. */
    Failure ofHook(String name, Exception thrown) {
        return thrown instanceof BelayException ours ? ours(ours) : said(name + " failed: ", (SQLException) thrown);
    }

    private Failure ours(BelayException thrown) {
        Kind kind = cancellation.requested() ? cancellation.reason() : thrown.kind();
        return Failure.of(kind, mask.hide(thrown.getMessage()), thrown.hint());
    }

    private Failure said(String what, SQLException thrown) {
        SqlError error = error(thrown);
        Optional<Failure.Place> place = place(thrown, error);
        String where = place.map(found -> found + ": ").orElse("");
        return new Failure(kind(error), what + where + error, SqlTrouble.hint(error), place, Optional.of(error));
    }

    private SqlError error(SQLException thrown) {
        SqlError error = SqlError.of(cause(thrown));
        return new SqlError(
                error.state(), mask.hide(error.message()), mask.hide(error.detail()), error.hint(), error.position());
    }

    private static SQLException cause(SQLException thrown) {
        if (thrown instanceof ProgramException fell) {
            return fell.said();
        }
        return thrown instanceof StatementException refused ? refused.said() : thrown;
    }

    /** Somebody asked the run to stop, and it did so at a place where nothing was under way. */
    Failure stopped(String where) {
        return Failure.of(cancellation.reason(), "stopped " + where, "run the same command again to go on");
    }

    /** Somebody asked the run to stop, and the server could not be heard any more. */
    Failure abandoned(PlannedStep step, boolean known) {
        String hint = known
                ? "it was not committed; run the same command again"
                : "nobody could ask the server whether \"" + step.version()
                        + "\" is committed: belay status tells, once it can be reached";
        return Failure.of(
                cancellation.reason(),
                "stopped during \"" + step.version() + "\": the server did not answer any more, and the connection was"
                        + " given up",
                hint);
    }

    private Kind kind(SqlError error) {
        if (cancellation.requested()) {
            return cancellation.reason();
        }
        if (SqlTrouble.connectionEnded(error)) {
            return Kind.CONNECTION;
        }
        return error.state().equals("55P03") ? Kind.LOCKED : Kind.MIGRATION;
    }

    private Optional<Failure.Place> place(SQLException thrown, SqlError error) {
        if (thrown instanceof ProgramException fell) {
            Failure.Place place = fell.place();
            return Optional.of(new Failure.Place(
                    place.file(), place.line(), place.statement(), place.of(), mask.hide(place.text())));
        }
        return thrown instanceof StatementException refused ? Optional.of(place(refused, error)) : Optional.empty();
    }

    private Failure.Place place(StatementException refused, SqlError error) {
        Statement statement = refused.statement();
        int line = error.position() > 0 ? statement.lineAt(error.position()) : statement.line();
        return new Failure.Place(
                refused.script().name(), line, statement.number(), refused.of(), mask.hide(statement.summary(200)));
    }

    /** A program has its transaction, and no directive. What Belay itself refuses has said why. */
    private String hintOfProgram(PlannedStep step, SqlError error) {
        if (error.state().equals("2D000")) {
            return "";
        }
        // No run gets so far on a server that only reads.
        if (error.state().equals("25006")) {
            return "a program that uses batch or once only reads outside of them: put the change into one of them";
        }
        return refusesTransactions(error)
                ? "it cannot run in a transaction, and programs have one: put it into a migration in SQL"
                : hint(step, error);
    }

    private static boolean refusesTransactions(SqlError error) {
        // 25001 also means "too late for SET TRANSACTION": then its own words say more.
        return error.state().equals("2D000")
                || (error.state().equals("25001") && !error.message().startsWith("SET TRANSACTION"));
    }

    private String hint(PlannedStep step, SqlError error) {
        Optional<String> origin = origins.hint(error, step.migration());
        if (origin.isPresent()) {
            return origin.get();
        }
        return refusesTransactions(error)
                ? "this statement cannot run in a transaction: write \"-- belay: no-transaction\" at the top of the file;"
                        + " nothing of it is left in the database"
                : SqlTrouble.hint(error);
    }
}
