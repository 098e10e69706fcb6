package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Keeps tables as they are while they are read: the server's printers look at what is there now and not at our snapshot, so
 * that nobody may alter or drop a table in between. The lock conflicts with nothing else.
 */
final class TableLocks {
    static final TableLocks NONE = new TableLocks(List.of());

    private final List<String> tables;

    private TableLocks(List<String> tables) {
        this.tables = tables;
    }

    /** Of all the tables that the role may lock. */
    static TableLocks of(Connection connection) throws SQLException {
        return new TableLocks(Sql.list(
                connection,
                QueryText.of("lockable", connection.getMetaData().getDatabaseMajorVersion()),
                row -> Identifier.quote(row.getString("schema")) + "." + Identifier.quote(row.getString("name"))));
    }

    /**
     * To be called before the transaction has a snapshot, which taking locks does not give it: what the snapshot shows of
     * these tables is then what they are.
     */
    void take(Connection connection) throws SQLException {
        if (!tables.isEmpty()) {
            // Never waiting: who waits here with some of the tables holds up whoever wants to alter those, and all
            // behind him, and may cost him his work in a deadlock. "ONLY" since the heirs are among them, as far as
            // the role may lock those.
            Sql.script(
                    connection, "LOCK TABLE ONLY " + String.join(", ONLY ", tables) + " IN ACCESS SHARE MODE NOWAIT");
        }
    }

    /** Says who is in the way, as far as they still are. */
    static BelayException timeout(Connection connection, Duration patience, SQLException e) throws SQLException {
        List<String> holders = Sql.list(
                connection,
                QueryText.of("lock_holders", connection.getMetaData().getDatabaseMajorVersion()),
                row -> row.getString("holder"));
        return new BelayException(
                Kind.LOCKED,
                "tried for " + patience.toSeconds() + " s to get the locks that let the tables be read"
                        + (holders.isEmpty() ? "" : ": " + String.join("; ", holders)),
                "run it again when that session is done with the table; belay doctor says more about it",
                e);
    }
}
