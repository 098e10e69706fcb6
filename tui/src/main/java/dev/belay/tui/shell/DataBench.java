package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.apply.DataWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of a data migration works with. */
final class DataBench {
    private final DataWork work;
    private final Map<String, String> variables;
    private int parts;

    DataBench(DataWork work, Map<String, String> variables) {
        this.work = work;
        this.variables = variables;
    }

    DataWork work() {
        return work;
    }

    /** The next part of the program: a second run counts them in the same order. */
    DataWork.Part part(String what) {
        return new DataWork.Part(++parts, what);
    }

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is no variable \"" + name + "\"",
                    variables.isEmpty()
                            ? "belay.yaml gives an environment its \"variables\""
                            : Nearest.hint(name, List.copyOf(variables.keySet())));
        }
        return value;
    }

    /** {@code null} is what Java makes of a single value that is written so. */
    static @Nullable Object[] values(@Nullable Object @Nullable [] parameters) {
        return parameters == null ? new @Nullable Object[] {null} : parameters;
    }

    long execute(String sql, @Nullable Object @Nullable [] given) throws SQLException {
        @Nullable Object[] parameters = values(given);
        if (parameters.length == 0) {
            try (Statement statement = work.connection().createStatement()) {
                // Question marks and braces are the server's here.
                statement.setEscapeProcessing(false);
                statement.execute(sql);
                return Math.max(0, statement.getLargeUpdateCount());
            }
        }
        try (PreparedStatement prepared = prepared(sql, parameters)) {
            prepared.execute();
            return Math.max(0, prepared.getLargeUpdateCount());
        }
    }

    <T> T query(String sql, @Nullable Object @Nullable [] parameters, Bench.Reading<T> reading) throws SQLException {
        try (PreparedStatement prepared = prepared(sql, values(parameters));
                ResultSet rows = prepared.executeQuery()) {
            return reading.of(rows);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] parameters) throws SQLException {
        PreparedStatement prepared = work.connection().prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Keyset.Untyped untyped) {
                    prepared.setObject(i + 1, untyped.text(), Keyset.Untyped.TYPE);
                } else {
                    prepared.setObject(i + 1, parameters[i]);
                }
            }
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }
}
