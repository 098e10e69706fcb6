package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A column of a table, a foreign table, a view or a materialized view ({@code pg_attribute}).
 *
 * @param name of the column ({@code pg_attribute.attname})
 * @param type as {@code format_type} prints it, with its modifier
 * @param collation as SQL writes it, where it is not the type's ({@code pg_attribute.attcollation})
 * @param inherited whether only a parent asks for it ({@code attislocal} is false); never of a partition, of which that
 *     says nothing
 * @param defaultValue what a row gets that says nothing ({@code pg_attrdef})
 * @param withoutParentsDefault whether it has no default though a parent has one ({@code atthasdef})
 * @param generated how it is computed ({@code pg_attribute.attgenerated})
 * @param identity {@code ALWAYS} or {@code BY DEFAULT}
 * @param notNull the constraint against NULL ({@code pg_attribute.attnotnull}, {@code pg_constraint} from 18 on)
 * @param storage where it is not the type's, or not the parent's ({@code pg_attribute.attstorage})
 * @param compression {@code pglz} or {@code lz4}; {@code default} where only the parent has one
 * @param statistics the target that was set for it ({@code attstattarget})
 * @param options {@code name=value} each, as {@code SET (…)} takes them
 * @param foreignOptions {@code name=value} each, of a foreign table
 * @param comment on the column ({@code pg_description.objsubid})
 * @param privileges on the column alone ({@code attacl})
 * @param labels on the column ({@code pg_seclabel.objsubid})
 */
public record Column(
        String name,
        String type,
        Optional<String> collation,
        boolean inherited,
        Optional<Default> defaultValue,
        boolean withoutParentsDefault,
        Optional<Generated> generated,
        Optional<String> identity,
        Optional<NotNull> notNull,
        Optional<String> storage,
        Optional<String> compression,
        Optional<String> statistics,
        List<String> options,
        List<String> foreignOptions,
        Optional<String> comment,
        Privileges privileges,
        List<SecurityLabel> labels) {
    public Column {
        options = List.copyOf(options);
        foreignOptions = List.copyOf(foreignOptions);
        labels = List.copyOf(labels);
    }

    /**
     * What a column holds that is given no value ({@code pg_attrdef}).
     *
     * @param expression as {@code pg_get_expr} prints it
     * @param dependsOn what the expression uses ({@code pg_depend})
     */
    public record Default(String expression, SortedSet<ObjectId> dependsOn) {
        public Default {
            dependsOn = ObjectId.copyOf(dependsOn);
        }
    }

    /**
     * How a column is computed ({@code pg_attrdef}).
     *
     * @param expression as {@code pg_get_expr} prints it
     * @param kind {@code STORED} or {@code VIRTUAL}
     * @param fromParent whether all parents compute it alike, so that it comes with them
     * @param dependsOn what the expression uses ({@code pg_depend})
     */
    public record Generated(String expression, String kind, boolean fromParent, SortedSet<ObjectId> dependsOn) {
        public Generated {
            dependsOn = ObjectId.copyOf(dependsOn);
        }
    }

    /**
     * A NOT NULL constraint.
     *
     * @param name of the constraint; empty before PostgreSQL 18, which has no such names ({@code pg_constraint.conname})
     * @param inherited whether it comes with a parent ({@code conislocal})
     * @param noInherit whether children do not get it ({@code pg_constraint.connoinherit})
     * @param valid false for {@code NOT VALID} ({@code convalidated})
     * @param comment on the constraint ({@code pg_description})
     */
    public record NotNull(String name, boolean inherited, boolean noInherit, boolean valid, Optional<String> comment) {}

    static List<Column> all(Handle relation, Row of, Context context) {
        return context.details("columns", of).stream()
                .map(row -> of(relation, row, context))
                .toList();
    }

    private static Column of(Handle relation, Row row, Context context) {
        Optional<Handle> handle =
                row.optional("expression_oid").map(oid -> new Handle(Handle.PG_ATTRDEF, Long.parseLong(oid)));
        SortedSet<ObjectId> needs = handle.map(context::dependencies).orElseGet(TreeSet::new);
        Optional<String> kind = row.optional("generated");
        Optional<String> expression = row.optional("expression");
        return new Column(
                row.text("name"),
                row.text("type"),
                row.optional("collation_name")
                        .map(name -> Identifier.spell(row.text("collation_schema")) + "." + Identifier.spell(name)),
                row.present("inherited"),
                kind.isPresent() ? Optional.empty() : expression.map(text -> new Default(text, needs)),
                row.present("without_parents_default"),
                kind.map(
                        how -> new Generated(expression.orElseThrow(), how, row.present("generated_by_parent"), needs)),
                row.optional("identity"),
                row.optional("not_null").map(name -> notNull(name, row, context)),
                row.optional("storage"),
                row.optional("compression"),
                row.optional("statistics"),
                row.texts("options"),
                row.texts("foreign_options"),
                context.comment(relation, row.number("number")),
                row.present("acl") ? new Privileges(List.of(), row.texts("acl")) : Privileges.NONE,
                context.labels(relation, row.number("number")));
    }

    private static NotNull notNull(String name, Row row, Context context) {
        boolean inherited = row.present("not_null_inherited");
        if (!row.has("not_null_oid")) {
            return new NotNull(name, inherited, false, true, Optional.empty());
        }
        return new NotNull(
                name,
                inherited,
                row.flag("not_null_no_inherit"),
                row.flag("not_null_valid"),
                context.comment(new Handle(row.big("not_null_catalog"), row.big("not_null_oid")), 0));
    }

    String sql() {
        return Identifier.spell(name);
    }

    /** A column of NULLs with this name, type and collation, for the stand-in of a view. */
    String nothing() {
        return "NULL::" + type + collation.map(name -> " COLLATE " + name).orElse("") + " AS " + sql();
    }
}
