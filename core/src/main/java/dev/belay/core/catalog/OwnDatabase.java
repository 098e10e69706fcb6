package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The database that a schema lies in, as an object that is compared ({@code pg_database}, {@code pg_db_role_setting}). It has
 * one id whatever it is called, so that two databases are two states of the same thing; {@link DatabaseProperties} make it
 * anew.
 *
 * @param name what statements call it
 * @param encoding such as {@code UTF8} ({@code encoding})
 * @param provider of its locale ({@code pg_database.datlocprovider}); libc before 15, which knows no other
 * @param collate of the C library ({@code pg_database.datcollate})
 * @param ctype of the C library ({@code pg_database.datctype})
 * @param locale of a provider that is not libc ({@code pg_database.datlocale})
 * @param rules further collation rules of ICU ({@code pg_database.daticurules})
 * @param tablespace where it is not {@code pg_default} ({@code pg_tablespace.spcname})
 * @param connectionLimit where there is one ({@code datconnlimit})
 * @param template whether everybody with CREATEDB may copy it ({@code pg_database.datistemplate})
 * @param closed whether nobody may connect ({@code datallowconn} is false)
 * @param settings with which everybody's sessions begin ({@code ALTER DATABASE … SET})
 * @param roles whose sessions begin with more settings here ({@code ALTER ROLE … IN DATABASE … SET})
 */
public record OwnDatabase(
        Head head,
        @NoFact String name,
        String encoding,
        String provider,
        String collate,
        String ctype,
        Optional<String> locale,
        Optional<String> rules,
        Optional<String> tablespace,
        Optional<Integer> connectionLimit,
        boolean template,
        boolean closed,
        List<Setting> settings,
        List<RoleSettings> roles)
        implements CatalogObject {
    /** The one that every database has. */
    public static final ObjectId ID = ObjectId.of(ObjectType.DATABASE, "", "");

    public OwnDatabase {
        settings = List.copyOf(settings);
        roles = List.copyOf(roles);
    }

    /**
     * What the sessions of a role begin with in this database alone.
     *
     * @param name of the role
     * @param settings each parameter with its value ({@code setconfig})
     */
    public record RoleSettings(String name, List<Setting> settings) {
        public RoleSettings {
            settings = List.copyOf(settings);
        }
    }

    static OwnDatabase of(DatabaseProperties database) {
        return new OwnDatabase(
                new Head(
                        ID,
                        Optional.of(database.owner()),
                        database.comment(),
                        database.privileges(),
                        database.labels(),
                        new TreeSet<>()),
                database.name(),
                database.encoding(),
                database.provider().orElse("libc"),
                database.collate(),
                database.ctype(),
                database.locale(),
                database.rules(),
                Optional.of(database.tablespace()).filter(name -> !name.equals("pg_default")),
                Optional.of(database.connectionLimit()).filter(limit -> limit >= 0),
                database.template(),
                !database.allowsConnections(),
                settings(database, Optional.empty()),
                database.settings().stream()
                        .flatMap(one -> one.role().stream())
                        .distinct()
                        .map(role -> new RoleSettings(role, settings(database, Optional.of(role))))
                        .toList());
    }

    private static List<Setting> settings(DatabaseProperties database, Optional<String> role) {
        return database.settings().stream()
                .filter(one -> one.role().equals(role))
                .map(DatabaseProperties.RoleSetting::setting)
                .toList();
    }

    /** Nothing: what is compared is there. */
    @Override
    public String create(Set<Part> apart) {
        return "";
    }

    /** Nothing: a schema never goes with its database. */
    @Override
    public String drop() {
        return "";
    }

    @Override
    public String reference() {
        return "DATABASE " + Identifier.spell(name);
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof OwnDatabase old)) {
            return;
        }
        if (change.take("connection limit")) {
            change.add("ALTER " + reference() + " CONNECTION LIMIT = " + connectionLimit.orElse(-1) + ";\n");
        }
        if (change.take("template")) {
            change.add("ALTER " + reference() + " IS_TEMPLATE = " + template + ";\n");
        }
        if (change.takeAll(fact -> fact.startsWith("setting "))) {
            settings("ALTER " + reference(), old.settings(), settings, change);
        }
        if (change.takeAll(fact -> fact.startsWith("role "))) {
            Set<String> all = new TreeSet<>();
            old.roles().forEach(role -> all.add(role.name()));
            roles.forEach(role -> all.add(role.name()));
            all.forEach(role -> settings(
                    "ALTER ROLE " + Identifier.spell(role) + " IN " + reference(),
                    of(old.roles(), role),
                    of(roles, role),
                    change));
        }
        change.refuse(
                fact -> Set.of("encoding", "provider", "collate", "ctype", "locale", "rules")
                        .contains(fact),
                "a database has it from its creation");
        change.refuse("tablespace"::equals, "all of its files would move, while nobody is connected");
        change.refuse("closed"::equals, "nobody closes or opens the database that he is in");
    }

    private static List<Setting> of(List<RoleSettings> roles, String name) {
        return roles.stream()
                .filter(role -> role.name().equals(name))
                .flatMap(role -> role.settings().stream())
                .toList();
    }

    private static void settings(String alter, List<Setting> had, List<Setting> wanted, Alteration change) {
        List<Setting> gone = new ArrayList<>(had);
        gone.removeIf(setting -> wanted.stream().anyMatch(other -> other.name().equals(setting.name())));
        gone.forEach(setting -> later(alter + " RESET " + Identifier.spell(setting.name()), change));
        wanted.stream()
                .filter(setting -> !had.contains(setting))
                .forEach(setting -> later(alter + " SET " + setting.sql(), change));
    }

    private static void later(String sql, Alteration change) {
        change.add(Alteration.Moment.MAIN, sql + ";\n", "holds for sessions that begin afterwards");
    }
}
