package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.DatabaseShape;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Puts an empty database in the place of one, as a new one: no schema, extension, setting or grant of the old one is
 * left. What it was created with stays: owner, encoding, locale and its provider, tablespace, connection limit.
 */
public final class Recreation {
    private final Database maintenance;
    private final String name;

    /** {@code maintenance} is another database of the same server, from which this one can be dropped. */
    public Recreation(Database maintenance, String name) {
        this.maintenance = maintenance;
        this.name = name;
    }

    /**
     * Creates the new one beside the old one, drops that with whoever is connected, and gives the new one its name.
     *
     * @throws BelayException of kind MIGRATION; the old one is untouched then, unless the message says otherwise
     */
    public void recreate() {
        // Recognizable for whoever finds one that a killed process left.
        String fresh = "belay_new_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = maintenance.forReading().connect()) {
            DatabaseShape shape = DatabaseShape.of(connection, name)
                    .orElseThrow(() -> new BelayException(
                            Kind.CONNECTION, "there is no database \"" + name + "\"", "create it first"));
            requireOwner(shape);
            replace(connection, shape, fresh);
            takePlace(connection, fresh);
        } catch (SQLException e) {
            throw failure(e, "");
        }
    }

    /** Without the owner's rights neither the old one could be dropped nor, after a failure, the new one. */
    private void requireOwner(DatabaseShape shape) {
        if (!shape.ours()) {
            throw new BelayException(
                    Kind.MIGRATION,
                    "database \"" + name + "\" cannot be made anew: it belongs to role \"" + shape.owner() + "\"",
                    "work as its owner, with CREATEDB: role: in belay.yaml");
        }
    }

    private void replace(Connection connection, DatabaseShape shape, String fresh) throws SQLException {
        try {
            Sql.script(connection, shape.create(fresh));
            Sql.script(connection, "DROP DATABASE " + Identifier.quote(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            Sql.attempt(() -> Sql.script(connection, "DROP DATABASE IF EXISTS " + Identifier.quote(fresh)), e);
            throw e.getSuppressed().length == 0
                    ? e
                    : new SQLException(SqlError.of(e) + "; database \"" + fresh + "\" is left", e.getSQLState(), e);
        }
    }

    /** Nobody could connect to the new one so far: a session in it would keep it from getting its name. */
    private void takePlace(Connection connection, String fresh) {
        String rename = "ALTER DATABASE " + Identifier.quote(fresh) + " RENAME TO " + Identifier.quote(name);
        String open = "ALTER DATABASE " + Identifier.quote(name) + " ALLOW_CONNECTIONS true";
        try {
            Sql.script(connection, rename + "; " + open);
        } catch (SQLException e) {
            throw failure(
                    e, "the old one is dropped, and the new one has no name yet. To go on: " + rename + "; " + open);
        }
    }

    private BelayException failure(SQLException e, String way) {
        return new BelayException(
                Kind.MIGRATION,
                "database \"" + name + "\" cannot be made anew: " + SqlError.of(e),
                way.isEmpty() ? "the role must own the database and have CREATEDB" : way,
                e);
    }
}
