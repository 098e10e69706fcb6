package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Reads everything there is in a database, in one snapshot, with a number of queries that does not depend on the number of
 * objects.
 */
public final class CatalogReader {
    /**
     * The output of the server's own printers depends on these; no trigger, rule or row policy of a user may run or hide
     * anything while we read.
     */
    private static final String SETTINGS = """
            SELECT pg_catalog.set_config(name, value, true)
            FROM (VALUES ('search_path', ''), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'),
                         ('extra_float_digits', '3'), ('bytea_output', 'hex'), ('xmlbinary', 'base64'),
                         ('quote_all_identifiers', 'off'), ('synchronize_seqscans', 'off'), ('row_security', 'off'),
                         ('statement_timeout', '0'), ('lock_timeout', '0'), ('standard_conforming_strings', 'on'),
                         ('jit', 'off'), ('max_parallel_workers_per_gather', '0'))
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
        Reading<Catalog> all = () -> readHere(connection, Kinds.ALL);
        return connection.getAutoCommit() ? Steady.read(connection, all) : inSnapshot(connection, all);
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
            Sql.script(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            before.run();
            Sql.list(connection, SETTINGS, row -> 0);
            return reading.read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static Catalog readHere(Connection connection, List<KindQuery> kinds) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Assembly assembly = new Assembly(major);
        for (KindQuery kind : kinds) {
            if (kind.census().isPresent()) {
                List<Row> census = rows(connection, kind.census().get(), major);
                if (census.isEmpty() || assembly.missing(census)) {
                    continue;
                }
            }
            assembly.objects(kind, rows(connection, kind.query(), major));
            for (String details : kind.details()) {
                if (assembly.has(details)) {
                    continue; // several kinds share it, as tables and views do their columns
                }
                assembly.details(details, rows(connection, details, major));
            }
        }
        assembly.members(rows(connection, "members", major));
        assembly.ties(rows(connection, "extension_ties", major));
        assembly.aliases(rows(connection, "aliases", major));
        assembly.needs(rows(connection, "depends", major));
        assembly.comments(rows(connection, "comments", major));
        assembly.labels(rows(connection, "labels", major));
        assembly.unknown(UnknownObjects.read(connection, major, assembly.unresolved()));
        return assembly.catalog(DatabaseReader.read(connection, major));
    }

    static List<Row> rows(Connection connection, String query, int major) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(QueryText.of(query, major))) {
                return Row.all(rows);
            }
        } catch (SQLException e) {
            throw new SQLException("reading " + query + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }
}
