package dev.belay.core.catalog;

import static dev.belay.core.catalog.Alteration.Moment.MAIN;

import java.util.Optional;

/** A column that a table gets. */
final class NewColumn {
    private final TableAlteration table;
    private final Column column;
    private final boolean follows;
    private final String fact;

    /** @param follows whether it comes from a parent */
    NewColumn(TableAlteration table, Column column, boolean follows) {
        this.table = table;
        this.column = column;
        this.follows = follows;
        this.fact = "column " + column.sql();
    }

    void write() {
        Alteration change = table.change();
        boolean withNotNull = column.notNull().filter(Column.NotNull::valid).isPresent();
        Optional<Sequence> identity = identity();
        Optional<ObjectId> lacking = table.verdicts().lacks().of(table.after(), column);
        String key = "ADD COLUMN " + column.sql() + " " + column.type()
                + column.defaultValue()
                        .map(value -> " DEFAULT " + value.expression())
                        .orElse("")
                + (withNotNull ? " NOT NULL" : "");
        if (lacking.isPresent()) {
            change.refuse(fact::equals, Lacks.why(lacking.get()));
        } else if (follows && !table.fromParent(key)) {
            change.refuse(fact::equals, "it comes from a parent, where it is another");
        } else if (follows && table.isOwn(column)) {
            change.refuse(fact::equals, "it comes from a parent, and would not be its own besides");
        } else if (withNotNull && !follows && identity.isEmpty() && !filled()) {
            change.refuse(fact::equals, "without a default its NOT NULL fails where there are rows");
        } else if (column.identity().isPresent() && identity.isEmpty()) {
            change.refuse(fact::equals, "its sequence is there already, and would begin anew");
        } else if (change.take(fact)) {
            String line = ColumnText.line(column, table.after().id(), false, true, withNotNull);
            table.cascade(
                    key,
                    MAIN,
                    "ADD COLUMN " + line
                            + identity.map(Sequence::identityClause).orElse(""),
                    "");
            identity.ifPresent(sequence -> change.bring(sequence.id()));
            change.add(ColumnText.alterations(column, table.alterOnly().strip()));
        }
    }

    private Optional<Sequence> identity() {
        if (column.identity().isEmpty()) {
            return Optional.empty();
        }
        return new Attachment(table.verdicts()).identity(table.after().id(), column.name(), /* fresh= */ true);
    }

    /** Whether the rows that are there get a value. */
    private boolean filled() {
        return column.defaultValue().isPresent()
                || column.generated().isPresent()
                || table.verdicts().comparison().after().objects().values().stream()
                        .filter(object -> object.id().type() == ObjectType.DOMAIN)
                        .filter(object -> object.id().sql().equals(column.type()))
                        .anyMatch(object -> ((Domain) object).defaultValue().isPresent());
    }
}
