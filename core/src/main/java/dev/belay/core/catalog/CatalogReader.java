package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads everything there is in a database, in one snapshot, with a number of queries that does not depend on the number of
 * objects.
 */
public final class CatalogReader {
    /**
     * The output of the server's own printers depends on these; no trigger, rule or row policy of a user may run or hide
     * anything while we read.
     */
    static final String SETTINGS = """
        SELECT pg_catalog.set_config(name, value, true)
        FROM (VALUES ('search_path', ''), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'),
                     ('extra_float_digits', '3'), ('bytea_output', 'hex'), ('xmlbinary', 'base64'),
                     ('quote_all_identifiers', 'off'), ('synchronize_seqscans', 'off'), ('row_security', 'off'),
                     ('statement_timeout', '0'), ('lock_timeout', '0'), ('standard_conforming_strings', 'on'),
                     ('work_mem', '32MB'), ('jit', 'off'), ('max_parallel_workers_per_gather', '0'))
             AS wanted (name, value)
        """;

    private CatalogReader() {}

    /**
     * Reads in a transaction of its own, in which tables are locked against being altered; or, where one is open already, in
     * that one and its snapshot, without locks.
     *
     * @throws BelayException when others hold a table locked, or alter what is read again and again
     */
    public static Catalog read(Connection connection) throws SQLException {
        Reading<Supplier<Catalog>> all = () -> readHere(connection, Kinds.ALL);
        return connection.getAutoCommit()
                ? Steady.read(connection, all)
                : inSnapshot(connection, all).get();
    }

    /**
     * Reads as {@link #read} does, and stays in its transaction: the snapshot and the locks are there for whoever reads the
     * rows as well, until the connection is rolled back. Where there is much to read, further sessions help until it is read.
     *
     * @param database where the sessions are from
     * @param witness another session in the same database, without a transaction, which sees what changes meanwhile
     * @param first what is to be done before the transaction begins, each time that it is tried
     */
    public static Catalog readAndStay(Database database, Connection connection, Connection witness, Sql.Work first)
            throws SQLException {
        if (!connection.getAutoCommit() || !witness.getAutoCommit()) {
            throw new IllegalStateException("there is a transaction already");
        }
        try (Crew crew = Crew.of(database, connection)) {
            return Steady.readAndStay(
                    connection, witness, first, () -> readHere(connection, Kinds.ALL, crew), crew::leave);
        }
    }

    /**
     * Reads in a session of its own, and with others beside it where there is much to read and the server lets them in.
     *
     * @throws BelayException when it cannot be connected to, others hold a table locked, or alter what is read again and
     *     again
     */
    public static Catalog read(Database database) throws SQLException {
        Database reading = database.forReading();
        try (Connection connection = reading.connect();
                Crew crew = Crew.of(reading, connection)) {
            return read(connection, crew, crew::leave);
        }
    }

    /** The database that a session is in, without what is in it. */
    public static DatabaseProperties database(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return DatabaseReader.of(
                rows(connection, "database", major).get(0),
                rows(connection, "shared_labels", major),
                rows(connection, "settings", major));
    }

    /** @param settled is run when the server has said all that it will be asked */
    static Catalog read(Connection connection, Crew crew, Runnable settled) throws SQLException {
        return Steady.read(connection, () -> readHere(connection, Kinds.ALL, crew), settled);
    }

    /** What is read with the settings of a reader, and in one snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws SQLException;
    }

    static <T> T inSnapshot(Connection connection, Reading<T> reading) throws SQLException {
        return inSnapshot(connection, () -> {}, reading);
    }

    /**
     * @param before what is to be done in the new transaction before it has a snapshot; not in one that is open already
     */
    static <T> T inSnapshot(Connection connection, Sql.Work before, Reading<T> reading) throws SQLException {
        if (!connection.getAutoCommit()) {
            Sql.list(connection, SETTINGS, row -> 0);
            return reading.read();
        }
        connection.setAutoCommit(false);
        try {
            return begin(connection, before, reading);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static <T> T begin(Connection connection, Sql.Work before, Reading<T> reading) throws SQLException {
        Sql.script(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        before.run();
        Sql.list(connection, SETTINGS, row -> 0);
        return reading.read();
    }

    static Supplier<Catalog> readHere(Connection connection, List<KindQuery> kinds) throws SQLException {
        return readHere(connection, kinds, Crew.NONE);
    }

    /** Asks the server for everything. What it gives makes the catalog of that, and needs no server any more. */
    private static Supplier<Catalog> readHere(Connection connection, List<KindQuery> kinds, Crew crew)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Map<String, List<Row>> rows =
                crew.read(connection, CatalogQueries.of(kinds), query -> QueryText.of(query, major));
        Assembly assembly = new Assembly(major);
        for (KindQuery kind : kinds) {
            if (kind.census().isPresent()) {
                List<Row> census = Assembly.rows(rows, kind.census().get());
                boolean wanted = !census.isEmpty() && !assembly.missing(census);
                rows.put(kind.query(), wanted ? rows(connection, kind.query(), major) : List.of());
            }
        }
        Definitions definitions = assembly.take(kinds, rows);
        assembly.unknown(
                UnknownObjects.read(connection, major, Assembly.rows(rows, "catalogs"), assembly.unresolved()));
        definitions.complete(connection, crew, major);
        DatabaseProperties properties = DatabaseReader.of(rows);
        return () -> assembly.catalog(properties, definitions);
    }

    static List<Row> rows(Connection connection, String query, int major) throws SQLException {
        return rows(connection, query, QueryText.of(query, major));
    }

    static List<Row> rows(Connection connection, String query, String text) throws SQLException {
        try {
            return RowTable.rows(connection, query, text);
        } catch (SQLException e) {
            throw new SQLException("reading " + query + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }
}
