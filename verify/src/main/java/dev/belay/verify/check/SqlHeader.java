package dev.belay.verify.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The comment at the top of a check's file: {@code -- key: text}, and further lines that begin with more blanks. */
final class SqlHeader {
    private static final List<String> KEYS = List.of("title", "severity", "why", "do");

    private SqlHeader() {}

    /** The texts by their keys; all of them are there, each once. */
    static Map<String, String> of(String name, String sql) {
        Map<String, String> texts = new LinkedHashMap<>();
        String key = "";
        for (String line : sql.lines().takeWhile(line -> line.startsWith("--")).toList()) {
            if (line.startsWith("--   ")) {
                texts.merge(key, line.substring(2).strip(), (one, more) -> one + " " + more);
                continue;
            }
            int colon = line.indexOf(':');
            key = colon < 0 ? line : line.substring(2, colon).strip();
            if (texts.put(key, line.substring(colon + 1).strip()) != null) {
                throw new IllegalStateException(name + ".sql says \"" + key + "\" twice");
            }
        }
        if (!List.copyOf(texts.keySet()).equals(KEYS)) {
            throw new IllegalStateException(name + ".sql must say " + KEYS + " at its top, and says " + texts.keySet());
        }
        return texts;
    }
}
