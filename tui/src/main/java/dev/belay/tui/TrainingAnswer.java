package dev.belay.tui;

import dev.belay.core.catalog.Recording;
import dev.belay.core.migration.Checksum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link TrainingServer} says to a query: one row, as a database would in which the first of two migrations has been
 * applied, and there is nothing wrong.
 *
 * @param columns labels and values, in the order of the query; none for a command
 * @param rows how many there are of it
 * @param tag how the server calls what it has done
 * @param copy the lines of a COPY, the first with its columns; none for all else
 */
record TrainingAnswer(Map<String, String> columns, int rows, String tag, List<String> copy) {
    /** The migration that is applied, and its text: status compares the checksums. */
    static final String VERSION = "20250101000000";

    static final String TEXT = "SELECT 1;\n-- //@UNDO\nSELECT 1;\n";

    /** The number of the server's process: a pooler would be suspected where two of them differ. */
    static final String PROCESS = "1";

    private static final String APPLIED_AT = "2025-01-01 00:00:00";

    /** The label of the last column of a query. */
    private static final Pattern LABEL =
            Pattern.compile("\\bAS\\s+(\\w+)\\s*(?:FROM\\b.*)?$", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** A query of the catalog says what it is called. */
    private static final Pattern COPY = Pattern.compile("COPY \\( -- (\\w+)\n");

    /** Queries of more than one column, known by a part of their text. */
    private static final Map<String, Map<String, String>> KNOWN = Map.of(
            "AS description",
            row("id", VERSION, "applied_at", APPLIED_AT, "description", "train"),
            "END AS place",
            row(
                    "version",
                    VERSION,
                    "event",
                    "step_applied",
                    "direction",
                    "up",
                    "unit",
                    "0",
                    "checksum",
                    Checksum.of(TEXT).hex(),
                    "row_id",
                    APPLIED_AT,
                    "row_applied_at",
                    APPLIED_AT,
                    "backend_pid",
                    "1",
                    "backend_start",
                    "1",
                    "message",
                    "",
                    "key",
                    "",
                    "rows",
                    "0",
                    "by",
                    "training",
                    "place",
                    "1"),
            "AS replica FROM",
            row("pid", PROCESS, "start", "1", "replica", "f"),
            "AS schema, c.relname AS name FROM",
            row("schema", "app", "name", "person"),
            "AS witness FROM",
            row("witness", "1"),
            // So much that others help to read it.
            "pg_relation_size",
            row("size", "10000000"));

    private TrainingAnswer(Map<String, String> columns, int rows, String tag) {
        this(columns, rows, tag, List.of());
    }

    static TrainingAnswer to(String query) {
        Matcher copy = COPY.matcher(query);
        if (copy.lookingAt()) {
            return new TrainingAnswer(Map.of(), 0, "COPY", Recording.lines(copy.group(1)));
        }
        String text = query.replaceAll("(?m)^--.*|(?s)/\\*.*?\\*/", "").strip().replaceAll("\\s+", " ");
        String verb = text.replaceFirst("(?s)\\W.*", "");
        if (!List.of("SELECT", "WITH", "SHOW").contains(verb)) {
            return new TrainingAnswer(Map.of(), 0, verb.equals("INSERT") ? "INSERT 0 1" : verb);
        }
        // Nobody else is there, and no script has prepared anything.
        if (text.contains("pg_stat_activity a") || text.contains("pg_prepared_statements")) {
            return new TrainingAnswer(row("name", ""), 0, "SELECT 0");
        }
        if (text.contains("clock_timestamp")) {
            return one(row("clock_timestamp", APPLIED_AT + "+00"));
        }
        return one(KNOWN.entrySet().stream()
                .filter(known -> text.contains(known.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> single(text)));
    }

    private static TrainingAnswer one(Map<String, String> row) {
        return new TrainingAnswer(row, 1, "SELECT 1");
    }

    /** What is looked for is found; what is counted is there once. */
    private static Map<String, String> single(String text) {
        Matcher label = LABEL.matcher(text);
        return row(label.find() ? label.group(1) : "value", "1");
    }

    private static Map<String, String> row(String... labelsAndValues) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            row.put(labelsAndValues[i], labelsAndValues[i + 1]);
        }
        return row;
    }
}
