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
 * @param after what may still fail where it does not
 */
record StatementTrial(List<String> before, String statement, List<String> after) implements Trial {
    /** What is deferred to the commit that never comes: constraints and their triggers. */
    static final String SETTLE = "SET CONSTRAINTS ALL IMMEDIATE";

    /** In place of an SQLSTATE, where what comes before the statement fails. */
    static final String GIVEN = "given";

    StatementTrial {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static StatementTrial of(List<String> before, String statement) {
        return new StatementTrial(before, statement, List.of());
    }

    /** One that may also fail for what its commit would look at. */
    static StatementTrial committed(List<String> before, String statement) {
        return new StatementTrial(before, statement, List.of(SETTLE));
    }

    @Override
    public String key() {
        return "trial: " + before + " " + statement + " " + after;
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
        Answer answer = Observer.answer(connection, statement);
        if (answer.error().isPresent()) {
            return answer;
        }
        for (String sql : after) {
            try {
                Sql.script(connection, sql);
            } catch (SQLException e) {
                return Answer.failed(e);
            }
        }
        return answer;
    }
}
