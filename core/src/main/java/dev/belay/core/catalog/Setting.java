package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration parameter that is set for a function, a role or a database ({@code proconfig}, {@code setconfig}).
 *
 * @param name of the parameter
 * @param value as the catalog keeps it
 */
public record Setting(String name, String value) {
    /** The server keeps the values of these as lists of names in SQL's quoting. Extensions cannot define more of them. */
    private static final Set<String> LISTS_OF_NAMES = Set.of(
            "local_preload_libraries",
            "oauth_validator_libraries",
            "output_plugin_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    /** Of an item such as {@code work_mem=64MB}. */
    static Setting of(String item) {
        int equals = item.indexOf('=');
        Setting setting = new Setting(item.substring(0, equals), item.substring(equals + 1));
        // A list that is empty cannot be written; the list of one empty name means the same.
        return setting.list() && setting.value().isEmpty() ? new Setting(setting.name(), "\"\"") : setting;
    }

    /** As it follows {@code SET}: {@code search_path TO 'app', 'pg_temp'}. */
    public String sql() {
        String values = list()
                // As literals, because a name that is empty or too long is allowed here and refused as an identifier.
                ? names().stream().map(Clauses::literal).collect(Collectors.joining(", "))
                : Clauses.literal(value);
        return Identifier.spell(name) + " TO " + values;
    }

    private boolean list() {
        return LISTS_OF_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The names of a list, without their quotes. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' && quoted && i + 1 < value.length() && value.charAt(i + 1) == '"') {
                current.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(current.toString());
                current.setLength(0);
            } else if (quoted || !Character.isWhitespace(c)) {
                current.append(c);
            }
        }
        names.add(current.toString());
        return names;
    }
}
