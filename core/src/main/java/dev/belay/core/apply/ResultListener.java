package dev.belay.core.apply;

import dev.belay.core.script.Statement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hears what the statements of a free script answer, row by row, so that no result needs to fit into memory. */
public interface ResultListener {
    /** A statement that returns rows has begun to. */
    void columns(Statement statement, List<Column> columns);

    /** One row; a value is the text that the server would print, or null. */
    void row(List<@Nullable String> values);

    /** A statement is done. {@code rows} is how many it returned or touched, or -1 where there is nothing to count. */
    void done(Statement statement, long rows);

    /** The server said something that is not an error. */
    void noticed(String severity, String message);

    /**
     * One column of a result.
     *
     * @param name its label
     * @param type the server's name of its type
     * @param numeric whether it is a number, to be aligned right
     */
    record Column(String name, String type, boolean numeric) {
        private static final Set<Integer> NUMBERS =
                Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE);

        public static List<Column> of(ResultSetMetaData meta) throws SQLException {
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(new Column(
                        meta.getColumnLabel(i), meta.getColumnTypeName(i), NUMBERS.contains(meta.getColumnType(i))));
            }
            return columns;
        }
    }
}
