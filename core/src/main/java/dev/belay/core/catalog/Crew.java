package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Sessions that read one snapshot together. The first one has the locks and the snapshot; what it does not get to, others
 * read, who come when they can: where they may not connect, or may not see the snapshot, the first one reads everything.
 */
final class Crew implements AutoCloseable {
    /** Nobody but the first session. */
    static final Crew NONE = new Crew(List.of());

    /** More than the server has processors for would only be in each other's way. */
    private static final int HELPERS = 2;

    /**
     * The size in bytes of the catalogs from which on a session of its own is worth what it costs to open: an empty database
     * has 1.3 million, one of 500 tables 2.9 million.
     */
    private static final long WORTH_IT = 2_500_000;

    private static final String SIZE = """
            SELECT pg_catalog.pg_relation_size('pg_catalog.pg_attribute') + pg_catalog.pg_relation_size('pg_catalog.pg_proc')
            """;

    private final List<Helper> helpers;

    private Crew(List<Helper> helpers) {
        this.helpers = helpers;
    }

    /** Begins to connect, if there is much to read; nobody waits for it. */
    static Crew of(Database database, Connection first) throws SQLException {
        long size = Sql.one(first, SIZE, row -> row.getLong(1));
        if (size < WORTH_IT) {
            return NONE;
        }
        WarmUp.begin();
        return of(database, HELPERS);
    }

    static Crew of(Database database, int helpers) {
        List<Helper> list = new ArrayList<>();
        for (int i = 0; i < helpers; i++) {
            list.add(Helper.start(database, i));
        }
        return new Crew(list);
    }

    /**
     * All rows of these queries, as the snapshot of this session shows them.
     *
     * @param queries by their names, in the order in which they are begun; what is in one list is read by one session
     * @param texts what is sent for a name
     * @param connection in a transaction with the settings of a reader, which ends after everybody is done
     */
    Map<String, List<Row>> read(Connection connection, List<List<String>> queries, UnaryOperator<String> texts)
            throws SQLException {
        WarmUp.end();
        Round round = new Round(queries, texts);
        if (queries.size() > 1 && !helpers.isEmpty()) {
            String snapshot = Sql.one(connection, "SELECT pg_catalog.pg_export_snapshot()", row -> row.getString(1));
            round.share(Identifier.literal(snapshot));
            helpers.forEach(helper -> helper.join(round));
        }
        try {
            return round.finish(connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while reading the schema", "", e);
        } finally {
            round.end();
        }
    }

    /** How many there are to share the work, if they come. */
    int size() {
        return helpers.size() + 1;
    }

    /** How many have read something so far. */
    int helped() {
        return (int) helpers.stream().filter(Helper::helped).count();
    }

    /** Lets everybody go; nobody waits for that. */
    void leave() {
        helpers.forEach(Helper::leave);
    }

    @Override
    public void close() {
        WarmUp.end();
        leave();
        helpers.forEach(Helper::await);
    }
}
