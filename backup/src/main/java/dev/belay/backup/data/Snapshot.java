package dev.belay.backup.data;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.content.SessionSettings;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Pooler;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SystemIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one moment that a backup shows. Its session holds the snapshot and the locks that keep every table as it is; further
 * sessions take the snapshot over.
 */
public final class Snapshot implements AutoCloseable {
    private final Database database;
    private final Connection leader;
    private @Nullable Connection spare;
    private final Catalog catalog;
    private final Moment moment;
    private final String id;

    private Snapshot(
            Database database, Connection leader, Connection spare, Catalog catalog, Moment moment, String id) {
        this.database = database;
        this.leader = leader;
        this.spare = spare;
        this.catalog = catalog;
        this.moment = moment;
        this.id = id;
    }

    /**
     * When and where.
     *
     * @param time when the transaction began, on the server's clock
     * @param lsn the position in the write-ahead log just before; on a replica the last one that was replayed
     * @param encoding of the database
     * @param system by which its server is known ({@code SystemIdentifier}), where the role may know
     */
    public record Moment(
            Instant time,
            Optional<String> lsn,
            boolean replica,
            String database,
            String version,
            String encoding,
            Optional<String> system) {}

    /**
     * Takes it, with the schema that it shows.
     *
     * @throws BelayException of kind BACKUP when a pooler is in the way that cannot keep a snapshot, of kind LOCKED when
     *     somebody keeps a table locked
     */
    public static Snapshot take(Database database) throws SQLException {
        Database ours = database.outlivingNobody();
        Connection leader = ours.connect();
        Connection spare = null;
        try {
            refusePooler(Pooler.before(leader, ours.settings()));
            spare = ours.connect();
            SessionSettings.set(leader);
            SessionSettings.set(spare);
            Optional<String> system = SystemIdentifier.of(spare);
            Position position = new Position();
            Catalog catalog = CatalogReader.readAndStay(ours, leader, spare, () -> position.read(leader));
            return new Snapshot(ours, leader, spare, catalog, moment(leader, position, system), export(leader));
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(leader::close, e);
            if (spare != null) {
                Sql.attempt(spare::close, e);
            }
            throw e;
        }
    }

    private static void refusePooler(Pooler pooler) {
        if (pooler == Pooler.OF_TRANSACTIONS) {
            throw new BelayException(
                    Kind.BACKUP,
                    "a transaction pooler stands before the server: it lends a session for one transaction only, and"
                            + " other sessions cannot take over its snapshot",
                    "connect directly: direct_url of the environment, or the host without -pooler");
        }
    }

    /** Where the write-ahead log is, each time that a snapshot is about to be taken. */
    private static final class Position {
        private Optional<String> lsn = Optional.empty();
        private boolean replica;

        void read(Connection connection) throws SQLException {
            Sql.one(connection, """
                SELECT pg_catalog.pg_is_in_recovery() AS replica,
                       CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                            ELSE pg_catalog.pg_current_wal_insert_lsn() END::text AS lsn
                """, row -> {
                replica = row.getBoolean("replica");
                lsn = Optional.ofNullable(row.getString("lsn"));
                return true;
            });
        }
    }

    private static Moment moment(Connection connection, Position position, Optional<String> system)
            throws SQLException {
        return Sql.one(
                connection,
                """
                SELECT (extract(epoch FROM pg_catalog.transaction_timestamp()) * 1000)::bigint AS time,
                       pg_catalog.current_database() AS database,
                       pg_catalog.current_setting('server_version') AS version,
                       pg_catalog.current_setting('server_encoding') AS encoding
                """,
                row -> new Moment(
                        Instant.ofEpochMilli(row.getLong("time")),
                        position.lsn,
                        position.replica,
                        row.getString("database"),
                        row.getString("version"),
                        row.getString("encoding"),
                        system));
    }

    private static String export(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT pg_catalog.pg_export_snapshot()", row -> row.getString(1));
    }

    public Catalog catalog() {
        return catalog;
    }

    public Moment moment() {
        return moment;
    }

    /** The session that holds the locks. */
    public Connection connection() {
        return leader;
    }

    /** The same, as one that copies. It is closed with the snapshot. */
    Lane first() {
        return new Lane(leader);
    }

    /** A further session, for a worker, who closes it. */
    Lane join() throws SQLException {
        Connection connection = spare();
        try {
            connection.setAutoCommit(false);
            Sql.script(
                    connection,
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET TRANSACTION SNAPSHOT "
                            + Identifier.literal(id).strip());
            return new Lane(connection);
        } catch (SQLException e) {
            Sql.attempt(connection::close, e);
            if ("22023".equals(e.getSQLState())) {
                throw elsewhere(e);
            }
            throw e;
        }
    }

    private static BelayException elsewhere(SQLException e) {
        return new BelayException(
                Kind.BACKUP,
                "a second session cannot take over the snapshot of the first: " + e.getMessage(),
                "either the first session has been ended, or a pooler or load balancer leads each session to another"
                        + " server: name one server, or use --jobs 1",
                e);
    }

    private synchronized @Nullable Connection takeSpare() {
        Connection one = spare;
        spare = null;
        return one;
    }

    private Connection spare() throws SQLException {
        Connection there = takeSpare();
        if (there != null) {
            return there;
        }
        Connection fresh = database.connect();
        SessionSettings.set(fresh);
        return fresh;
    }

    /**
     * Lets go of all tables when their rows have been read.
     *
     * @throws BelayException of kind BACKUP when what was read is not what the snapshot shows
     */
    public void end() throws SQLException {
        PresentNames then = PresentNames.read(leader);
        leader.commit();
        Optional<String> renamed = then.renamed(PresentNames.read(leader));
        if (renamed.isPresent()) {
            throw new BelayException(
                    Kind.BACKUP,
                    renamed.get() + ", and rows are read by the names of now, not by those of the snapshot",
                    "nothing of this backup was kept; run the same command again");
        }
        close();
    }

    @Override
    public void close() throws SQLException {
        Connection other = takeSpare();
        if (other != null) {
            other.close();
        }
        // That ends its transaction.
        leader.close();
    }
}
