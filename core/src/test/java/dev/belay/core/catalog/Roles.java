package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import dev.belay.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Roles of one test's own: a server's roles are everybody's, so each carries the name of the test's database. */
final class Roles {
    /** What the role "odd" is really called. */
    private static final String ODD = "Odd \"=/,*{}\\ näme\n";

    static final String PASSWORD = "secret";

    private final TestDatabase database;
    private final Map<String, String> names = new HashMap<>();

    Roles(TestDatabase database, String... roles) {
        this.database = database;
        for (String role : roles) {
            String name = database.name() + "_" + (role.equals("odd") ? ODD : role);
            names.put(role, name);
            database.execute("CREATE ROLE " + Identifier.spell(name) + " LOGIN PASSWORD '" + PASSWORD + "'");
        }
    }

    /** All in one statement: one may have granted something to another. */
    void drop() {
        database.execute(
                "DROP ROLE " + names.values().stream().map(Identifier::spell).collect(Collectors.joining(", ")));
    }

    String name(String role) {
        return names.get(role);
    }

    /** The text with each {role} replaced by its real name, quoted as SQL needs it. */
    String in(String sql) {
        String result = sql;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace("{" + name.getKey() + "}", Identifier.spell(name.getValue()));
        }
        return result;
    }
}
