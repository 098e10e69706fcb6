package dev.belay.core.catalog;

import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One more session of a {@link Crew}, with a thread of its own. It takes part in rounds until it is told to leave. */
final class Helper {
    /** How long whoever leaves may take to say goodbye to the server. */
    private static final long PATIENCE_MILLIS = 1000;

    private final Database database;
    private final BlockingQueue<Optional<Round>> rounds = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean helped;
    private volatile boolean leaving;

    private Helper(Database database, int number) {
        this.database = database;
        this.thread = new Thread(this::work, "belay-reader-" + (number + 2));
        thread.setDaemon(true);
    }

    static Helper start(Database database, int number) {
        Helper helper = new Helper(database, number);
        helper.thread.start();
        return helper;
    }

    void join(Round round) {
        rounds.add(Optional.of(round));
    }

    boolean helped() {
        return helped;
    }

    void leave() {
        leaving = true;
        rounds.add(Optional.empty());
    }

    /** Waits until its session is gone; not for one that nobody has let in so far, which goes when it comes. */
    void await() {
        if (connected) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        try (Connection connection = database.connect()) {
            connected = true;
            Optional<Round> round = rounds.take();
            while (round.isPresent() && !leaving) {
                take(connection, round.get());
                round = rounds.take();
            }
        } catch (SQLException | RuntimeException e) {
            // It only helps: who has the locks and the snapshot reads what it does not.
            leaving = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Connection connection, Round round) throws SQLException, InterruptedException {
        if (!round.isOpen()) {
            return;
        }
        connection.setAutoCommit(false);
        Sql.script(
                connection,
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET TRANSACTION SNAPSHOT "
                        + round.snapshot() + "; " + CatalogReader.SETTINGS + "; " + Steady.GIVING_WAY);
        helped |= round.help(connection);
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
