package dev.belay.backup.restore;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Lets transactions that load one table commit only when each has loaded, and compared, its share. They commit one by one
 * then: only a crash within those milliseconds could leave some of the rows.
 */
final class Agreement {
    private static final long POLL_MILLISECONDS = 100;

    private final int shares;
    private int ready;
    private long rows;
    private boolean refused;

    Agreement(int shares) {
        this.shares = shares;
    }

    /**
     * Waits for the others.
     *
     * @param own rows of this share
     * @return the rows of all of them
     * @throws SQLException with the state of a cancelled statement when there will be no agreement
     */
    synchronized long reach(long own, BooleanSupplier stopped) throws SQLException {
        ready++;
        rows += own;
        notifyAll();
        try {
            while (ready < shares && !refused && !stopped.getAsBoolean()) {
                wait(POLL_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refused = true;
        }
        if (refused || ready < shares) {
            throw new SQLException("another part of this table was not loaded", "57014");
        }
        return rows;
    }

    /** A share that failed takes the others with it. */
    synchronized void refuse() {
        refused = true;
        notifyAll();
    }
}
