package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Sql;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Body;
import dev.belay.core.script.Name;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Traits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What the histories of all conventions do alike. */
final class HistoryTable {
    /**
     * Equality, and nobody else's. The columns of a history rarely have exactly the types of an operator of the server's
     * own, and then one of exactly these types goes first that any user has made in a schema of the search path.
     */
    static final String IS = "OPERATOR(pg_catalog.=)";

    private HistoryTable() {}

    static boolean exists(Connection connection, QualifiedName table) throws SQLException {
        return Sql.one(
                connection, "SELECT pg_catalog.to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), table.sql());
    }

    /** Whether the body puts rows into the table. */
    static boolean filledBy(Body body, QualifiedName table) {
        return traits(body)
                .flatMap(traits -> traits.insertTargets().stream())
                .anyMatch(Name.of(table.schema(), table.name())::matches);
    }

    /** Whether the body creates the table, and would fail if it were there. */
    static boolean createdBy(Body body, QualifiedName table) {
        return traits(body)
                .flatMap(traits -> traits.creates().stream())
                .filter(created -> created.kind().equals("table") && !created.guarded())
                .anyMatch(created -> created.name().matches(Name.of(table.schema(), table.name())));
    }

    private static Stream<Traits> traits(Body body) {
        return body.script().executable().stream().map(Statement::traits);
    }

    /**
     * Looks at what taking back a row has come to.
     *
     * @throws BelayException of kind LOCKED when the row was not there any more
     */
    static void withdrawn(HistoryRow row, int touched) {
        if (touched == 0) {
            throw new BelayException(
                    Kind.LOCKED,
                    "the history row of \"" + row.version() + "\" is gone: somebody else has undone it",
                    "look at belay status, then run the same command again");
        }
    }

    /** The text, cut to what a column of this many characters holds. */
    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }
}
