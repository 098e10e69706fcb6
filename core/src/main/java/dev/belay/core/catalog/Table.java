package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table: plain, partitioned, or of foreign data ({@code pg_class}, {@code pg_attribute}, {@code pg_foreign_table}).
 *
 * @param unlogged whether a crash empties it ({@code relpersistence})
 * @param ofType the composite type it was made of ({@code pg_class.reloftype})
 * @param inherits the parents in order ({@code pg_inherits}); none for a partition
 * @param partitionedBy how its partitions are told apart, of a partitioned table
 * @param partition whose partition it is
 * @param columns all of them, inherited ones too; the dropped ones are gone
 * @param checks by name, inherited ones too
 * @param options {@code name=value} each, as {@code WITH (…)} takes them
 * @param toastOptions {@code name=value} each, for its TOAST table
 * @param tablespace empty text for the database's own; empty for what has no storage ({@code pg_class.reltablespace})
 * @param accessMethod the table access method, of what stores rows ({@code relam})
 * @param replicaIdentity {@code DEFAULT}, {@code NOTHING}, {@code FULL} or {@code INDEX}; which index, that index says
 * @param foreign its server and options, of a foreign table ({@code pg_foreign_table})
 */
public record Table(
        Head head,
        boolean unlogged,
        Optional<String> ofType,
        List<ObjectId> inherits,
        Optional<PartitionedBy> partitionedBy,
        Optional<Partition> partition,
        List<Column> columns,
        List<Check> checks,
        List<String> options,
        List<String> toastOptions,
        Optional<String> tablespace,
        Optional<String> accessMethod,
        String replicaIdentity,
        Optional<Foreign> foreign)
        implements CatalogObject {
    public Table {
        inherits = List.copyOf(inherits);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
        options = List.copyOf(options);
        toastOptions = List.copyOf(toastOptions);
    }

    /**
     * The key of a partitioned table.
     *
     * @param key as {@code pg_get_partkeydef} prints it
     * @param accessMethod that its future partitions get, where one was chosen (17 and later)
     */
    public record PartitionedBy(String key, Optional<String> accessMethod) {}

    /**
     * What makes a table a partition.
     *
     * @param parent the table it is a part of ({@code pg_inherits})
     * @param bound {@code FOR VALUES …} or {@code DEFAULT} ({@code pg_class.relpartbound})
     */
    public record Partition(ObjectId parent, String bound) {}

    /**
     * Where the rows of a foreign table are.
     *
     * @param server that has its rows ({@code pg_foreign_table.ftserver})
     * @param options {@code name=value} each ({@code pg_foreign_table})
     */
    public record Foreign(String server, List<String> options) {
        public Foreign {
            options = List.copyOf(options);
        }
    }

    static Table of(Head head, Row row, Context context) {
        Optional<String> key = row.optional("partition_key");
        Optional<String> method = row.optional("access_method");
        List<ObjectId> parents = parents(row);
        List<Column> columns = Column.all(new Handle(row.big("catalog"), row.big("oid")), row, context);
        // A generation expression has no statement of its own: what it needs, the table needs.
        TreeSet<ObjectId> needs = new TreeSet<>();
        columns.forEach(column -> column.generated().ifPresent(generated -> needs.addAll(generated.dependsOn())));
        return new Table(
                head.needing(needs),
                row.flag("unlogged"),
                row.optional("of_type"),
                row.present("partition_bound") ? List.of() : parents,
                key.map(text -> new PartitionedBy(text, method)),
                row.optional("partition_bound").map(bound -> new Partition(parents.get(0), bound)),
                columns,
                Check.of(row, context),
                row.texts("options"),
                row.texts("toast_options"),
                row.optional("tablespace"),
                key.isPresent() ? Optional.empty() : method,
                row.text("replica_identity"),
                row.optional("server").map(server -> new Foreign(server, row.texts("foreign_options"))));
    }

    private static List<ObjectId> parents(Row row) {
        List<ObjectId> parents = new ArrayList<>();
        for (int i = 0; i < row.texts("parent_names").size(); i++) {
            parents.add(ObjectId.of(
                    row.texts("parent_kinds").get(i).equals("f") ? ObjectType.FOREIGN_TABLE : ObjectType.TABLE,
                    row.texts("parent_schemas").get(i),
                    row.texts("parent_names").get(i)));
        }
        return parents;
    }

    /** Whether the column has a line in {@code CREATE TABLE}: a partition is made on its own and attached later. */
    boolean prints(Column column) {
        return !column.inherited() || partition.isPresent();
    }

    @Override
    public String create(Set<Part> apart) {
        return new TableText(this).create(apart);
    }

    @Override
    public List<Part> parts() {
        return new TableText(this).parts();
    }

    @Override
    public List<Part> looseParts() {
        return new TableText(this).looseParts();
    }

    @Override
    public String grantable() {
        return "TABLE " + id().sql();
    }

    @Override
    public List<SubComment> subComments() {
        List<SubComment> comments = ColumnText.comments(columns, id());
        // What comes from a parent after the rows is not there yet when this table is made.
        for (Column column : columns) {
            column.notNull()
                    .filter(notNull -> notNull.valid() || !notNull.inherited())
                    .ifPresent(notNull -> notNull.comment()
                            .ifPresent(text -> comments.add(new SubComment(
                                    constraint(notNull.name()),
                                    text,
                                    notNull.valid() ? "" : TableText.notValidPart(column)))));
        }
        for (Check check : checks) {
            check.comment()
                    .filter(text -> check.validated() || !check.inherited())
                    .ifPresent(text ->
                            comments.add(new SubComment(constraint(check.name()), text, TableText.part(check))));
        }
        return comments;
    }

    /** As {@code COMMENT ON} calls a constraint of this table. */
    private String constraint(String name) {
        return "CONSTRAINT " + Identifier.spell(name) + " ON " + id().sql();
    }

    @Override
    public List<SubPrivileges> subPrivileges() {
        return ColumnText.privileges(columns);
    }

    @Override
    public List<SubLabel> subLabels() {
        return ColumnText.labels(columns, id());
    }
}
