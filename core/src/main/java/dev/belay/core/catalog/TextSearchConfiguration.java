package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * A text search configuration ({@code pg_ts_config}): a parser, and what becomes of its tokens.
 *
 * @param parser that cuts texts into tokens ({@code pg_ts_config.cfgparser})
 * @param mappings which tokens go to which dictionaries ({@code pg_ts_config_map})
 */
public record TextSearchConfiguration(Head head, String parser, List<Mapping> mappings) implements CatalogObject {
    public TextSearchConfiguration {
        mappings = List.copyOf(mappings);
    }

    /**
     * Which dictionaries look at a token, in their order ({@code pg_ts_config_map}).
     *
     * @param name the sort of token, as the parser calls it ({@code maptokentype})
     * @param dictionaries asked one after the other ({@code mapdict}, {@code mapseqno})
     */
    public record Mapping(String name, List<String> dictionaries) {
        public Mapping {
            dictionaries = List.copyOf(dictionaries);
        }
    }

    static TextSearchConfiguration of(Head head, Row row, Context context) {
        return new TextSearchConfiguration(
                head,
                row.text("parser"),
                context.details("text_search_mappings", row).stream()
                        .map(mapping -> new Mapping(mapping.text("name"), mapping.texts("dictionaries")))
                        .toList());
    }

    @Override
    public String create(Set<Part> apart) {
        StringBuilder sql = new StringBuilder("CREATE " + reference())
                .append(new Clauses().add("PARSER", parser).sql())
                .append(";\n");
        mappings.forEach(mapping -> sql.append(add(mapping)));
        return sql.toString();
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof TextSearchConfiguration old) || change.differs("parser")) {
            return;
        }
        if (change.takeAll(fact -> fact.startsWith("mapping "))) {
            old.mappings().stream()
                    .filter(mapping -> !mappings.contains(mapping))
                    .forEach(mapping -> change.add(
                            "ALTER " + reference() + " DROP MAPPING FOR " + Identifier.spell(mapping.name()) + ";\n"));
            mappings.stream()
                    .filter(mapping -> !old.mappings().contains(mapping))
                    .forEach(mapping -> change.add(add(mapping)));
        }
    }

    private String add(Mapping mapping) {
        return "ALTER " + reference() + " ADD MAPPING FOR " + Identifier.spell(mapping.name()) + " WITH "
                + String.join(", ", mapping.dictionaries()) + ";\n";
    }
}
