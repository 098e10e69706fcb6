package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an object is called, on every server the same: no OIDs. The schema is empty for objects that are in none. The
 * qualifier tells apart what may share a name: the argument types of a function, the table of a trigger, the access
 * method of an operator class; empty where the name is enough.
 */
public record ObjectId(ObjectType type, String schema, String name, String qualifier) implements Comparable<ObjectId> {
    public static ObjectId of(ObjectType type, String schema, String name) {
        return new ObjectId(type, schema, name, "");
    }

    /** The same ids in a set of their own that never changes; of none there is but one. */
    static SortedSet<ObjectId> copyOf(SortedSet<ObjectId> ids) {
        return ids.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }

    /** The name as SQL writes it, with its schema; without the qualifier. */
    public String sql() {
        return schema.isEmpty() ? Identifier.spell(name) : Identifier.spell(schema) + "." + Identifier.spell(name);
    }

    @Override
    public int compareTo(ObjectId other) {
        if (type != other.type) {
            return type.compareTo(other.type);
        }
        int bySchema = schema.compareTo(other.schema);
        if (bySchema != 0) {
            return bySchema;
        }
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : qualifier.compareTo(other.qualifier);
    }

    // What the language makes for records is slow until it has run for long.
    @Override
    public int hashCode() {
        return ((type.hashCode() * 31 + schema.hashCode()) * 31 + name.hashCode()) * 31 + qualifier.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectId id
                && id.type == type
                && id.name.equals(name)
                && id.schema.equals(schema)
                && id.qualifier.equals(qualifier);
    }

    /** For people: {@code function app.total(integer, integer)}, {@code trigger touch on app.users}. */
    @Override
    public String toString() {
        String words = type.spoken();
        String plain = schema.isEmpty() ? name : schema + "." + name;
        return switch (type) {
            case DATABASE -> "the database";
            case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR -> words + " " + plain + "(" + qualifier + ")";
            case CONSTRAINT, FOREIGN_KEY, TRIGGER, RULE, POLICY ->
                words + " " + name + " on " + (schema.isEmpty() ? "" : schema + ".") + qualifier;
            default -> qualifier.isEmpty() ? words + " " + plain : words + " " + plain + " (" + qualifier + ")";
        };
    }
}
