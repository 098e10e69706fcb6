package dev.belay.core.catalog;

import java.util.Set;

/**
 * A rewrite rule on a table or view ({@code pg_rewrite}), but for the one that is the view itself.
 *
 * @param definition {@code CREATE RULE}, as the server prints it ({@code pg_get_ruledef}), with its semicolon
 * @param firing in which sessions ({@code ev_enabled})
 */
public record Rule(Head head, String definition, Firing firing) implements OnTable {
    static Rule of(Head head, Row row, Context context) {
        return new Rule(head, row.text("definition"), Firing.of(row));
    }

    @Override
    public String create(Set<Part> apart) {
        return definition + "\n" + (firing == Firing.ORIGIN ? "" : fires());
    }

    private String fires() {
        return "ALTER TABLE " + tableSql() + " " + firing.words() + " RULE " + nameSql() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!change.differs("definition") && change.take("firing")) {
            change.add(fires());
        }
    }
}
