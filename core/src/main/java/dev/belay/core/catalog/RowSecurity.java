package dev.belay.core.catalog;

import java.util.Set;

/**
 * That the policies of a table count ({@code pg_class}). Apart from the table, since rows are loaded before.
 *
 * @param enabled for everybody but the owner ({@code relrowsecurity})
 * @param forced for the owner too, where it is enabled ({@code relforcerowsecurity})
 */
public record RowSecurity(Head head, boolean enabled, boolean forced) implements CatalogObject {
    static RowSecurity of(Head head, Row row, Context context) {
        return new RowSecurity(head, row.flag("enabled"), row.flag("forced"));
    }

    @Override
    public String create(Set<Part> apart) {
        return (enabled ? alter("ENABLE") : "") + (forced ? alter("FORCE") : "");
    }

    @Override
    public String drop() {
        return (enabled ? alter("DISABLE") : "") + (forced ? alter("NO FORCE") : "");
    }

    private String alter(String how) {
        return "ALTER TABLE ONLY " + id().sql() + " " + how + " ROW LEVEL SECURITY;\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (change.take("enabled")) {
            change.add(alter(enabled ? "ENABLE" : "DISABLE"));
        }
        if (change.take("forced")) {
            change.add(alter(forced ? "FORCE" : "NO FORCE"));
        }
    }
}
