package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;

/** Columns as SQL: their line in {@code CREATE TABLE}, what only {@code ALTER TABLE} can say, and what is said of them. */
final class ColumnText {
    private ColumnText() {}

    /** {@code price numeric(10,2) DEFAULT 0 NOT NULL}; without its type in a table that gets it from one. */
    static String line(Column column, ObjectId table, boolean typed, boolean withDefault, boolean withNotNull) {
        StringBuilder line = new StringBuilder(column.sql());
        if (!typed) {
            line.append(' ').append(column.type());
            column.collation().ifPresent(name -> line.append(" COLLATE ").append(name));
        }
        column.generated()
                .filter(generated -> !generated.fromParent())
                .ifPresent(generated -> line.append(" GENERATED ALWAYS AS (")
                        .append(generated.expression())
                        .append(generated.kind().equals("STORED") ? ") STORED" : ")"));
        if (withDefault) {
            column.defaultValue().ifPresent(value -> line.append(" DEFAULT ").append(value.expression()));
            if (column.withoutParentsDefault()) {
                line.append(" DEFAULT NULL");
            }
        }
        if (withNotNull) {
            Column.NotNull notNull = column.notNull().orElseThrow();
            line.append(name(notNull, column, table)).append(" NOT NULL").append(inherit(notNull));
        }
        return line.toString();
    }

    /** A NOT NULL of a column that comes from a parent, as PostgreSQL 18 has it: among the constraints of the table. */
    static String notNull(Column column, ObjectId table) {
        Column.NotNull notNull = column.notNull().orElseThrow();
        return (name(notNull, column, table) + " NOT NULL " + column.sql() + inherit(notNull)).strip();
    }

    private static String inherit(Column.NotNull notNull) {
        return notNull.noInherit() ? " NO INHERIT" : "";
    }

    /** Empty where the server itself would choose the name. */
    private static String name(Column.NotNull notNull, Column column, ObjectId table) {
        return notNull.name().isEmpty() || notNull.name().equals(table.name() + "_" + column.name() + "_not_null")
                ? ""
                : " CONSTRAINT " + Identifier.spell(notNull.name());
    }

    /** What has no place in {@code CREATE TABLE} in all versions; {@code alter} is {@code ALTER TABLE ONLY app.users}. */
    static String alterations(Column column, String alter) {
        if (!isAltered(column)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        String start = alter + " ALTER COLUMN " + column.sql() + " ";
        column.statistics().ifPresent(target -> statement(text, start, "SET STATISTICS " + target));
        column.storage().ifPresent(storage -> statement(text, start, "SET STORAGE " + storage));
        column.compression().ifPresent(method -> statement(text, start, "SET COMPRESSION " + method));
        if (!column.options().isEmpty()) {
            statement(text, start, "SET (" + Options.storage(column.options(), "") + ")");
        }
        if (!column.foreignOptions().isEmpty()) {
            statement(text, start, "OPTIONS (" + Options.foreign(column.foreignOptions(), ", ") + ")");
        }
        return text.toString();
    }

    private static boolean isAltered(Column column) {
        return column.statistics().isPresent()
                || column.storage().isPresent()
                || column.compression().isPresent()
                || !column.options().isEmpty()
                || !column.foreignOptions().isEmpty();
    }

    private static void statement(StringBuilder text, String start, String what) {
        text.append(start).append(what).append(";\n");
    }

    /** The name of the part that the default of a column is. */
    static String defaultPart(Column column) {
        return "default " + column.name();
    }

    /** The default by a statement of its own. */
    static Part defaultPart(Column column, Column.Default value, ObjectId table, String alter, Part.Moment moment) {
        String start = alter + " ALTER COLUMN " + column.sql() + " ";
        return new Part(
                defaultPart(column),
                "DEFAULT",
                table.name() + " " + column.name(),
                moment,
                Part.DEFAULT_RANK,
                Section.PRE_DATA,
                start + "SET DEFAULT " + value.expression() + ";\n",
                start + "DROP DEFAULT;\n",
                value.dependsOn());
    }

    static List<CatalogObject.SubComment> comments(List<Column> columns, ObjectId relation) {
        List<CatalogObject.SubComment> comments = new ArrayList<>(0);
        for (Column column : columns) {
            column.comment()
                    .ifPresent(text -> comments.add(new CatalogObject.SubComment(reference(column, relation), text)));
        }
        return comments;
    }

    static List<CatalogObject.SubPrivileges> privileges(List<Column> columns) {
        List<CatalogObject.SubPrivileges> privileges = new ArrayList<>(0);
        for (Column column : columns) {
            if (!column.privileges().actual().isEmpty()) {
                privileges.add(new CatalogObject.SubPrivileges(column.name(), column.privileges()));
            }
        }
        return privileges;
    }

    static List<CatalogObject.SubLabel> labels(List<Column> columns, ObjectId relation) {
        List<CatalogObject.SubLabel> labels = new ArrayList<>(0);
        for (Column column : columns) {
            for (SecurityLabel label : column.labels()) {
                labels.add(new CatalogObject.SubLabel(reference(column, relation), label));
            }
        }
        return labels;
    }

    private static String reference(Column column, ObjectId relation) {
        return "COLUMN " + relation.sql() + "." + column.sql();
    }
}
