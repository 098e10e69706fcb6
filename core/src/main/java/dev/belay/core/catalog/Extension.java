package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * An extension ({@code pg_extension}). It is created in the version that the other server prefers.
 *
 * @param schema where most of its members are, or would be ({@code extnamespace})
 * @param version the one that is installed here ({@code pg_extension.extversion})
 * @param tables those whose rows belong to the user ({@code extconfig} and {@code extcondition})
 */
public record Extension(Head head, String schema, String version, List<ConfigurationTable> tables)
        implements CatalogObject {
    public Extension {
        tables = List.copyOf(tables);
    }

    /**
     * A table of an extension that is filled by the user, at least in part.
     *
     * @param name as SQL writes it, with its schema ({@code extconfig})
     * @param condition a WHERE clause for the user's rows; empty when all of them are ({@code pg_extension.extcondition})
     */
    public record ConfigurationTable(String name, String condition) {}

    static Extension of(Head head, Row row, Context context) {
        List<ConfigurationTable> tables = context.details("extension_tables", row).stream()
                .map(table -> new ConfigurationTable(table.text("name"), table.text("condition")))
                .toList();
        return new Extension(head, row.text("installed_in"), row.text("version"), tables);
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE EXTENSION IF NOT EXISTS " + id().sql() + " WITH SCHEMA " + Identifier.spell(schema) + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (change.take("version")) {
            change.add(
                    Alteration.Moment.MAIN,
                    "ALTER " + reference() + " UPDATE TO " + Clauses.literal(version) + ";\n",
                    "needs the files of that version on the server");
        }
    }
}
