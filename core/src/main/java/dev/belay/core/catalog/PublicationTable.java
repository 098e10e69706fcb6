package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a table is in a publication ({@code pg_publication_rel}): called as the table, qualified by the publication.
 *
 * @param columns those that are published; none named means all ({@code prattrs}, 15)
 * @param where the rows that are ({@code prqual}, 15)
 */
public record PublicationTable(Head head, List<String> columns, Optional<String> where) implements CatalogObject {
    public PublicationTable {
        columns = List.copyOf(columns);
    }

    static PublicationTable of(Head head, Row row, Context context) {
        return new PublicationTable(head, row.texts("columns"), row.optional("where"));
    }

    @Override
    public String create(Set<Part> apart) {
        return Publication.alter(id().qualifier()) + " ADD TABLE ONLY " + id().sql()
                + (columns.isEmpty()
                        ? ""
                        : columns.stream().map(Identifier::spell).collect(joining(", ", " (", ")")))
                + where.map(rows -> " WHERE (" + rows + ")").orElse("")
                + ";\n";
    }

    @Override
    public String drop() {
        return Publication.alter(id().qualifier()) + " DROP TABLE ONLY " + id().sql() + ";\n";
    }

    @Override
    public String tag() {
        return id().qualifier() + " " + id().name();
    }
}
