package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A composite type that stands alone ({@code pg_type}, {@code pg_class}, {@code pg_attribute}).
 *
 * @param columns in their order ({@code attnum})
 */
public record CompositeType(Head head, List<Column> columns) implements CatalogObject {
    public CompositeType {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param name of the column ({@code pg_attribute.attname})
     * @param dataType with its modifier ({@code atttypid})
     * @param collation where it is not the one of the data type ({@code pg_attribute.attcollation})
     * @param comment on the column ({@code pg_description})
     */
    public record Column(String name, String dataType, Optional<String> collation, Optional<String> comment) {
        private String sql() {
            return Identifier.spell(name)
                    + " "
                    + dataType
                    + collation.map(other -> " COLLATE " + other).orElse("");
        }
    }

    static CompositeType of(Head head, Row row, Context context) {
        return new CompositeType(
                head,
                context.details("composite_type_columns", row).stream()
                        .map(column -> new Column(
                                column.text("name"),
                                column.text("data_type"),
                                column.optional("collation"),
                                context.comment(
                                        new Handle(column.big("class_catalog"), column.big("class_oid")),
                                        column.number("number"))))
                        .toList());
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses();
        columns.forEach(column -> clauses.add(column.sql()));
        return "CREATE " + reference() + " AS" + clauses.sql() + ";\n";
    }

    @Override
    public List<SubComment> subComments() {
        return columns.stream()
                .flatMap(column -> column.comment().stream()
                        .map(text ->
                                new SubComment("COLUMN " + id().sql() + "." + Identifier.spell(column.name()), text)))
                .toList();
    }
}
