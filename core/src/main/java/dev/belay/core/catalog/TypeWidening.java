package dev.belay.core.catalog;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which changes of a column's type no row can break, and need no row to be written again. */
final class TypeWidening {
    private static final Pattern TYPE = Pattern.compile(
            "(?<name>[a-z ]+?)(?:\\((?<first>\\d+)(?:,(?<second>-?\\d+))?\\))?" + "(?<zone> with(?:out)? time zone)?");

    /** Types whose one number is the most that a value may have of something; without it there is no limit. */
    private static final Set<String> LIMITED =
            Set.of("character varying", "bit varying", "time", "timestamp", "numeric");

    /** What is stored alike. */
    private static final Map<String, Set<String>> ALIKE =
            Map.of("character varying", Set.of("text"), "text", Set.of("character varying"), "cidr", Set.of("inet"));

    private TypeWidening() {}

    /** Both as {@code format_type} prints them. */
    static boolean widens(String before, String after) {
        Matcher old = TYPE.matcher(before);
        Matcher now = TYPE.matcher(after);
        if (!old.matches() || !now.matches()) {
            return false;
        }
        if (!old.group("name").equals(now.group("name"))) {
            return now.group("first") == null
                    && ALIKE.getOrDefault(old.group("name"), Set.of()).contains(now.group("name"));
        }
        return LIMITED.contains(old.group("name"))
                && String.valueOf(old.group("zone")).equals(String.valueOf(now.group("zone")))
                && (now.group("first") == null
                        || (old.group("first") != null
                                && Integer.parseInt(old.group("first")) <= Integer.parseInt(now.group("first"))
                                && String.valueOf(old.group("second")).equals(String.valueOf(now.group("second")))));
    }
}
