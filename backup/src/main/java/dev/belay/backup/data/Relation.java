package dev.belay.backup.data;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table that has rows of its own, as the server keeps it.
 *
 * @param columns those whose values are kept, in order: no generated ones
 * @param owner the role
 * @param pages of the table itself, 8 kB each
 * @param bytes of the table and what it has put aside (TOAST), without indexes
 * @param heap whether it is of the access method whose rows can be read by page
 * @param unlogged whether a replica does not have its rows
 * @param readable whether our role may read it
 * @param root the table that rows have to go through when they come back, as SQL writes it: which partition they belong to
 *     depends on something that is new on each server
 * @param condition which rows are the user's, of a table that an extension has made; a WHERE clause, or empty
 * @param extension the one that has made it
 */
public record Relation(
        long oid,
        String schema,
        String name,
        String owner,
        List<String> columns,
        long pages,
        long bytes,
        boolean heap,
        boolean unlogged,
        boolean readable,
        Optional<String> root,
        String condition,
        Optional<String> extension) {
    public Relation {
        columns = List.copyOf(columns);
    }

    /** As SQL writes it, with its schema. */
    public String sql() {
        return Identifier.spell(schema) + "." + Identifier.spell(name);
    }

    /** The columns as SQL lists them; empty for a table without any. */
    String columnNames() {
        return columns.stream().map(Identifier::spell).collect(Collectors.joining(", "));
    }

    /** The same in parentheses, or empty. */
    String columnList() {
        return columns.isEmpty() ? "" : "(" + columnNames() + ")";
    }
}
