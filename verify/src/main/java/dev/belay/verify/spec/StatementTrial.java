package dev.belay.verify.spec;

import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements that change something.
 *
 * @param before what has to be there first
 * @param statement the one whose answer, rows or error, is judged
 */
record StatementTrial(List<String> before, String statement) implements Trial {
    /** In place of an SQLSTATE, where what comes before the statement fails. */
    static final String GIVEN = "given";

    StatementTrial {
        before = List.copyOf(before);
    }

    @Override
    public String key() {
        return "trial: " + before + " " + statement;
    }

    @Override
    public Answer attempt(Connection connection, Observation seen) {
        for (String sql : before) {
            try {
                Sql.script(connection, sql);
            } catch (SQLException e) {
                SqlError error = SqlError.of(e);
                return Answer.failed(
                        new SqlError(GIVEN, "what comes before it fails: " + error, error.detail(), error.hint(), 0));
            }
        }
        return Observer.answer(connection, statement);
    }
}
