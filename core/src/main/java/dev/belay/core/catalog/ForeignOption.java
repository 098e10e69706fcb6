package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the {@code OPTIONS} of a foreign-data wrapper, a server, a user mapping, a foreign table or its column.
 */
public record ForeignOption(String name, String value) {
    static List<ForeignOption> of(List<Row> rows) {
        return rows.stream()
                .map(row -> new ForeignOption(row.text("name"), row.textOrEmpty("value")))
                .toList();
    }

    /** The clause, with a blank before it; empty for none. */
    static String clause(List<ForeignOption> options) {
        return options.isEmpty()
                ? ""
                : options.stream()
                        .map(option -> Identifier.spell(option.name()) + " "
                                + Identifier.literal(option.value()).strip())
                        .collect(Collectors.joining(",\n    ", " OPTIONS (\n    ", "\n)"));
    }
}
