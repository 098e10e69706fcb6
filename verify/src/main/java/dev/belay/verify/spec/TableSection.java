package dev.belay.verify.spec;

import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tables:}; each of their keys has a class of its own. */
final class TableSection {
    private final Draft draft;

    TableSection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        Set<ObjectId> named = new HashSet<>();
        section.names().forEach((name, entry) -> {
            ObjectId id = draft.names().id(ObjectType.TABLE, entry, name);
            named.add(id);
            table(id, entry);
        });
        if (draft.exact()) {
            draft.expect("unexpected", "tables", section, seen -> extra(seen, named));
        }
    }

    private List<Complaint> extra(Observation seen, Set<ObjectId> named) {
        List<Complaint> extra = new ArrayList<>();
        for (CatalogObject object : seen.catalog().objects().values()) {
            ObjectId id = object.id();
            if (object instanceof Table table
                    && id.schema().equals(draft.schema())
                    && table.partition().isEmpty()
                    && !named.contains(id)) {
                extra.addAll(Complaint.of("unexpected", id.sql(), "is a table that the spec does not name"));
            }
        }
        return extra;
    }

    private void table(ObjectId id, Entry entry) {
        draft.expectObject("table", id, Table.class, entry, table -> Complaint.none());
        if (entry.isNothing()) {
            return;
        }
        Map<String, Entry> keys = entry.group(
                "mode",
                "columns",
                "primary_key",
                "unique",
                "checks",
                "foreign_keys",
                "indexes",
                "triggers",
                "rls",
                "grants",
                "rows",
                "data",
                "analyzed");
        boolean exact = Optional.ofNullable(keys.get("mode"))
                .map(mode -> mode.oneOf("contains", "exact").equals("exact"))
                .orElse(draft.exact());
        OfTable of = new OfTable(draft, id, exact);
        take(keys, "columns", columns -> new ColumnRule(of).read(columns));
        take(keys, "primary_key", key -> new KeyRule(of).primary(key));
        take(keys, "unique", key -> new KeyRule(of).unique(key));
        take(keys, "checks", checks -> new CheckRule(of).read(checks));
        take(keys, "foreign_keys", foreign -> new ForeignKeyRule(of).read(foreign));
        take(keys, "indexes", indexes -> new IndexRule(of).read(indexes));
        take(keys, "triggers", triggers -> new TriggerRule(of).read(triggers));
        take(keys, "rls", rls -> new SecurityRule(of).rowSecurity(rls));
        take(keys, "grants", grants -> new SecurityRule(of).grants(grants));
        take(keys, "rows", rows -> new RowsRule(of).rows(rows));
        take(keys, "data", data -> new DataRule(of).data(data));
        take(keys, "analyzed", wish -> new AnalyzedRule(of).read(wish));
    }

    private static void take(Map<String, Entry> keys, String key, java.util.function.Consumer<Entry> reader) {
        if (keys.containsKey(key)) {
            reader.accept(keys.get(key));
        }
    }

    /** The column of this name, if table and column are there. */
    static Optional<Column> column(Table table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }
}
