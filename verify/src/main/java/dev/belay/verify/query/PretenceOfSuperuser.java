package dev.belay.verify.query;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Writes the catalog itself, as a superuser may on every major version. */
final class PretenceOfSuperuser implements Pretence {
    /** The row needs to be no good: its page stays when it is rolled back, with all that let it in. */
    private static final String PAGE = """
        SAVEPOINT belay_page;
        SET LOCAL session_replication_role = replica;
        UPDATE pg_catalog.pg_type SET typnotnull = false WHERE typtype = 'd' AND typnotnull;
        UPDATE pg_catalog.pg_attribute SET attnotnull = false, atthasdef = false, attgenerated = '', attidentity = ''
        WHERE attrelid = %1$s AND attnum > 0;
        UPDATE pg_catalog.pg_class SET relchecks = 0, relhastriggers = false, relhasrules = false,
            relispartition = false, relkind = 'r'
        WHERE oid = %1$s;
        INSERT INTO %2$s (%3$s) VALUES (%4$s);
        ROLLBACK TO SAVEPOINT belay_page
        """;

    @Override
    public void page(Connection connection, Simulation.Target table) throws SQLException {
        String nulls = table.columns().stream().map(column -> "NULL").collect(Collectors.joining(", "));
        String insert = table.columns().isEmpty() ? PAGE.replace("(%3$s) VALUES (%4$s)", "DEFAULT VALUES") : PAGE;
        Sql.script(connection, insert.formatted(table.oid(), table.name(), String.join(", ", table.columns()), nulls));
    }

    @Override
    public void rows(Connection connection, Simulation.Target table, long number) throws SQLException {
        Sql.script(connection, """
                UPDATE pg_catalog.pg_class SET reltuples = %1$s, relpages = 1, relallvisible = 1
                WHERE oid = %2$s OR oid IN (SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = %2$s);
                DELETE FROM pg_catalog.pg_statistic WHERE starelid = %2$s
                """.formatted(number, table.oid()));
    }
}
