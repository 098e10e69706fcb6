package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the queries of the catalog answer in a small database with something of each common kind: recorded, since nothing
 * less than objects makes Java load, and compile, what a schema goes through.
 */
public final class Recording {
    /** The major version of the server that answered. */
    static final int MAJOR = 15;

    private static final String FILE = "training.csv";

    /** Before the name of a query whose lines follow. */
    private static final String QUERY = "-- ";

    /** Within a value, a newline: so a row is a line. */
    private static final char NEWLINE = '\u2424';

    private Recording() {}

    /**
     * The lines that the query sends, the first of which names its columns; within a value U+2424 stands for a newline.
     *
     * @throws IllegalArgumentException if nothing is recorded of it
     */
    public static List<String> lines(String query) {
        List<String> lines = file();
        int begin = lines.indexOf(QUERY + query) + 1;
        if (begin == 0) {
            throw new IllegalArgumentException("nothing is recorded of the query " + query);
        }
        return lines.subList(begin, end(lines, begin));
    }

    /** The rows of all queries, by their names. */
    static Map<String, List<Row>> rows() {
        Map<String, List<Row>> rows = new HashMap<>();
        List<String> lines = file();
        for (int begin = 1; begin < lines.size(); begin = end(lines, begin) + 1) {
            RowTable table = new RowTable();
            for (String line : lines.subList(begin, end(lines, begin))) {
                table.take((line.replace(NEWLINE, '\n') + "\n").getBytes(UTF_8));
            }
            rows.put(lines.get(begin - 1).substring(QUERY.length()), table.rows());
        }
        return rows;
    }

    /** Where the lines of a query end that begin there. */
    private static int end(List<String> lines, int begin) {
        int end = begin;
        while (end < lines.size() && !lines.get(end).startsWith(QUERY)) {
            end++;
        }
        return end;
    }

    private static List<String> file() {
        try (InputStream file = Recording.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("no " + FILE);
            }
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
