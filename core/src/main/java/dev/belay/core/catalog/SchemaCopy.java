package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the objects of a catalog in an empty database: the script that users get, run by ourselves. */
public final class SchemaCopy {
    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");
    private static final Pattern ABOUT_ROLES =
            Pattern.compile("^(ALTER\\s.*\\sOWNER\\s+TO\\s|GRANT\\s|REVOKE\\s|ALTER\\s+DEFAULT\\s).*", Pattern.DOTALL);

    private final Connection connection;
    private final Roles roles;
    private final List<String> lacking = new ArrayList<>();

    private SchemaCopy(Connection connection, Roles roles) {
        this.connection = connection;
        this.roles = roles;
    }

    /** What is done about roles that the other server does not have. */
    public enum Roles {
        /** Owners and grants that need them are left out, and named; and those that this role may not give. */
        NAMED,
        /** They are made, without a way to log in: for servers that are ours alone. Tablespaces are left out there. */
        MADE
    }

    /**
     * Rows that come into the copy before it is complete.
     *
     * @param after the kinds of objects that are made when the rows are there; event triggers always are
     * @param fill brings them, in sessions of its own
     */
    public record Rows(Set<ObjectType> after, Sql.Work fill) {
        /** None at all. */
        public static final Rows NONE = new Rows(Set.of(), () -> {});

        public Rows {
            after = Set.copyOf(after);
        }

        private boolean precede(Creation creation) {
            return after.contains(creation.object().type()) || creation.pass() == Creation.Pass.LATE;
        }
    }

    /**
     * Runs every statement in the target, each in a transaction of its own. Subscriptions are left out: a copy must not
     * subscribe.
     *
     * @return what the copy lacks, in words; empty when nothing
     * @throws BelayException of kind MIGRATION that names the first object that cannot be made
     */
    public static List<String> into(Database target, Catalog catalog, Roles roles) {
        return into(target, catalog, roles, Rows.NONE);
    }

    /** The same, with rows. */
    public static List<String> into(Database target, Catalog catalog, Roles roles, Rows rows) {
        try (Connection connection = target.sendingAsIs().connect()) {
            // The copy is thrown away: nothing has to survive a crash.
            Sql.script(connection, "SET synchronous_commit = off");
            SchemaCopy copy = new SchemaCopy(connection, roles);
            copy.run(catalog, creation -> !rows.precede(creation));
            rows.fill().run();
            copy.run(catalog, rows::precede);
            copy.leaveOut(catalog);
            return List.copyOf(copy.lacking);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private void run(Catalog catalog, Predicate<Creation> wanted) {
        for (Statement statement : Script.parse("schema", SchemaScript.of(catalog, options(), wanted))
                .executable()) {
            if (statement.sql().startsWith("CREATE SUBSCRIPTION")
                    || statement.sql().startsWith("ALTER SUBSCRIPTION")) {
                continue;
            }
            run(statement);
        }
    }

    /** A server that is ours alone has no tablespaces but its own. */
    private SchemaScript.Options options() {
        return roles == Roles.MADE ? SchemaScript.Options.ALL.withoutTablespaces() : SchemaScript.Options.ALL;
    }

    private void leaveOut(Catalog catalog) {
        catalog.objects().keySet().stream()
                .filter(id -> id.type() == ObjectType.SUBSCRIPTION)
                .forEach(id -> lacking.add(id + ": a copy does not subscribe"));
    }

    private void run(Statement statement) {
        try {
            execute(statement);
        } catch (SQLException e) {
            SqlError error = SqlError.of(e);
            // What belongs to others cannot be given to them by everybody; then it is ours in the copy.
            if ((error.state().equals("42704") || error.state().equals("42501"))
                    && ABOUT_ROLES.matcher(statement.sql()).matches()) {
                lacking.add(error.message() + ": " + statement.summary(80));
                return;
            }
            throw new BelayException(
                    Kind.MIGRATION,
                    "the copy of the schema fails at " + statement.summary(80) + ": " + error,
                    SqlTrouble.hint(error),
                    e);
        }
    }

    private void execute(Statement statement) throws SQLException {
        while (true) {
            try {
                Sql.script(connection, statement.sql());
                return;
            } catch (SQLException e) {
                Optional<String> missing = missingRole(e);
                if (roles == Roles.NAMED || missing.isEmpty()) {
                    throw e;
                }
                Sql.script(connection, "CREATE ROLE " + Identifier.quote(missing.get()));
            }
        }
    }

    private static Optional<String> missingRole(SQLException e) {
        SqlError error = SqlError.of(e);
        Matcher role = ROLE.matcher(error.message());
        return error.state().equals("42704") && role.find() ? Optional.of(role.group(1)) : Optional.empty();
    }
}
