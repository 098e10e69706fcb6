package dev.belay.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * An enumeration ({@code pg_type} and {@code pg_enum}).
 *
 * @param labels in their sort order ({@code enumsortorder})
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

    /** A label can be added anywhere; none can be taken away or moved. */
    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof EnumType old)
                || !labels.stream().filter(old.labels()::contains).toList().equals(old.labels())
                || !change.take("labels")) {
            change.refuse("labels"::equals, "PostgreSQL takes no label away and moves none, and a new name is a guess");
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!old.labels().contains(labels.get(i))) {
                String where = i > 0
                        ? " AFTER " + Clauses.literal(labels.get(i - 1))
                        : labels.size() > 1 ? " BEFORE " + Clauses.literal(labels.get(1)) : "";
                // Before the first of the old ones, or the label it stands beside would not be there yet.
                if (i == 0) {
                    where = old.labels().stream()
                            .findFirst()
                            .map(first -> " BEFORE " + Clauses.literal(first))
                            .orElse("");
                }
                change.add(
                        Alteration.Moment.FIRST,
                        "ALTER " + reference() + " ADD VALUE " + Clauses.literal(labels.get(i)) + where + ";\n",
                        "can be used once it is committed");
            }
        }
    }
}
