package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.db.Identifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as a spec writes them: letters as they are, with the schema before a dot where it is not the usual one, and parts
 * that hold a dot in double quotes.
 *
 * @param schema where names without one are looked for
 */
record Names(String schema) {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^.\"]+)");

    /** An object of this type, such as {@code users} or {@code app.users}. */
    ObjectId id(ObjectType type, Entry entry, String text) {
        Matcher part = PART.matcher(text);
        if (!part.lookingAt()) {
            throw bad(entry, text);
        }
        String first = name(part);
        if (part.end() == text.length()) {
            return ObjectId.of(type, schema, first);
        }
        int dot = part.end();
        if (text.charAt(dot) != '.' || !part.find(dot + 1) || part.start() != dot + 1 || part.end() != text.length()) {
            throw bad(entry, text);
        }
        return ObjectId.of(type, first, name(part));
    }

    private static String name(Matcher part) {
        return part.group(1) == null ? part.group(2) : part.group(1).replace("\"\"", "\"");
    }

    /** What is said of an object of this kind that only the database knows. */
    static String unnamed(String kind) {
        return "is " + ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind + " that the spec does not name";
    }

    private static dev.belay.core.BelayException bad(Entry entry, String text) {
        return entry.wrong(
                "is not the name of anything: " + text, "write name or schema.name, with double quotes around a dot");
    }

    /** An object on a table. */
    static ObjectId on(ObjectType type, ObjectId table, String name) {
        return new ObjectId(type, table.schema(), name, table.name());
    }

    /** For findings: {@code app.users.email}. */
    static String below(ObjectId table, String name) {
        return table.sql() + "." + Identifier.spell(name);
    }
}
