package dev.belay.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server says of many entries of one catalog: it is asked once for all that must be the same, since it opens a table
 * for each. Big databases are often one set of tables many times over.
 */
final class Wordings {
    private final Map<String, Long> first = new HashMap<>();
    /** By each entry, the one that stands for it. */
    private final Map<Long, Long> standing = new HashMap<>();

    private final Map<Long, String> texts = new HashMap<>();

    /** @param likeness equal where the text must be */
    void add(Long oid, String likeness) {
        Long other = first.putIfAbsent(likeness, oid);
        standing.put(oid, other == null ? oid : other);
    }

    /** Those for which the server has to be asked. */
    List<Long> asked() {
        return first.values().stream().sorted().toList();
    }

    /** Takes what the server says of them: the columns {@code part_of} and {@code definition}. */
    void answer(List<Row> rows) {
        rows.forEach(row -> texts.put(row.big("part_of"), row.text("definition")));
    }

    String of(Long oid) {
        String text = texts.get(standing.getOrDefault(oid, oid));
        if (text == null) {
            throw new IllegalStateException("the definition of " + oid + " is not read");
        }
        return text;
    }
}
