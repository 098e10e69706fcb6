package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A text search template ({@code pg_ts_template}): the functions that dictionaries are made of.
 *
 * @param initialize reads the options of a dictionary ({@code tmplinit})
 * @param lexize makes lexemes of a token ({@code pg_ts_template.tmpllexize})
 */
public record TextSearchTemplate(Head head, Optional<String> initialize, String lexize) implements CatalogObject {
    static TextSearchTemplate of(Head head, Row row, Context context) {
        return new TextSearchTemplate(head, row.optional("initialize"), row.text("lexize"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses().add("INIT", initialize).add("LEXIZE", lexize);
        return "CREATE " + reference() + clauses.sql() + ";\n";
    }
}
