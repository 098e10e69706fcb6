package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text search dictionary ({@code pg_ts_dict}).
 *
 * @param template whose functions it uses ({@code pg_ts_dict.dicttemplate})
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

    /** An option that is not set keeps its value: one that is gone can only go with the dictionary. */
    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof TextSearchDictionary old
                && options.isPresent()
                && names(options).containsAll(names(old.options()))
                && !change.differs("template")
                && change.take("options")) {
            change.add("ALTER " + reference() + " (" + options.get() + ");\n");
        }
    }

    private static List<String> names(Optional<String> options) {
        return Pattern.compile("(\"(?:[^\"]|\"\")*\"|[\\w$]+) = |'(?:[^']|'')*'")
                .matcher(options.orElse(""))
                .results()
                .flatMap(match -> Optional.ofNullable(match.group(1)).stream())
                .toList();
    }
}
