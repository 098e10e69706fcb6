package dev.belay.core.catalog;

import static dev.belay.core.catalog.Part.Moment.APART;
import static dev.belay.core.catalog.Part.Moment.INLINE;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A table as SQL: {@code CREATE TABLE} with what else it takes, and the parts that may stand alone. */
final class TableText {
    private final Table table;
    private final ObjectId id;
    private final String alter;
    private final String all;

    TableText(Table table) {
        this.table = table;
        this.id = table.id();
        this.alter = "ALTER " + id.type().words() + " ONLY " + id.sql();
        this.all = "ALTER " + id.type().words() + " " + id.sql();
    }

    String create(Set<Part> apart) {
        Set<String> separate =
                apart.isEmpty() ? Set.of() : apart.stream().map(Part::name).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder("CREATE ");
        text.append(table.unlogged() ? "UNLOGGED " : "")
                .append(id.type().words())
                .append(' ')
                .append(id.sql());
        table.ofType().ifPresent(type -> text.append(" OF ").append(type));
        List<String> lines = lines(separate);
        if (!lines.isEmpty()) {
            text.append(" (\n    ").append(String.join(",\n    ", lines)).append("\n)");
        } else if (table.ofType().isEmpty()) {
            text.append(" (\n)");
        }
        return text.append(clauses()).append(";\n").append(alterations()).toString();
    }

    private List<String> lines(Set<String> separate) {
        List<String> lines = new ArrayList<>();
        boolean typed = table.ofType().isPresent();
        for (Column column : table.columns()) {
            boolean withNotNull = column.notNull()
                    .filter(notNull -> notNull.valid()
                            && (!notNull.inherited() || table.partition().isPresent()))
                    .isPresent();
            if (table.prints(column)) {
                boolean withDefault = column.withoutParentsDefault()
                        || (isInline(column) && !separate.contains(ColumnText.defaultPart(column)));
                if (!typed || withDefault || withNotNull || column.generated().isPresent()) {
                    lines.add(ColumnText.line(column, id, typed, withDefault, withNotNull));
                }
            } else if (withNotNull && named(column)) {
                lines.add(ColumnText.notNull(column, id));
            }
        }
        for (Check check : table.checks()) {
            if (isInline(check) && !separate.contains(part(check))) {
                lines.add(check.clause());
            }
        }
        return lines;
    }

    /** Whether its default is a part of {@code CREATE TABLE}, unless a loop of dependencies asks for something else. */
    private boolean isInline(Column column) {
        return column.defaultValue().isPresent() && table.prints(column) && !onSequence(column);
    }

    private boolean isInline(Check check) {
        return check.validated() && (!check.inherited() || table.partition().isPresent());
    }

    private static boolean named(Column column) {
        return column.notNull().filter(notNull -> !notNull.name().isEmpty()).isPresent();
    }

    private String clauses() {
        StringBuilder text = new StringBuilder();
        if (!table.inherits().isEmpty()) {
            text.append(table.inherits().stream()
                    .map(ObjectId::sql)
                    .collect(Collectors.joining(", ", "\nINHERITS (", ")")));
        }
        table.partitionedBy().ifPresent(by -> {
            text.append("\nPARTITION BY ").append(by.key());
            by.accessMethod().ifPresent(method -> text.append("\nUSING ").append(Identifier.spell(method)));
        });
        table.foreign().ifPresent(foreign -> {
            text.append("\nSERVER ").append(Identifier.spell(foreign.server()));
            if (!foreign.options().isEmpty()) {
                text.append("\nOPTIONS (\n    ")
                        .append(Options.foreign(foreign.options(), ",\n    "))
                        .append("\n)");
            }
        });
        return text.append(with(table.options(), table.toastOptions())).toString();
    }

