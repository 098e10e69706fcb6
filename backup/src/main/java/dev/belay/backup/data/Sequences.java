package dev.belay.backup.data;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads where sequences stand, many with one query. */
public final class Sequences {
    private static final int AT_ONCE = 200;

    private static final String OF_EXTENSIONS = """
        SELECT n.nspname AS schema, c.relname AS name, pg_catalog.pg_get_userbyid(c.relowner) AS owner,
               e.extname AS extension
        FROM pg_catalog.pg_extension e CROSS JOIN LATERAL pg_catalog.unnest(e.extconfig) AS config (oid)
        JOIN pg_catalog.pg_class c ON c.oid = config.oid AND c.relkind = 'S'
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        ORDER BY 1, 2
        """;

    private static final String CLOSED = """
            SELECT n.nspname AS schema, c.relname AS name
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'S' AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                                           AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT'))
            """;

    private Sequences() {}

    /** Those that our role may not read. */
    public static Set<ObjectId> closed(Connection connection) throws SQLException {
        return Set.copyOf(Sql.list(
                connection,
                CLOSED,
                row -> ObjectId.of(ObjectType.SEQUENCE, row.getString("schema"), row.getString("name"))));
    }

    /** A sequence that an extension has made, and whose value is the user's. */
    public record OfExtension(ObjectId id, String owner, String extension) {}

    public static List<OfExtension> ofExtensions(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                OF_EXTENSIONS,
                row -> new OfExtension(
                        ObjectId.of(ObjectType.SEQUENCE, row.getString("schema"), row.getString("name")),
                        row.getString("owner"),
                        row.getString("extension")));
    }

    /** Of all of these. */
    public static Map<ObjectId, SequenceState> read(Connection connection, List<ObjectId> sequences)
            throws SQLException {
        Map<ObjectId, SequenceState> states = new TreeMap<>();
        for (int i = 0; i < sequences.size(); i += AT_ONCE) {
            List<ObjectId> some = sequences.subList(i, Math.min(sequences.size(), i + AT_ONCE));
            Sql.list(
                            connection,
                            query(some),
                            row -> Map.entry(
                                    some.get(row.getInt("number")),
                                    new SequenceState(row.getLong("last_value"), row.getBoolean("is_called"))))
                    .forEach(state -> states.put(state.getKey(), state.getValue()));
        }
        return states;
    }

    private static String query(List<ObjectId> some) {
        return IntStream.range(0, some.size())
                .mapToObj(number -> "SELECT " + number + " AS number, last_value, is_called FROM "
                        + some.get(number).sql())
                .collect(Collectors.joining(" UNION ALL "));
    }
}
