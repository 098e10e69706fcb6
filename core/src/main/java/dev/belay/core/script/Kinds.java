package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds of objects that CREATE, ALTER and DROP know, by their words. */
final class Kinds {
    private static final Set<String> MODIFIERS = Set.of(
            "global",
            "local",
            "temp",
            "temporary",
            "unlogged",
            "recursive",
            "unique",
            "constraint",
            "trusted",
            "procedural",
            "default");

    private static final Map<String, String> ALIASES = Map.of("user", "role", "group", "role");

    /** Longer ones first, because some begin like others. */
    private static final List<List<String>> KINDS = List.of(
            List.of("text", "search", "configuration"),
            List.of("text", "search", "dictionary"),
            List.of("text", "search", "parser"),
            List.of("text", "search", "template"),
            List.of("foreign", "data", "wrapper"),
            List.of("materialized", "view"),
            List.of("foreign", "table"),
            List.of("event", "trigger"),
            List.of("access", "method"),
            List.of("operator", "class"),
            List.of("operator", "family"),
            List.of("user", "mapping"),
            List.of("property", "graph"),
            List.of("table"),
            List.of("view"),
            List.of("index"),
            List.of("sequence"),
            List.of("type"),
            List.of("domain"),
            List.of("function"),
            List.of("procedure"),
            List.of("routine"),
            List.of("aggregate"),
            List.of("trigger"),
            List.of("schema"),
            List.of("extension"),
            List.of("policy"),
            List.of("rule"),
            List.of("role"),
            List.of("user"),
            List.of("group"),
            List.of("database"),
            List.of("tablespace"),
            List.of("subscription"),
            List.of("publication"),
            List.of("collation"),
            List.of("conversion"),
            List.of("statistics"),
            List.of("server"),
            List.of("language"),
            List.of("operator"),
            List.of("cast"),
            List.of("transform"));

    private Kinds() {}

    /** Steps over OR REPLACE, TEMPORARY and their like; says which there were. */
    static List<String> modifiers(Cursor statement) {
        List<String> modifiers = new ArrayList<>();
        if (statement.accept("or", "replace")) {
            modifiers.add("replace");
        }
        while (MODIFIERS.contains(statement.keyword())) {
            modifiers.add(statement.keyword());
            statement.next();
        }
        return modifiers;
    }

    /** Steps over the words of a kind; empty when none is known. */
    static String read(Cursor statement) {
        for (List<String> kind : KINDS) {
            if (statement.at(kind.get(0)) && statement.accept(kind.toArray(String[]::new))) {
                String words = String.join(" ", kind);
                return ALIASES.getOrDefault(words, words);
            }
        }
        return "";
    }
}
