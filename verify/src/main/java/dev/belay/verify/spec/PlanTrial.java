package dev.belay.verify.spec;

import dev.belay.core.db.SqlError;
import dev.belay.verify.query.Query;
import dev.belay.verify.query.QueryPlanner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The plan of a query, as the planner of the target would make it. */
record PlanTrial(Query query) implements Trial {
    /** What the target says of its own planner; the other server may not be set up alike. */
    static final String SETTINGS = """
        SELECT name, setting FROM pg_catalog.pg_settings
        WHERE category LIKE 'Query Tuning%' AND context = 'user' AND reset_val IS DISTINCT FROM boot_val
        ORDER BY 1
        """;

    @Override
    public String key() {
        return "plan: " + query;
    }

    @Override
    public String why() {
        return "it is planned on a copy";
    }

    @Override
    public Answer attempt(Connection connection, Observation seen) {
        Map<String, String> settings = new TreeMap<>();
        seen.answer(SETTINGS)
                .ifPresent(answer -> answer.rows()
                        .forEach(row -> settings.put(
                                Objects.requireNonNullElse(row.get(0), ""),
                                Objects.requireNonNullElse(row.get(1), ""))));
        try {
            return Answer.planned(QueryPlanner.plan(connection, query, settings));
        } catch (SQLException e) {
            return Answer.failed(SqlError.of(e));
        }
    }
}
