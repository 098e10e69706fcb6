package dev.belay.core.catalog;

import java.util.Set;

/**
 * A trigger on a table or view ({@code pg_trigger}), without those by which the server keeps foreign keys.
 *
 * @param definition {@code CREATE TRIGGER}, as the server prints it ({@code pg_get_triggerdef})
 * @param firing in which sessions ({@code tgenabled})
 * @param cloned whether it came to a partition from its parent; read only if it fires otherwise than the parent's ({@code
 *     tgparentid})
 */
public record Trigger(Head head, String definition, Firing firing, boolean cloned) implements OnTable {
    static Trigger of(Head head, Row row, Context context) {
        return new Trigger(head, row.text("definition"), Firing.of(row), row.flag("cloned"));
    }

    @Override
    public String create(Set<Part> apart) {
        if (cloned) {
            return fires();
        }
        return definition + ";\n" + (firing == Firing.ORIGIN ? "" : fires());
    }

    /** Nothing for a clone, which goes with the trigger of the parent. */
    @Override
    public String drop() {
        return cloned ? "" : OnTable.super.drop();
    }

    private String fires() {
        return firesAs(this);
    }

    String firesAs(Trigger other) {
        return "ALTER TABLE " + tableSql() + " " + other.firing.words() + " TRIGGER " + nameSql() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!change.differs("definition") && change.take("firing")) {
            change.add(fires());
        }
    }
}
