package dev.belay.backup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts of {@code pg_dump}. */
public final class Dumps {
    private Dumps() {}

    /** With the rows of each table sorted: where rows lie is nobody's business, and changes with each load. */
    public static String sorted(String dump) {
        List<String> lines = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        boolean copying = false;
        for (String line : dump.split("\n", -1)) {
            if (copying && line.equals("\\.")) {
                copying = false;
                Collections.sort(rows);
                lines.addAll(rows);
                rows.clear();
            }
            (copying ? rows : lines).add(line);
            copying |= line.startsWith("COPY ") && line.endsWith(" FROM stdin;");
        }
        return String.join("\n", lines);
    }
}
