package dev.belay.core.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What only the server can print, and only by opening a table: indexes with expressions or the like, and checks. */
record Definitions(IndexDefinitions indexes, Wordings checks) {
    /** Fewer are not worth another session's while. */
    private static final int WORTH_SHARING = 300;

    /** Asks for what is not known yet: a number of queries that does not depend on how many they are. */
    void complete(Connection connection, Crew crew, int major) throws SQLException {
        List<Long> ofIndexes = indexes.unknown();
        List<Long> ofChecks = checks.asked();
        int parts = ofIndexes.size() + ofChecks.size() < WORTH_SHARING ? 1 : crew.size();
        Map<String, String> texts = new LinkedHashMap<>();
        List<List<String>> queries = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<String> together = new ArrayList<>();
            // A session finds again the tables that it has opened; those of old tables come first in both.
            add("check_definitions", ofChecks, part, parts, major, texts).ifPresent(together::add);
            add("index_definitions", ofIndexes, part, parts, major, texts).ifPresent(together::add);
            if (!together.isEmpty()) {
                queries.add(together);
            }
        }
        if (!queries.isEmpty()) {
            crew.read(connection, queries, texts::get).forEach((query, rows) -> {
                if (query.startsWith("check")) {
                    checks.answer(rows);
                } else {
                    indexes.answer(rows);
                }
            });
        }
    }

    private static Optional<String> add(
            String query, List<Long> all, int part, int parts, int major, Map<String, String> texts) {
        List<Long> some = all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
        if (some.isEmpty()) {
            return Optional.empty();
        }
        String name = part == 0 ? query : query + "_" + (part + 1);
        texts.put(name, QueryText.of(query, major, some));
        return Optional.of(name);
    }
}
