package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an index has beyond its definition, be it an index of its own or the one behind a constraint.
 *
 * @param tablespace where it lies; empty text for the database's own ({@code pg_class.reltablespace})
 * @param targets statistics targets of its columns ({@code attstattarget})
 * @param clustered whether {@code CLUSTER} goes by it ({@code pg_index.indisclustered})
 * @param replicaIdentity whether it tells rows apart for logical replication ({@code indisreplident})
 * @param partOf the partitioned index, or the constraint that has it, to which it is attached ({@code pg_inherits})
 */
public record IndexTraits(
        String tablespace,
        List<ColumnTarget> targets,
        boolean clustered,
        boolean replicaIdentity,
        Optional<ObjectId> partOf) {
    public IndexTraits {
        targets = List.copyOf(targets);
    }

    /**
     * How closely {@code ANALYZE} looks at a column of an index, which has a number and no name of its own.
     *
     * @param name the number ({@code attnum})
     * @param target how many values are kept of it ({@code pg_attribute.attstattarget})
     */
    public record ColumnTarget(String name, int target) {}

    static IndexTraits of(Row row, Context context) {
        List<ColumnTarget> targets = new ArrayList<>();
        for (Row column : context.details("index_columns", row.big("index_oid"))) {
            column.optional("target")
                    .ifPresent(
                            target -> targets.add(new ColumnTarget(column.text("number"), Integer.parseInt(target))));
        }
        return new IndexTraits(
                row.text("tablespace"),
                targets,
                row.flag("clustered"),
                row.flag("replica_identity"),
                row.optional("parent").map(name -> parent(name, row, context)));
    }

    /** The parent as the catalog knows it; one that comes with an extension has no entry there. */
    private static ObjectId parent(String name, Row row, Context context) {
        return context.find(new Handle(Handle.PG_CLASS, row.big("parent_oid")))
                .filter(id -> id.type() == ObjectType.INDEX || id.type() == ObjectType.CONSTRAINT)
                .orElse(ObjectId.of(ObjectType.INDEX, row.text("parent_schema"), name));
    }

    /** The statements that give all this to a new index, but for the tablespace, and the attachment, which comes later. */
    String statements(ObjectId index, String table) {
        String name = Identifier.spell(index.name());
        StringBuilder sql = new StringBuilder();
        if (clustered) {
            sql.append("ALTER TABLE " + table + " CLUSTER ON " + name + ";\n");
        }
        for (ColumnTarget target : targets) {
            sql.append("ALTER INDEX " + index.sql() + " ALTER COLUMN " + target.name() + " SET STATISTICS "
                    + target.target() + ";\n");
        }
        if (replicaIdentity) {
            sql.append("ALTER TABLE ONLY " + table + " REPLICA IDENTITY USING INDEX " + name + ";\n");
        }
        return sql.toString();
    }

    /** The attachment: when both indexes are there, and before any foreign key asks whether the whole is complete. */
    List<Part> parts(ObjectId index) {
        return partOf.map(parent -> new Part(
                        Part.ATTACH,
                        "INDEX ATTACH",
                        index.name(),
                        Part.Moment.APART,
                        ObjectType.INDEX.rank() + 1,
                        Section.POST_DATA,
                        "ALTER INDEX " + parent.sql() + " ATTACH PARTITION " + index.sql() + ";\n",
                        "",
                        new TreeSet<>(List.of(parent))))
                .map(List::of)
                .orElse(List.of());
    }

    /** Takes what of this an index can become in place. */
    void alterFrom(IndexTraits old, ObjectId index, String table, Alteration change) {
        String name = Identifier.spell(index.name());
        if (change.take("traits: clustered")) {
            change.add(
                    clustered ? Alteration.Moment.MAIN : Alteration.Moment.EARLY,
                    "ALTER TABLE " + table + (clustered ? " CLUSTER ON " + name : " SET WITHOUT CLUSTER") + ";\n",
                    "");
        }
        // What else tells the rows apart, the table or another index says.
        if (change.take("traits: replica identity") && replicaIdentity) {
            change.add("ALTER TABLE ONLY " + table + " REPLICA IDENTITY USING INDEX " + name + ";\n");
        }
        if (change.takeAll(fact -> fact.startsWith("traits: target "))) {
            old.targets.stream()
                    .filter(target ->
                            targets.stream().noneMatch(one -> one.name().equals(target.name())))
                    .forEach(target -> change.add(statistics(index, target.name(), -1)));
            targets.stream()
                    .filter(target -> !old.targets.contains(target))
                    .forEach(target -> change.add(statistics(index, target.name(), target.target())));
        }
    }

    private static String statistics(ObjectId index, String column, int target) {
        return "ALTER INDEX " + index.sql() + " ALTER COLUMN " + column + " SET STATISTICS " + target + ";\n";
    }
}
