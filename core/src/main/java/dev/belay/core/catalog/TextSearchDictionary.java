package dev.belay.core.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * A text search dictionary ({@code pg_ts_dict}).
 *
 * @param options as the server prints them, such as {@code language = 'english', stopwords = 'english'}
 */
public record TextSearchDictionary(Head head, String template, Optional<String> options) implements CatalogObject {
    static TextSearchDictionary of(Head head, Row row, Context context) {
        return new TextSearchDictionary(head, row.text("template"), row.optional("options"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses().add("TEMPLATE", template);
        options.ifPresent(clauses::add);
        return "CREATE " + reference() + clauses.sql() + ";\n";
    }
}
