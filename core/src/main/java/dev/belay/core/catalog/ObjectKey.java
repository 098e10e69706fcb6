package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of an object as one line that can be read back, whatever its names hold: {@code trigger app.touch of users}. */
final class ObjectKey {
    private static final String NAME = "(?:[a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")*\")";
    private static final Pattern KEY = Pattern.compile(
            "(?<type>[a-z_]+) (?:(?<schema>" + NAME + ")\\.)?(?<name>" + NAME + ")(?: of (?<qualifier>" + NAME + "))?");

    /** Of the only object that has no name. */
    private static final String DATABASE = "database";

    private ObjectKey() {}

    static String of(ObjectId id) {
        if (id.equals(OwnDatabase.ID)) {
            return DATABASE;
        }
        String of = id.qualifier().isEmpty() ? "" : " of " + Identifier.spell(id.qualifier());
        return escape(id.type().name().toLowerCase(Locale.ROOT) + " " + id.sql() + of);
    }

    static Optional<ObjectId> parse(String key) {
        if (key.equals(DATABASE)) {
            return Optional.of(OwnDatabase.ID);
        }
        Matcher matcher = KEY.matcher(unescape(key));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String type = matcher.group("type").toUpperCase(Locale.ROOT);
        for (ObjectType one : ObjectType.values()) {
            if (one.name().equals(type)) {
                return Optional.of(new ObjectId(
                        one,
                        name(matcher.group("schema")),
                        name(matcher.group("name")),
                        name(matcher.group("qualifier"))));
            }
        }
        return Optional.empty();
    }

    private static String name(@Nullable String spelled) {
        if (spelled == null) {
            return "";
        }
        return spelled.startsWith("\"")
                ? spelled.substring(1, spelled.length() - 1).replace("\"\"", "\"")
                : spelled;
    }

    /** Makes one line of a text; {@code \e}, which only unescaping knows, is for those who need an equals sign out of the way. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static String unescape(String text) {
        List<String> pieces = new ArrayList<>();
        for (String piece : text.split("\\\\\\\\", -1)) {
            pieces.add(piece.replace("\\n", "\n").replace("\\r", "\r").replace("\\e", "="));
        }
        return String.join("\\", pieces);
    }
}
