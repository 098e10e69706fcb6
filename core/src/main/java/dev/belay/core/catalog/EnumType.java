package dev.belay.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * An enumeration ({@code pg_type} and {@code pg_enum}).
 *
 * @param labels in their sort order
 */
public record EnumType(Head head, List<String> labels) implements CatalogObject {
    public EnumType {
        labels = List.copyOf(labels);
    }

    static EnumType of(Head head, Row row, Context context) {
        return new EnumType(head, row.texts("labels"));
    }

    @Override
    public String create(Set<Part> apart) {
        Clauses clauses = new Clauses();
        labels.forEach(label -> clauses.add(Clauses.literal(label)));
        return "CREATE " + reference() + " AS ENUM" + clauses.sql() + ";\n";
    }
}
