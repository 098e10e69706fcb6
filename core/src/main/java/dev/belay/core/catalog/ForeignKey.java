package dev.belay.core.catalog;

import java.util.Set;

/**
 * A foreign key ({@code pg_constraint}). Those that partitions have from their parents are made with the parent's.
 *
 * @param definition as the server prints it ({@code pg_get_constraintdef}), without {@code NOT VALID}
 * @param validated whether all rows obey it, or none need to ({@code pg_constraint.convalidated}, {@code NOT conenforced})
 */
public record ForeignKey(Head head, String definition, boolean validated) implements OnTable {
    static ForeignKey of(Head head, Row row, Context context) {
        return new ForeignKey(head, row.text("definition"), row.flag("validated"));
    }

    /** Without {@code ONLY}: a partitioned table refuses that, and to other tables it makes no difference. */
    @Override
    public String create(Set<Part> apart) {
        return "ALTER TABLE " + tableSql() + "\n    ADD CONSTRAINT " + nameSql() + " " + definition
                + (validated ? "" : " NOT VALID") + ";\n";
    }

    @Override
    public String drop() {
        return "ALTER TABLE " + tableSql() + " DROP CONSTRAINT " + nameSql() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (validated && !change.differs("definition") && change.take("validated")) {
            change.add(
                    Alteration.Moment.MAIN,
                    "ALTER TABLE " + tableSql() + " VALIDATE CONSTRAINT " + nameSql() + ";\n",
                    "fails where a row breaks it");
        }
    }
}
