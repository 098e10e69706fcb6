package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.db.CopiedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one catalog query, read with COPY: the bytes that the server has sent one after the other, in UTF-8 as all our
 * sessions are, and where each value ends. A big database has millions of values, most of them flags, numbers and NULLs; an
 * object for each is what took longest.
 */
final class RowTable {
    private static final int KNOWN = 1 << 9;
    private static final int LONGEST_KNOWN = 40;

    private final Map<String, Integer> columns = new HashMap<>();
    private byte[] bytes = new byte[1 << 12];
    private int length;
    /** Where the values end; of NULL, the complement of that. */
    private int[] ends = new int[1 << 8];

    private int count;
    private boolean headed;

    /** Texts that were asked for already, by a hash of their bytes: names, types and owners are the same again and again. */
    private final @Nullable Known[] known = new Known[KNOWN];

    /**
     * @param name by which whoever looks at the sessions of the server knows it
     * @param query one that returns rows; a comment may be its last line
     */
    static List<Row> rows(Connection connection, String name, String query) throws SQLException {
        RowTable table = new RowTable();
        CopiedRows.read(connection, copy(name, query), table::take);
        return table.rows();
    }

    static String copy(String name, String query) {
        return "COPY ( -- " + name + "\n" + query + "\n) TO STDOUT (FORMAT csv, HEADER)";
    }

    /** Takes a line as the server sends it, with its newline; the first names the columns. */
    void take(byte[] line) {
        if (headed) {
            add(line);
        } else {
            headed = true;
            header(line);
        }
    }

    /** The first line, read like any other, names the columns. */
    private void header(byte[] line) {
        if (line[0] == '\n') {
            // A query that has no columns on this version of the server, and no rows that matter.
            return;
        }
        add(line);
        for (int i = 0; i < count; i++) {
            // Most are asked for by constants, which are the very same objects as these then.
            columns.put(string(begin(i), ends[i]).intern(), i);
        }
        length = 0;
        count = 0;
    }

    /** All that were taken; none may be taken after it. */
    List<Row> rows() {
        int size = columns.isEmpty() ? 0 : count / columns.size();
        List<Row> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(new Row(this, i));
        }
        return rows;
    }

    /** Takes a row: the server sends each in a message of its own, with a newline at its end. */
    private void add(byte[] line) {
        if (bytes.length - length < line.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + line.length));
        }
        int at = 0;
        do {
            at = line[at] == '"' ? quoted(line, at + 1) : bare(line, at);
        } while (line[at++] == ',');
    }

    /** What is empty without quotes is NULL. Returns where the value ends. */
    private int bare(byte[] line, int begin) {
        int at = begin;
        while (line[at] != ',' && line[at] != '\n') {
            bytes[length++] = line[at++];
        }
        end(at > begin);
        return at;
    }

    private int quoted(byte[] line, int begin) {
        int at = begin;
        // A quote within the value stands there twice.
        while (line[at] != '"' || line[++at] == '"') {
            bytes[length++] = line[at++];
        }
        end(true);
        return at;
    }

    private void end(boolean present) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = present ? length : ~length;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The place of a value, by which it is asked for. */
    int value(int row, String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException("the query has no column " + column);
        }
        return row * columns.size() + at;
    }

    boolean isNull(int value) {
        return ends[value] < 0;
    }

    /** What the bytes of a value say. A value that never changes, so that threads that meet here do no harm. */
    private record Known(int begin, int end, String text) {}

    /** The text of a value; the same object as of the last value that said the same, if that is not too long ago. */
    String text(int value) {
        int begin = begin(value);
        int end = ends[value];
        if (end - begin > LONGEST_KNOWN) {
            return string(begin, end);
        }
        int hash = 0;
        for (int at = begin; at < end; at++) {
            hash = hash * 31 + bytes[at];
        }
        int slot = (hash ^ hash >>> 9) & KNOWN - 1;
        Known same = known[slot];
        if (same == null || !Arrays.equals(bytes, same.begin, same.end, bytes, begin, end)) {
            same = new Known(begin, end, string(begin, end));
            known[slot] = same;
        }
        return same.text;
    }

    private String string(int begin, int end) {
        return begin == end ? "" : new String(bytes, begin, end - begin, UTF_8);
    }

    /** Adds values that stand one after the other, each as how long it is, or that it is NULL, and its bytes. */
    void join(int from, int to, StringBuilder text) {
        for (int value = from; value <= to; value++) {
            int begin = begin(value);
            int size = isNull(value) ? -1 : ends[value] - begin;
            text.append(size).append(':');
            for (int at = begin; at < begin + size; at++) {
                text.append((char) bytes[at]);
            }
        }
    }

    boolean flag(int value) {
        int begin = begin(value);
        return ends[value] - begin == 1 && bytes[begin] == 't';
    }

    /** A whole number. */
    long number(int value) {
        int begin = begin(value);
        int end = ends[value];
        boolean negative = end > begin + 1 && bytes[begin] == '-';
        long number = 0;
        for (int i = negative ? begin + 1 : begin; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw new NumberFormatException();
            }
            number = number * 10 + (bytes[i] - '0');
        }
        return negative ? -number : number;
    }

    private int begin(int value) {
        if (value == 0) {
            return 0;
        }
        int end = ends[value - 1];
        return end < 0 ? ~end : end;
    }
}
