package dev.belay.tui.shell;

import dev.belay.core.history.Mark;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a table or query, taken in runs by the order of a unique key: each begins where the one before ended. */
final class Keyset {
    private static final Pattern QUERY = Pattern.compile("(?is)(?:select|with|values|table)\\b.*");
    private static final Pattern COLUMN = Pattern.compile("(?U)[\\w$]+|\"(?:[^\"]|\"\")+\"");
    /** A comma that is not within quotes. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern ESTIMATE = Pattern.compile(" rows=(\\d+) ");
    /** What the driver calls the types of columns that count by themselves, and what the server does. */
    private static final Map<String, String> SERIALS =
            Map.of("smallserial", "int2", "serial", "int4", "bigserial", "int8");

    /** Between the columns of a key. */
    private static final String BETWEEN = "\u001f";

    private static final String OURS = "belay key ";

    private final DataBench bench;
    private final String from;
    private final List<String> key;
    private final int size;
    private Map<String, String> types = Map.of();

    Keyset(DataBench bench, String from, String key, int size) {
        this.bench = bench;
        this.from = from.strip().replaceFirst(";$", "");
        this.key = COMMA.splitAsStream(key).map(String::strip).toList();
        this.size = size;
        if (size < 1) {
            throw new IllegalArgumentException("a batch has at least one row");
        }
        if (!this.key.stream().allMatch(column -> COLUMN.matcher(column).matches())) {
            throw new IllegalArgumentException("the key \"" + key + "\" is not names of columns with commas between"
                    + " them: rows are taken from the smallest key to the largest");
        }
    }

    /** Which rows in which order; how many at a time may change. */
    String what() {
        return from + " by " + String.join(", ", key);
    }

    private String source() {
        return isQuery() ? "(" + from + "\n) b" : from + " b";
    }

    private boolean isQuery() {
        return QUERY.matcher(from).matches();
    }

    private String columns(String each) {
        return key.stream().map(column -> each.replace("#", column)).collect(Collectors.joining(", "));
    }

    private String behind(Optional<Mark> reached) {
        return reached.isEmpty() ? "" : " WHERE (" + columns("b.#") + ") > (" + columns("?") + ")";
    }

    private static @Nullable Object[] parameters(Optional<Mark> reached) {
        // Of no type of their own: each takes that of its column.
        return reached.map(mark -> Arrays.stream(mark.key().split(BETWEEN, -1))
                        .map(Keyset::unescaped)
                        .map(Untyped::new)
                        .toArray(Object[]::new))
                .orElseGet(() -> new Object[0]);
    }

    /** The next rows; empty at the end. */
    Batch after(Optional<Mark> reached) throws SQLException {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            texts.append(", b.")
                    .append(key.get(i))
                    .append("::text AS \"")
                    .append(OURS)
                    .append(i)
                    .append('"');
        }
        String query = "SELECT b.*" + texts + " FROM " + source() + behind(reached) + " ORDER BY " + columns("b.#")
                + " LIMIT " + (size + 1L);
        Batch rows = bench.query(query, parameters(reached), this::batch);
        if (reached.isEmpty() && rows.size() == size) {
            for (String column : key) {
                requireNoNull(column);
            }
        }
        return rows;
    }

    /** Later queries would pass over such rows without a word: NULL is behind nothing. */
    private void requireNoNull(String column) throws SQLException {
        String select = "SELECT b." + column + " FROM " + source();
        // What a query makes of a column that is NOT NULL, an outer join may have made NULL.
        boolean possible = isQuery()
                || bench.query(
                        select + " LIMIT 0",
                        new Object[0],
                        none -> none.getMetaData().isNullable(1) != ResultSetMetaData.columnNoNulls);
        if (possible
                && bench.query(select + " WHERE b." + column + " IS NULL LIMIT 1", new Object[0], ResultSet::next)) {
            throw nullInKey();
        }
    }

    private IllegalArgumentException nullInKey() {
        return new IllegalArgumentException("a row of " + what() + " has NULL in its key: nothing is behind it");
    }

    private Batch batch(ResultSet result) throws SQLException {
        ResultSetMetaData about = result.getMetaData();
        int own = about.getColumnCount() - key.size();
        if (types.isEmpty()) {
            types = types(about, own);
        }
        List<Row> rows = new ArrayList<>();
        String last = "";
        while (result.next()) {
            String here = key(result, own);
            if (rows.size() == size) {
                if (here.equals(last)) {
                    throw new IllegalArgumentException("two rows of " + what() + " have the key "
                            + last.replace(BETWEEN, ", ") + ": a key that is not unique would lose rows");
                }
                break;
            }
            last = here;
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 1; column <= own; column++) {
                values.put(about.getColumnLabel(column), result.getObject(column));
            }
            rows.add(new Row(values));
        }
        return new Batch(rows, types, key.stream().map(Keyset::plain).toList(), last);
    }

    /** Asked once: for columns of tables the driver asks the server. */
    private static Map<String, String> types(ResultSetMetaData about, int columns) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (int column = 1; column <= columns; column++) {
            String name = about.getColumnTypeName(column);
            types.put(about.getColumnLabel(column), SERIALS.getOrDefault(name, name));
        }
        return types;
    }

    /** As the server knows the column. */
    private static String plain(String column) {
        return column.startsWith("\"")
                ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
                : column.toLowerCase(Locale.ROOT);
    }

    private String key(ResultSet result, int own) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= key.size(); i++) {
            String text = result.getString(own + i);
            if (text == null) {
                throw nullInKey();
            }
            texts.add(text.replace("\\", "\\\\").replace(BETWEEN, "\\u"));
        }
        return String.join(BETWEEN, texts);
    }

    private static String unescaped(String text) {
        Matcher escape = Pattern.compile("\\\\(.)").matcher(text);
        return escape.replaceAll(
                found -> Matcher.quoteReplacement(found.group(1).equals("u") ? BETWEEN : "\\"));
    }

    /** About how many rows there are in all, as the server's statistics have it; -1 where it does not say. */
    long estimate(Optional<Mark> reached) {
        try {
            String plan = bench.query(
                    "EXPLAIN SELECT FROM " + source() + behind(reached),
                    parameters(reached),
                    rows -> rows.next() ? rows.getString(1) : "");
            Matcher estimate = ESTIMATE.matcher(plan);
            return estimate.find()
                    ? Long.parseLong(estimate.group(1))
                            + reached.map(Mark::rows).orElse(0L)
                    : -1;
        } catch (SQLException e) {
            // What is wrong with the query is said when its rows are read.
            return -1;
        }
    }

    /** A value that takes the type of what it is compared with. */
    record Untyped(String text) {
        static final int TYPE = Types.OTHER;
    }
}
