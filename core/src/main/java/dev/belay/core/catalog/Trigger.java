package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * A trigger on a table or view ({@code pg_trigger}), without those by which the server keeps foreign keys.
 *
 * @param definition {@code CREATE TRIGGER}, as the server prints it ({@code pg_get_triggerdef})
 * @param firing in which sessions ({@code tgenabled})
 * @param cloned whether it came to a partition from its parent; read only if it fires otherwise than the parent's ({@code
 *     tgparentid})
 * @param extensions whose removal removes it ({@code ALTER TRIGGER … DEPENDS ON EXTENSION})
 */
public record Trigger(Head head, String definition, Firing firing, boolean cloned, List<String> extensions)
        implements OnTable {
    public Trigger {
        extensions = List.copyOf(extensions);
    }

    static Trigger of(Head head, Row row, Context context) {
        return new Trigger(head, row.text("definition"), Firing.of(row), row.flag("cloned"), row.texts("extensions"));
    }

    @Override
    public String create(Set<Part> apart) {
        if (cloned) {
            return fires();
        }
        StringBuilder sql = new StringBuilder(definition + ";\n");
        for (String extension : extensions) {
            sql.append("ALTER " + reference() + " DEPENDS ON EXTENSION " + Identifier.spell(extension) + ";\n");
        }
        return sql.append(firing == Firing.ORIGIN ? "" : fires()).toString();
    }

    /** Nothing for a clone, which goes with the trigger of the parent. */
    @Override
    public String drop() {
        return cloned ? "" : OnTable.super.drop();
    }

    private String fires() {
        return "ALTER TABLE " + tableSql() + " " + firing.words() + " TRIGGER " + nameSql() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!change.differs("definition") && change.take("firing")) {
            change.add(fires());
        }
    }
}
