package dev.belay.backup.data;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Which large objects our role may read: they have owners and privileges of their own, whatever it may do elsewhere. */
public final class LargeObjectRights {
    /** The first server that can be asked itself. */
    private static final int FUNCTION_SINCE = 18;

    private static final String MAY_BEFORE = """
            pg_catalog.current_setting('is_superuser')::boolean OR EXISTS (
                SELECT FROM pg_catalog.aclexplode(coalesce(l.lomacl, pg_catalog.acldefault('L', l.lomowner))) a
                WHERE a.privilege_type = 'SELECT'
                  AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))
            """;

    private static final String MAY = "pg_catalog.has_largeobject_privilege(l.oid, 'SELECT')";

    private LargeObjectRights() {}

    /** The OIDs of those that our role may not read. */
    public static Set<Long> closed(Connection connection) throws SQLException {
        String may = connection.getMetaData().getDatabaseMajorVersion() < FUNCTION_SINCE ? MAY_BEFORE : MAY;
        return Set.copyOf(Sql.list(
                connection,
                "SELECT l.oid FROM pg_catalog.pg_largeobject_metadata l"
                        + " WHERE NOT (pg_catalog.current_setting('lo_compat_privileges')::boolean OR " + may + ")",
                row -> row.getLong("oid")));
    }
}
