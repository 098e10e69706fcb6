package dev.belay.core.history;

import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The table in which a convention's own tool remembers what was applied, read and written in place, so that the tool
 * still understands the database. It alone decides what is applied.
 *
 * <p>Every method works on the connection it is given and leaves its transaction alone: the caller decides what commits
 * together.
 */
public interface History {
    /** The table. Part of the lock's key and of the plan's hash: never changes for a project. */
    QualifiedName table();

    boolean exists(Connection connection) throws SQLException;

    /** Creates the table as the convention's own tool would; does nothing when it is there. */
    void create(Connection connection) throws SQLException;

    /** All rows in the order of application, as far as the table knows it; empty when there is no table. Never creates anything. */
    List<HistoryRow> rows(Connection connection) throws SQLException;

    /** Compares a row's native checksum with the file as it is now. */
    Match compare(Migration migration, HistoryRow row);

    /**
     * Says, before the first statement of a migration that does not run in one transaction, that it has begun. Committed
     * at once. Most tables have no word for it and do nothing.
     */
    void start(Connection connection, Migration migration) throws SQLException;

    /**
     * Writes the row that makes the migration applied, and returns it. In a transaction it comes first, so that a unique
     * key keeps a second runner out; otherwise it comes last.
     */
    HistoryRow record(Connection connection, Migration migration) throws SQLException;

    /** The same where the file of the migration may have written its own row already: ours replaces it. */
    default HistoryRow recordOver(Connection connection, Migration migration) throws SQLException {
        return record(connection, migration);
    }

    /** Stores how long it took, where there is a column for it. */
    void took(Connection connection, HistoryRow row, Duration duration) throws SQLException;

    /** Remembers that a migration that cannot be rolled back has failed midway, where the table can say so. */
    void failed(Connection connection, Migration migration, SqlError error) throws SQLException;

    /**
     * Makes the migration of this row not applied any more: removes the row, or marks it rolled back.
     *
     * @throws dev.belay.core.BelayException of kind LOCKED when the row is gone: somebody else was faster
     */
    void withdraw(Connection connection, HistoryRow row) throws SQLException;

    /** Replaces the stored checksum by that of the file as it is now. */
    void accept(Connection connection, Migration migration, HistoryRow row) throws SQLException;

    /** Declares these migrations, oldest first, to be in the database already; nothing is run. */
    void baseline(Connection connection, List<Migration> migrations) throws SQLException;

    /** Whether a file is still what was applied. */
    enum Match {
        SAME,
        CHANGED,
        /** The table does not say. */
        UNKNOWN
    }
}