    /** {@code WITH (…)} on a line of its own, or nothing. */
    static String with(List<String> options, List<String> toastOptions) {
        if (options.isEmpty() && toastOptions.isEmpty()) {
            return "";
        }
        String both = String.join(
                ", ",
                List.of(Options.storage(options, ""), Options.storage(toastOptions, "toast.")).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
        return "\nWITH (" + both + ")";
    }

    private String alterations() {
        StringBuilder text = new StringBuilder();
        for (Column column : table.columns()) {
            if (!table.prints(column)) {
                String start = alter + " ALTER COLUMN " + column.sql();
                column.notNull()
                        .filter(notNull -> notNull.name().isEmpty() && !notNull.inherited())
                        .ifPresent(notNull -> text.append(start).append(" SET NOT NULL;\n"));
                if (column.withoutParentsDefault()) {
                    text.append(start).append(" DROP DEFAULT;\n");
                }
            }
            text.append(ColumnText.alterations(column, alter));
        }
        return text.append(replicaIdentity(table.replicaIdentity(), alter)).toString();
    }

    static String replicaIdentity(String identity, String alter) {
        return identity.equals("FULL") || identity.equals("NOTHING")
                ? alter + " REPLICA IDENTITY " + identity + ";\n"
                : "";
    }

    List<Part> parts() {
        return parts(true);
    }

    /** All but those that are never made by a statement of their own. */
    List<Part> looseParts() {
        return parts(false);
    }

    private List<Part> parts(boolean inlineToo) {
        List<Part> parts = new ArrayList<>();
        table.partition().ifPresent(partition -> parts.add(attach(partition)));
        for (Column column : table.columns()) {
            column.defaultValue()
                    .filter(value -> inlineToo || !isInline(column) || !isAlone(value.dependsOn()))
                    .ifPresent(value -> parts.add(
                            ColumnText.defaultPart(column, value, id, alter, isInline(column) ? INLINE : APART)));
        }
        for (Check check : table.checks()) {
            if (isInline(check)) {
                if (inlineToo || !isAlone(check.dependsOn())) {
                    parts.add(check(check, INLINE));
                }
            } else if (!check.validated() && !check.inherited()) {
                parts.add(check(check, APART));
            } else if (check.validatedAlone()) {
                parts.add(validate(check));
            }
        }
        for (Column column : table.columns()) {
            column.notNull()
                    .filter(notNull -> !notNull.valid() && !notNull.inherited())
                    .ifPresent(notNull -> parts.add(notValid(column, notNull)));
        }
        return parts;
    }

    /** Whether what needs these needs nothing but the table. */
    private boolean isAlone(Set<ObjectId> needed) {
        return needed.isEmpty() || needed.equals(Set.of(id));
    }

    /** A sequence of a serial column needs the table that needs it. */
    private static boolean onSequence(Column column) {
        for (ObjectId needed : column.defaultValue().orElseThrow().dependsOn()) {
            if (needed.type() == ObjectType.SEQUENCE) {
                return true;
            }
        }
        return false;
    }

    private Part attach(Table.Partition partition) {
        ObjectId parent = partition.parent();
        return new Part(
                Part.ATTACH,
                "TABLE ATTACH",
                id.name(),
                APART,
                Part.ATTACH_RANK,
                Section.PRE_DATA,
                "ALTER TABLE ONLY " + parent.sql() + " ATTACH PARTITION " + id.sql() + " " + partition.bound() + ";\n",
                "ALTER TABLE " + parent.sql() + " DETACH PARTITION " + id.sql() + ";\n",
                new TreeSet<>(Set.of(parent)));
    }

    private Part check(Check check, Part.Moment moment) {
        return constraint(part(check), check.name(), moment, check.clause(), check.dependsOn());
    }

    /** The name of the part that a CHECK is. */
    static String part(Check check) {
        return "check " + check.name();
    }

    private Part notValid(Column column, Column.NotNull notNull) {
        String clause = "CONSTRAINT " + Identifier.spell(notNull.name()) + " NOT NULL " + column.sql()
                + (notNull.noInherit() ? " NO INHERIT" : "") + " NOT VALID";
        return constraint(notValidPart(column), notNull.name(), APART, clause, new TreeSet<>());
    }

    /** The name of the part that a NOT NULL is which is not valid. */
    static String notValidPart(Column column) {
        return "not null " + column.name();
    }

    /** After the rows when it stands alone. Without ONLY: from here it comes to the children too. */
    private Part constraint(
            String part, String name, Part.Moment moment, String clause, SortedSet<ObjectId> dependsOn) {
        return new Part(
                part,
                "CHECK CONSTRAINT",
                id.name() + " " + name,
                moment,
                ObjectType.CONSTRAINT.rank(),
                Section.POST_DATA,
                all + "\n    ADD " + clause + ";\n",
                all + " DROP CONSTRAINT " + Identifier.spell(name) + ";\n",
                dependsOn);
    }

    private Part validate(Check check) {
        return new Part(
                "validate " + check.name(),
                "CHECK CONSTRAINT",
                id.name() + " " + check.name(),
                APART,
                ObjectType.CONSTRAINT.rank() + 1,
                Section.POST_DATA,
                all + " VALIDATE CONSTRAINT " + Identifier.spell(check.name()) + ";\n",
                "",
                new TreeSet<>(table.inherits()));
    }
}
