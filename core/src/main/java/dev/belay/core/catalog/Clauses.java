package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parenthesized list of a definition, one clause per line: {@code (INPUT = app.read, OUTPUT = app.write)}. */
final class Clauses {
    private final List<String> lines = new ArrayList<>();

    Clauses add(String line) {
        lines.add(line);
        return this;
    }

    Clauses add(String key, String sql) {
        return add(key + " = " + sql);
    }

    Clauses add(String key, Optional<String> sql) {
        sql.ifPresent(present -> add(key, present));
        return this;
    }

    Clauses addText(String key, Optional<String> text) {
        return add(key, text.map(Clauses::literal));
    }

    Clauses addIf(boolean wanted, String line) {
        return wanted ? add(line) : this;
    }

    /** A literal that follows a space anyway. */
    static String literal(String text) {
        return Identifier.literal(text).strip();
    }

    /** With its parentheses, to follow the name of what is defined. */
    String sql() {
        return lines.isEmpty() ? " ()" : " (\n    " + String.join(",\n    ", lines) + "\n)";
    }
}
