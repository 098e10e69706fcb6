package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints what leads from the standard privileges of one thing to the actual ones: first what is revoked, then what the owner
 * grants itself, then everybody else's grants in an order in which each grantor already may.
 *
 * @param prefix what comes before GRANT and REVOKE; empty but for default privileges
 * @param on the thing, as GRANT calls it: {@code TABLE app.users}
 * @param column the column of the thing, if the privileges are on that alone
 * @param all the letters of every privilege that such a thing can have
 * @param owner grants without further ado; any other grantor has to be impersonated
 */
record Grants(String prefix, String on, Optional<String> column, String all, Optional<String> owner) {
    private static final Map<Character, String> WORDS = Map.ofEntries(
            Map.entry('r', "SELECT"),
            Map.entry('a', "INSERT"),
            Map.entry('w', "UPDATE"),
            Map.entry('d', "DELETE"),
            Map.entry('D', "TRUNCATE"),
            Map.entry('x', "REFERENCES"),
            Map.entry('t', "TRIGGER"),
            Map.entry('m', "MAINTAIN"),
            Map.entry('X', "EXECUTE"),
            Map.entry('U', "USAGE"),
            Map.entry('C', "CREATE"),
            Map.entry('c', "CONNECT"),
            Map.entry('T', "TEMPORARY"),
            Map.entry('s', "SET"),
            Map.entry('A', "ALTER SYSTEM"));

    private static final Map<String, String> SORTS = Map.ofEntries(
            Map.entry("TABLE", "raxdtDmw"),
            Map.entry("SEQUENCE", "rUw"),
            Map.entry("FUNCTION", "X"),
            Map.entry("PROCEDURE", "X"),
            Map.entry("LANGUAGE", "U"),
            Map.entry("SCHEMA", "CU"),
            Map.entry("DATABASE", "CcT"),
            Map.entry("TABLESPACE", "C"),
            Map.entry("TYPE", "U"),
            Map.entry("FOREIGN DATA WRAPPER", "U"),
            Map.entry("FOREIGN SERVER", "U"),
            Map.entry("PARAMETER", "sA"),
            Map.entry("LARGE OBJECT", "rw"));

    /** MAINTAIN, which tables have since 17. */
    private static final char NEWEST = 'm';

    private static final String OF_COLUMNS = "raxw";

    /** Privileges on a thing as a whole. */
    static Grants on(String thing, Optional<String> owner) {
        return new Grants("", thing, Optional.empty(), letters(thing), owner);
    }

    /** Privileges on one column of it. */
    Grants column(String name) {
        return new Grants(prefix, on, Optional.of(name), OF_COLUMNS, owner);
    }

    /** What new objects of a sort will have. */
    static Grants byDefault(String objects, String role, Optional<String> schema) {
        String prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + Identifier.spell(role) + " "
                + schema.map(name -> "IN SCHEMA " + Identifier.spell(name) + " ")
                        .orElse("");
        return new Grants(prefix, objects, Optional.empty(), letters(objects), Optional.of(role));
    }

    /** The statements; empty when nothing was granted or revoked. */
    String of(Privileges privileges) {
        return between(new Privileges(privileges.standard(), privileges.standard()), privileges);
    }

    /** The statements that make of privileges that somebody has got others; empty when they are the same. */
    String between(Privileges had, Privileges wanted) {
        // The owner has every privilege that the server knows: by that an older one tells itself.
        boolean older = !wanted.standard().isEmpty()
                && wanted.standard().stream()
                        .map(AccessItem::of)
                        .noneMatch(item -> (item.plain() + item.grantable()).indexOf(NEWEST) >= 0);
        String known = older ? all.replace(String.valueOf(NEWEST), "") : all;
        return new Grants(prefix, on, column, known, owner).statements(new Privileges(had.actual(), wanted.actual()));
    }

    private String statements(Privileges privileges) {
        StringBuilder sql = new StringBuilder();
        for (String item : privileges.revoked()) {
            AccessItem revoked = AccessItem.of(item);
            as(sql, revoked.grantor(), revoke(revoked));
        }
        for (String item : privileges.granted()) {
            AccessItem granted = AccessItem.of(item);
            as(
                    sql,
                    granted.grantor(),
                    grant(granted, granted.plain(), "") + grant(granted, granted.grantable(), " WITH GRANT OPTION"));
        }
        return sql.toString();
    }

    private void as(StringBuilder sql, String grantor, String statements) {
        if (statements.isEmpty() || owner.filter(grantor::equals).isPresent()) {
            sql.append(statements);
            return;
        }
        sql.append("SET SESSION AUTHORIZATION ")
                .append(Identifier.spell(grantor))
                .append(";\n")
                .append(statements)
                .append("RESET SESSION AUTHORIZATION;\n");
    }

    private String revoke(AccessItem item) {
        String letters = item.plain() + item.grantable();
        return letters.isEmpty()
                ? ""
                : prefix + "REVOKE " + words(letters) + " ON " + on + " FROM " + role(item.grantee()) + ";\n";
    }

    private String grant(AccessItem item, String letters, String option) {
        return letters.isEmpty()
                ? ""
                : prefix + "GRANT " + words(letters) + " ON " + on + " TO " + role(item.grantee()) + option + ";\n";
    }

    static String role(String name) {
        return name.isEmpty() ? "PUBLIC" : Identifier.spell(name);
    }

    private String words(String letters) {
        String columns = column.map(name -> "(" + Identifier.spell(name) + ")").orElse("");
        boolean everything = all.chars().allMatch(letter -> letters.indexOf(letter) >= 0);
        List<String> words = everything
                ? List.of("ALL")
                : letters.chars().mapToObj(letter -> word((char) letter)).toList();
        return words.stream().map(word -> word + columns).collect(Collectors.joining(", "));
    }

    static String word(char letter) {
        String word = WORDS.get(letter);
        if (word == null) {
            throw new IllegalArgumentException("no privilege has the letter " + letter);
        }
        return word;
    }

    private static String letters(String thing) {
        return SORTS.entrySet().stream()
                .filter(sort -> thing.equals(sort.getKey())
                        || thing.equals(sort.getKey() + "S")
                        || thing.startsWith(sort.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing can be granted on " + thing));
    }
}
