package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.Comparator;
import java.util.Locale;

/**
 * What an object is called, on every server the same: no OIDs. The schema is empty for objects that are in none. The
 * qualifier tells apart what may share a name: the argument types of a function, the table of a trigger, the access
 * method of an operator class; empty where the name is enough.
 */
public record ObjectId(ObjectType type, String schema, String name, String qualifier) implements Comparable<ObjectId> {
    private static final Comparator<ObjectId> ORDER = Comparator.comparing(ObjectId::type)
            .thenComparing(ObjectId::schema)
            .thenComparing(ObjectId::name)
            .thenComparing(ObjectId::qualifier);

    public static ObjectId of(ObjectType type, String schema, String name) {
        return new ObjectId(type, schema, name, "");
    }

    /** The name as SQL writes it, with its schema; without the qualifier. */
    public String sql() {
        return schema.isEmpty() ? Identifier.spell(name) : Identifier.spell(schema) + "." + Identifier.spell(name);
    }

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code function app.total(integer, integer)}, {@code trigger touch on app.users}. */
    @Override
    public String toString() {
        String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String plain = schema.isEmpty() ? name : schema + "." + name;
        return switch (type) {
            case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR -> words + " " + plain + "(" + qualifier + ")";
            case CONSTRAINT, FOREIGN_KEY, TRIGGER, RULE, POLICY ->
                words + " " + name + " on " + (schema.isEmpty() ? "" : schema + ".") + qualifier;
            default -> qualifier.isEmpty() ? words + " " + plain : words + " " + plain + " (" + qualifier + ")";
        };
    }
}
