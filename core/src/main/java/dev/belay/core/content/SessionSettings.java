package dev.belay.core.content;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The settings under which values are written the same everywhere, and under which nothing of a user's can interfere. */
public final class SessionSettings {
    /**
     * A row that a policy hides must be an error and not missing. Views and foreign tables are not read: somebody could have
     * put one in the place of a table. Servers of before August 2024 do not know that setting.
     */
    private static final String SET = """
        SELECT pg_catalog.set_config(wanted.name, wanted.value, false)
        FROM (VALUES ('search_path', ''), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'),
                     ('extra_float_digits', '3'), ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'),
                     ('synchronize_seqscans', 'off'), ('row_security', 'off'), ('statement_timeout', '0'),
                     ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
                     ('idle_session_timeout', '0'), ('transaction_timeout', '0'),
                     ('restrict_nonsystem_relation_kind', 'view, foreign-table'),
                     ('standard_conforming_strings', 'on'), ('jit', 'off'),
                     ('max_parallel_workers_per_gather', '0'))
             AS wanted (name, value)
        JOIN pg_catalog.pg_settings known ON known.name = wanted.name
        """;

    private SessionSettings() {}

    /** For as long as the session lives. */
    public static void set(Connection connection) throws SQLException {
        Sql.list(connection, SET, row -> 0);
    }
}
