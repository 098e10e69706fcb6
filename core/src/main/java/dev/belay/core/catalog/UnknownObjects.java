package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names what is in a database although no kind reads it, so that nothing is lost in silence. */
final class UnknownObjects {
    static final String WHAT = "a kind that this version of Belay does not know";
    private static final String HELP = "look for a newer version; pg_dump may know it";

    private UnknownObjects() {}

    /**
     * @param catalogs the rows of the query of that name
     * @param unresolved the entries of the server's catalogs that depend on something and belong to nothing that was read
     */
    static List<Missing> read(Connection connection, int major, List<Row> catalogs, Collection<Handle> unresolved)
            throws SQLException {
        List<Missing> missing = new ArrayList<>();
        for (Row catalog : catalogs) {
            if (!Coverage.knows(catalog.text("name"))) {
                missing.addAll(entries(connection, catalog));
            }
        }
        if (!unresolved.isEmpty()) {
            missing.addAll(names(connection, major, unresolved));
        }
        return missing;
    }

    /** Only a server that is newer than this reader has such a catalog, so that this costs nothing elsewhere. */
    private static List<Missing> entries(Connection connection, Row catalog) throws SQLException {
        String name = catalog.text("name");
        if (!catalog.flag("readable")) {
            return List.of(missing("entries of pg_catalog." + name));
        }
        return Sql.list(
                connection,
                "SELECT c.oid FROM pg_catalog." + Identifier.spell(name) + " c WHERE c.oid >= 16384 ORDER BY 1",
                row -> missing("entry " + row.getLong(1) + " of pg_catalog." + name));
    }

    private static List<Missing> names(Connection connection, int major, Collection<Handle> handles)
            throws SQLException {
        Object[] catalogs = handles.stream().map(Handle::catalog).toArray();
        Object[] oids = handles.stream().map(Handle::oid).toArray();
        return Sql.list(
                connection,
                QueryText.of("unknown", major),
                row -> missing(row.getString("name")),
                connection.createArrayOf("int8", catalogs),
                connection.createArrayOf("int8", oids));
    }

    private static Missing missing(String name) {
        return new Missing(new ObjectId(ObjectType.UNKNOWN, "", name, ""), WHAT, HELP);
    }
}
