package dev.belay.backup.restore;

import dev.belay.backup.archive.EntryDefaults;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** One session of a restore, in the state that the statements of an archive count on. */
final class RestoreSession implements AutoCloseable {
    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");

    /** Where client and server have the same address, and nobody has chosen how many workers build an index. */
    private static final String ALONE = """
            SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
            WHERE name OPERATOR(pg_catalog.=) 'max_parallel_maintenance_workers'
                AND source OPERATOR(pg_catalog.=) 'default'
                AND (pg_catalog.inet_client_addr() IS NULL
                    OR pg_catalog.inet_client_addr() OPERATOR(pg_catalog.=) pg_catalog.inet_server_addr())""";

    private final Connection connection;
    private final ArchiveText text;
    private final RestoreOptions options;
    private final Toc toc;
    private EntryDefaults defaults;

    private RestoreSession(Connection connection, Toc toc, RestoreOptions options) {
        this.connection = connection;
        this.toc = toc;
        this.text = new ArchiveText(toc);
        this.options = options;
        this.defaults = new EntryDefaults(toc, options.tablespaces());
    }

    static RestoreSession open(Database target, Toc toc, RestoreOptions options) throws SQLException {
        Connection connection = target.connect();
        try {
            prepare(connection, toc.standardStrings(), options.withoutTriggers());
            share(connection, options.jobs(), Runtime.getRuntime().availableProcessors());
            Sql.script(connection, toc.searchPath().isPresent() ? "SET search_path = ''" : "SELECT 1");
            return new RestoreSession(connection, toc, options);
        } catch (SQLException e) {
            Sql.attempt(connection::close, e);
            throw e;
        }
    }

    /** The target as a restore connects to it: texts are sent as they are, and in large pieces. */
    static Database target(Database database, RestoreOptions options) {
        var settings = database.sendingAsIs().settings().toBuilder().parameters(Map.of("maxSendBufferSize", "65536"));
        options.role().ifPresent(settings::role);
        return database.with(settings);
    }

    /** In one round trip. The memory for maintenance is left alone: the server's own setting knows the machine. */
    static void prepare(Connection connection, boolean standardStrings, boolean withoutTriggers) throws SQLException {
        Sql.script(
                connection,
                "SET lock_timeout = 0; SET client_min_messages = warning; SET check_function_bodies = false;"
                        + " SET xmloption = content; SET row_security = off; SET IntervalStyle = postgres;"
                        + " SET DateStyle = ISO; SET default_transaction_read_only = off;"
                        + " SET synchronous_commit = off; SET escape_string_warning = off;"
                        + " SET standard_conforming_strings = " + (standardStrings ? "on" : "off")
                        + (withoutTriggers ? "; SET session_replication_role = replica" : ""));
    }

    /**
     * Sessions that have each processor of the server's machine at work get no help from its workers when they build
     * indexes: those would only take the processors from the session that the others will have to wait for.
     */
    static void share(Connection connection, int sessions, int processors) throws SQLException {
        if (sessions >= processors) {
            Sql.list(connection, ALONE, row -> 0);
        }
    }

    Connection connection() {
        return connection;
    }

    ArchiveText text() {
        return text;
    }

    boolean standardStrings() {
        return toc.standardStrings();
    }

    /** Sends the SQL of an entry, all of it in one transaction. */
    void run(TocEntry entry, String sql) throws SQLException {
        settle(entry);
        try {
            execute(text.of(sql));
        } catch (SQLException e) {
            forget();
            throw e;
        }
    }

    /** Tells the session what an entry counts on, where it has not been told already. */
    void settle(TocEntry entry) throws SQLException {
        try {
            String before = before(entry);
            if (!before.isEmpty()) {
                Sql.script(connection, text.of(before));
            }
        } catch (SQLException e) {
            forget();
            throw e;
        }
    }

    /** Sends the SQL of some steps as one message, which is one transaction: all of it is done, or nothing. */
    void run(List<Step> steps) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (Step step : steps) {
            // A statement ends where its entry does, also where nobody has written so.
            all.append(before(step.entry())).append(step.sql()).append("\n;\n");
        }
        try {
            Sql.script(connection, text.of(all.toString()));
        } catch (SQLException e) {
            forget();
            throw e;
        }
    }

    private String before(TocEntry entry) {
        return defaults.before(entry).stream().map(one -> one + ";\n").collect(Collectors.joining());
    }

    /** What the failed transaction had set is set no longer. */
    private void forget() {
        defaults = new EntryDefaults(toc, options.tablespaces());
    }

    private void execute(String sql) throws SQLException {
        while (true) {
            try {
                Sql.script(connection, sql);
                return;
            } catch (SQLException e) {
                SqlError error = SqlError.of(e);
                Matcher role = ROLE.matcher(error.message());
                if (!options.missingRoles() || !error.state().equals("42704") || !role.find()) {
                    throw e;
                }
                Sql.script(connection, "CREATE ROLE " + Identifier.quote(role.group(1)));
            }
        }
    }

    /** Stops what is running, from another thread. */
    void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // It has ended by itself.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
