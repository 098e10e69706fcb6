package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.core.history.Progress;
import dev.belay.core.script.Concurrent;
import dev.belay.core.script.Created;
import dev.belay.core.script.Dropped;
import dev.belay.core.script.Name;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** After a crash: asks the catalog whether a statement that was announced in the journal has happened. */
final class Aftermath {
    private static final String STILL_THERE = """
        SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                       WHERE pid = ? AND extract(epoch FROM backend_start)::text = ?) AS found
        """;

    private final Run run;
    private final IndexBuilds builds;

    Aftermath(Run run, IndexBuilds builds) {
        this.run = run;
        this.builds = builds;
    }

    /** Whether an announced unit has happened. One that has not, or that does no harm twice, is run again. */
    boolean happened(UnitStep.Work work, Progress.Open open) throws SQLException {
        awaitEnd(open);
        boolean edited = !open.hash().equals(work.hash());
        if (edited || work.only().traits().transaction() == Transaction.MAY_COMMIT || nameless(work)) {
            throw unknown(work, edited);
        }
        return looksDone(work);
    }

    /** Whether the catalog shows what the statement is to bring about; of a block that commits it shows a part at most. */
    boolean looksDone(UnitStep.Work work) throws SQLException {
        Statement statement = work.only();
        if (statement.traits().transaction() == Transaction.MAY_COMMIT) {
            return false;
        }
        Optional<Concurrent> concurrent = statement.traits().concurrent();
        if (concurrent.isPresent()) {
            return looksDone(concurrent.get());
        }
        List<Created> created = statement.traits().creates();
        if (!created.isEmpty()) {
            return exists(created.get(0).kind(), created.get(0).name());
        }
        List<Dropped> dropped = statement.traits().drops();
        return !dropped.isEmpty()
                && !exists(dropped.get(0).kind(), dropped.get(0).name());
    }

    /** An index whose name the server chooses cannot be looked for. */
    private static boolean nameless(UnitStep.Work work) {
        return work.only()
                .traits()
                .concurrent()
                .filter(concurrent -> concurrent.action() == Concurrent.Action.CREATE_INDEX)
                .filter(concurrent -> concurrent.objects().isEmpty())
                .isPresent();
    }

    /** Its backend may outlive its client: what it does is not over before it is gone. */
    private void awaitEnd(Progress.Open open) throws SQLException {
        long end = System.nanoTime() + run.place().policy().patience().toNanos();
        while (alive(open)) {
            if (System.nanoTime() > end || run.cancellation().requested()) {
                throw new BelayException(
                        Kind.LOCKED,
                        "the server process " + open.backendPid() + " of the broken run is still at work",
                        "wait for it, or end it with: SELECT pg_terminate_backend(" + open.backendPid() + ")");
            }
            pause();
        }
    }

    private boolean alive(Progress.Open open) throws SQLException {
        return open.backendPid() != run.session().backend().pid()
                && Sql.one(
                        connection(),
                        STILL_THERE,
                        row -> row.getBoolean("found"),
                        open.backendPid(),
                        open.backendStart());
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "stopped while waiting for a server process", "", e);
        }
    }

    private boolean looksDone(Concurrent concurrent) throws SQLException {
        return switch (concurrent.action()) {
            case CREATE_INDEX -> builds.built(concurrent);
            case DROP_INDEX -> allGone(concurrent.objects());
            case DETACH_PARTITION, DETACH_FINALIZE -> pending(concurrent).isEmpty();
            // Building an index anew twice does no harm.
            case REINDEX_INDEX, REINDEX_TABLE, REINDEX_SCHEMA, REINDEX_DATABASE -> false;
        };
    }

    private boolean allGone(List<Name> names) throws SQLException {
        for (Name name : names) {
            if (exists("index", name)) {
                return false;
            }
        }
        return true;
    }

    /** Brings a detach to its end that stopped between its two transactions, if there is one. */
    boolean finishedDetaching(UnitStep.Work work) throws SQLException {
        Optional<Concurrent> detach = work.only()
                .traits()
                .concurrent()
                .filter(concurrent -> concurrent.action() == Concurrent.Action.DETACH_PARTITION);
        if (detach.isEmpty() || !pending(detach.get()).orElse(false)) {
            return false;
        }
        Sql.script(
                connection(),
                "ALTER TABLE " + IndexBuilds.sql(detach.get().table().orElseThrow()) + " DETACH PARTITION "
                        + IndexBuilds.sql(detach.get().objects().get(0)) + " FINALIZE");
        return true;
    }

    /** Whether a partition is about to be detached; empty when it is none. */
    private Optional<Boolean> pending(Concurrent detach) throws SQLException {
        return Sql.first(
                connection(),
                """
                SELECT inhdetachpending
                FROM pg_catalog.pg_inherits
                WHERE inhparent = pg_catalog.to_regclass(?)::oid AND inhrelid = pg_catalog.to_regclass(?)::oid
                """,
                row -> row.getBoolean("inhdetachpending"),
                IndexBuilds.sql(detach.table().orElseThrow()),
                IndexBuilds.sql(detach.objects().get(0)));
    }

    private boolean exists(String kind, Name name) throws SQLException {
        String query = switch (kind) {
            case "database" -> "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ?) AS found";
            case "tablespace" -> "SELECT EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE spcname = ?) AS found";
            case "subscription" -> """
                SELECT EXISTS (SELECT FROM pg_catalog.pg_subscription
                               WHERE subname = ? AND subdbid = (SELECT oid FROM pg_catalog.pg_database
                                                                WHERE datname = current_database())) AS found
                """;
            default -> "SELECT pg_catalog.to_regclass(?) IS NOT NULL AS found";
        };
        boolean relation = !List.of("database", "tablespace", "subscription").contains(kind);
        return Sql.one(
                connection(), query, row -> row.getBoolean("found"), relation ? IndexBuilds.sql(name) : name.name());
    }

    private static BelayException unknown(UnitStep.Work work, boolean edited) {
        Statement statement = work.only();
        return new BelayException(
                Kind.MIGRATION,
                statement.location() + ": nobody can tell whether \"" + statement.summary(60)
                        + "\" happened: the run broke while "
                        + (edited ? "another text of it" : "it") + " was at work",
                "look at the data, then say so: " + Mending.RETRY.of(work.step().version()) + " runs it again, "
                        + Mending.SKIP.of(work.step().version()) + " goes on after it");
    }

    private Connection connection() {
        return run.session().connection();
    }
}
