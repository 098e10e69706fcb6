package dev.belay.core.catalog;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What something needs and is left alone, or not yet as it should be: what needs it has to wait as well. */
final class Lacks {
    private final Verdicts verdicts;

    Lacks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** What of all this is left alone; it says so itself. */
    Optional<ObjectId> of(Set<ObjectId> needs, ObjectId user) {
        return of(needs, user, "");
    }

    /** The same for SQL, which need not speak of what is lacking in what it needs. */
    Optional<ObjectId> of(Set<ObjectId> needs, ObjectId user, String sql) {
        return needs.stream()
                .filter(needed -> !needed.equals(user)
                        && verdicts.comparison().after().find(needed).isPresent())
                .sorted()
                .filter(needed -> verdicts.holds(needed) || isUnsure(needed, sql))
                .findFirst();
    }

    /** Whether SQL speaks of what the object is not yet. */
    private boolean isUnsure(ObjectId id, String sql) {
        Alteration change = verdicts.altered().get(id);
        if (change == null || change.refusedFacts().stream().allMatch(Alteration::isCommon)) {
            return false;
        }
        CatalogObject before = verdicts.comparison().before().objects().get(id);
        if (before instanceof EnumType old
                && verdicts.comparison().after().objects().get(id) instanceof EnumType now) {
            return now.labels().stream()
                    .filter(label -> !old.labels().contains(label))
                    .anyMatch(label -> sql.contains(Clauses.literal(label)));
        }
        return before instanceof Table ? change.isUnsure(sql) : true;
    }

    /** What a column needs and does not have. */
    Optional<ObjectId> of(Table table, Column column) {
        Set<ObjectId> needs = new HashSet<>();
        String sql = column.type()
                + column.defaultValue().map(value -> " " + value.expression()).orElse("")
                + column.generated().map(value -> " " + value.expression()).orElse("");
        column.defaultValue().ifPresent(value -> needs.addAll(value.dependsOn()));
        column.generated().ifPresent(value -> needs.addAll(value.dependsOn()));
        table.dependsOn().stream()
                .filter(needed -> column.type().contains(needed.sql()))
                .forEach(needs::add);
        return of(needs, table.id(), sql);
    }

    /** The index of a table is attached to that of the whole once the table is. */
    Optional<ObjectId> apart(CatalogObject object) {
        return object.parts().stream().noneMatch(part -> part.name().equals(Part.ATTACH))
                ? Optional.empty()
                : PendingPartitions.tableOf(object)
                        .filter(id -> verdicts.tableAlteration(id)
                                .filter(TableAlteration::isApart)
                                .isPresent());
    }

    /** The server prints the columns of statistics in the order of their table, which may have to stay another. */
    Optional<ObjectId> disordered(CatalogObject object) {
        return object instanceof Statistics
                ? object.dependsOn().stream()
                        .filter(id -> verdicts.tableAlteration(id)
                                .filter(table -> !table.isOrdered())
                                .isPresent())
                        .findFirst()
                : Optional.empty();
    }

    /** Why something is left alone that needs something which is. */
    static String why(ObjectId needed) {
        return "it needs what is not written down of " + needed;
    }
}
