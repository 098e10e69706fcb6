package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A materialized view ({@code pg_class}, {@code pg_rewrite}). It is made without rows.
 *
 * @param query as {@code pg_get_viewdef} prints it, without the semicolon
 * @param populated whether it has been filled ({@code pg_class.relispopulated}): whoever copies the rows of tables refreshes it
 * @param columns with their names and what is said of them ({@code pg_attribute})
 * @param options {@code name=value} each, as {@code WITH (…)} takes them
 * @param toastOptions {@code name=value} each, for its TOAST table
 * @param tablespace empty text for the database's own ({@code pg_class.reltablespace})
 * @param accessMethod how its rows are stored ({@code relam})
 * @param replicaIdentity {@code DEFAULT}, {@code NOTHING}, {@code FULL} or {@code INDEX}
 */
public record MaterializedView(
        Head head,
        String query,
        @NoFact boolean populated,
        List<Column> columns,
        List<String> options,
        List<String> toastOptions,
        Optional<String> tablespace,
        Optional<String> accessMethod,
        String replicaIdentity)
        implements CatalogObject {
    public MaterializedView {
        columns = List.copyOf(columns);
        options = List.copyOf(options);
        toastOptions = List.copyOf(toastOptions);
    }

    static MaterializedView of(Head head, Row row, Context context) {
        return new MaterializedView(
                head,
                View.query(row),
                row.flag("populated"),
                Column.all(new Handle(row.big("catalog"), row.big("oid")), row, context),
                row.texts("options"),
                row.texts("toast_options"),
                row.optional("tablespace"),
                row.optional("access_method"),
                row.text("replica_identity"));
    }

    @Override
    public String create(Set<Part> apart) {
        // Not ALTER MATERIALIZED VIEW: that knows nothing of a replica identity.
        String alter = "ALTER TABLE ONLY " + id().sql();
        return "CREATE " + reference() + TableText.with(options, toastOptions) + " AS\n" + query
                + "\n  WITH NO DATA;\n"
                + columns.stream()
                        .map(column -> ColumnText.alterations(column, alter))
                        .collect(Collectors.joining())
                + TableText.replicaIdentity(replicaIdentity, alter);
    }

    /** Fills it. */
    public String refresh() {
        return "REFRESH " + reference() + ";\n";
    }

    @Override
    public boolean postponable() {
        return true;
    }

    @Override
    public String grantable() {
        return "TABLE " + id().sql();
    }

    @Override
    public List<SubComment> subComments() {
        return ColumnText.comments(columns, id());
    }

    @Override
    public List<SubPrivileges> subPrivileges() {
        return ColumnText.privileges(columns);
    }

    @Override
    public List<SubLabel> subLabels() {
        return ColumnText.labels(columns, id());
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof MaterializedView old) {
            String alter = "ALTER " + reference();
            if (change.take("options")) {
                change.add(OptionChanges.storage(alter, old.options(), options, ""));
            }
            if (change.take("toast options")) {
                change.add(OptionChanges.storage(alter, old.toastOptions(), toastOptions, "toast."));
            }
        }
    }
}
