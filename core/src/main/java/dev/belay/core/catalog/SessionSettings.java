package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * With what the sessions of a role begin in a database ({@code pg_db_role_setting}), for another database that stands for
 * it: under another {@code search_path} the same migrations make something else.
 *
 * @param everybody in all databases of the server ({@code ALTER ROLE ALL SET})
 * @param database of everybody in this one ({@code ALTER DATABASE … SET})
 * @param everywhere of the role, in all databases ({@code ALTER ROLE … SET})
 * @param role of the role in this one ({@code ALTER ROLE … IN DATABASE … SET})
 */
public record SessionSettings(
        List<Setting> everybody, List<Setting> database, List<Setting> everywhere, List<Setting> role) {
    /** Nothing but what the server's configuration says. */
    public static final SessionSettings NONE = new SessionSettings(List.of(), List.of(), List.of(), List.of());

    /** They name a role, which another server need not have. */
    private static final Set<String> OF_ROLES = Set.of("role", "session_authorization");

    public SessionSettings {
        everybody = List.copyOf(everybody);
        database = List.copyOf(database);
        everywhere = List.copyOf(everywhere);
        role = List.copyOf(role);
    }

    /** Of the role and the database that a session is in. */
    public static SessionSettings read(Connection connection) throws SQLException {
        List<Row> rows = Sql.list(
                connection,
                """
                SELECT s.setdatabase <> 0 AS here, s.setrole <> 0 AS own, u.setting
                FROM pg_catalog.pg_db_role_setting s
                CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS u (setting, position)
                WHERE s.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database d
                                            WHERE d.datname = pg_catalog.current_database()))
                  AND s.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user))
                ORDER BY 1, 2, u.position
                """,
                row -> new Row(row.getBoolean("here"), row.getBoolean("own"), Setting.of(row.getString("setting"))));
        return new SessionSettings(
                of(rows, false, false), of(rows, true, false), of(rows, false, true), of(rows, true, true));
    }

    private static List<Setting> of(List<Row> rows, boolean here, boolean own) {
        return rows.stream()
                .filter(row -> row.here() == here && row.own() == own)
                .map(Row::setting)
                .toList();
    }

    private record Row(boolean here, boolean own, Setting setting) {}

    /** The statements for a database on the same server, in a session of the same role. */
    public List<String> beside(String name) {
        String alike = " DATABASE " + Identifier.spell(name) + " SET ";
        return Stream.concat(
                        database.stream().map(setting -> "ALTER" + alike + setting.sql()),
                        role.stream().map(setting -> "ALTER ROLE CURRENT_USER IN" + alike + setting.sql()))
                .toList();
    }

    /** The statements for a database on another server, for whatever role works there. */
    public List<String> elsewhere(String name) {
        // In the order in which the later overrules the former; what the role there has of its own must not.
        return Stream.of(everybody, database, everywhere, role)
                .flatMap(List::stream)
                .filter(setting -> !OF_ROLES.contains(setting.name()))
                .map(setting ->
                        "ALTER ROLE CURRENT_USER IN DATABASE " + Identifier.spell(name) + " SET " + setting.sql())
                .toList();
    }
}
