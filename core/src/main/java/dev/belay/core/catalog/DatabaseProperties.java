package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A database itself, beside what is in it ({@code pg_database}). It can be made anew under another name.
 *
 * @param name of the database ({@code pg_database.datname})
 * @param owner the role that owns it ({@code datdba})
 * @param encoding such as {@code UTF8} ({@code encoding})
 * @param provider of its locale: libc, icu or builtin; empty before 15, which knows only one ({@code pg_database.datlocprovider})
 * @param collate of the C library ({@code pg_database.datcollate})
 * @param ctype of the C library ({@code pg_database.datctype})
 * @param locale of that provider, where it is not libc ({@code pg_database.datlocale})
 * @param rules further collation rules of ICU ({@code pg_database.daticurules})
 * @param collationVersion the version that the provider had when the database was made; never carried over ({@code
 *     datcollversion})
 * @param tablespace where it lies ({@code pg_tablespace.spcname})
 * @param connectionLimit -1 for any number ({@code datconnlimit})
 * @param template whether everybody with CREATEDB may copy it ({@code pg_database.datistemplate})
 * @param allowsConnections whether somebody may connect ({@code datallowconn})
 * @param comment of {@code COMMENT ON DATABASE} ({@code pg_shdescription})
 * @param privileges who may connect to it and create in it ({@code datacl})
 * @param labels of security providers ({@code pg_shseclabel})
 * @param settings with which sessions begin: of everybody first, then by role ({@code pg_db_role_setting})
 */
public record DatabaseProperties(
        String name,
        String owner,
        String encoding,
        Optional<String> provider,
        String collate,
        String ctype,
        Optional<String> locale,
        Optional<String> rules,
        Optional<String> collationVersion,
        String tablespace,
        int connectionLimit,
        boolean template,
        boolean allowsConnections,
        Optional<String> comment,
        Privileges privileges,
        List<SecurityLabel> labels,
        List<RoleSetting> settings) {
    public DatabaseProperties {
        labels = List.copyOf(labels);
        settings = List.copyOf(settings);
    }

    /**
     * A setting in this database alone; of everybody where no role is named.
     *
     * @param role whose sessions it is for; empty for everybody ({@code pg_db_role_setting.setrole})
     * @param setting the parameter and its value ({@code setconfig})
     */
    public record RoleSetting(Optional<String> role, Setting setting) {
        /** Whether both say something of the same parameter of the same sessions. */
        boolean isOf(RoleSetting other) {
            return role.equals(other.role) && setting.name().equals(other.setting.name());
        }
    }

    static DatabaseProperties of(Row row, List<SecurityLabel> labels, List<RoleSetting> settings) {
        return new DatabaseProperties(
                row.text("name"),
                row.text("owner"),
                row.text("encoding"),
                row.optional("provider"),
                row.text("collate"),
                row.text("ctype"),
                row.optional("locale"),
                row.optional("rules"),
                row.optional("collation_version"),
                row.text("tablespace"),
                row.number("connection_limit"),
                row.flag("template"),
                row.flag("allows_connections"),
                row.optional("comment"),
                Assembly.privileges(row, ""),
                labels,
                settings);
    }

    /**
     * This database after the same was done to it as led from one to another. What only a new database can have stays.
     *
     * @param from another database
     * @param to the same later
     */
    public DatabaseProperties after(DatabaseProperties from, DatabaseProperties to) {
        return new DatabaseProperties(
                name,
                changed(owner, from.owner, to.owner),
                encoding,
                provider,
                collate,
                ctype,
                locale,
                rules,
                collationVersion,
                changed(tablespace, from.tablespace, to.tablespace),
                changed(connectionLimit, from.connectionLimit, to.connectionLimit),
                changed(template, from.template, to.template),
                changed(allowsConnections, from.allowsConnections, to.allowsConnections),
                changed(comment, from.comment, to.comment),
                privileges.after(
                        NewOwner.of(from.privileges, Optional.of(from.owner), Optional.of(owner)),
                        NewOwner.of(to.privileges, Optional.of(to.owner), Optional.of(owner))),
                changed(labels, from.labels, to.labels),
                settings(from.settings, to.settings));
    }

    private static <T> T changed(T mine, T from, T to) {
        return from.equals(to) ? mine : to;
    }

    private List<RoleSetting> settings(List<RoleSetting> from, List<RoleSetting> to) {
        List<RoleSetting> all = new ArrayList<>(settings);
        all.removeIf(mine -> from.stream().anyMatch(one -> mine.isOf(one) && !to.contains(one))
                || to.stream().anyMatch(one -> mine.isOf(one) && !from.contains(one)));
        to.stream().filter(one -> !from.contains(one)).forEach(all::add);
        all.sort(Comparator.comparing(one -> one.role().orElse("")));
        return all;
    }

    /** The same under another name. */
    DatabaseProperties named(String other) {
        return new DatabaseProperties(
                other,
                owner,
                encoding,
                provider,
                collate,
                ctype,
                locale,
                rules,
                collationVersion,
                tablespace,
                connectionLimit,
                template,
                allowsConnections,
                comment,
                privileges,
                labels,
                settings);
    }

    /** The statement that makes such a database; it runs in no transaction, and in another database. */
    public String create(String as) {
        return "CREATE DATABASE " + Identifier.spell(as) + " WITH TEMPLATE = template0 ENCODING = " + literal(encoding)
                + provider.map(text -> " LOCALE_PROVIDER = " + text).orElse("")
                + (collate.equals(ctype)
                        ? " LOCALE = " + literal(collate)
                        : " LC_COLLATE = " + literal(collate) + " LC_CTYPE = " + literal(ctype))
                + locale.map(text -> (builtin() ? " BUILTIN_LOCALE = " : " ICU_LOCALE = ") + literal(text))
                        .orElse("")
                + rules.map(text -> " ICU_RULES = " + literal(text)).orElse("")
                + (tablespace.equals("pg_default") ? "" : " TABLESPACE = " + Identifier.spell(tablespace))
                + ";\n";
    }

    /** The statements that give the new database all else. */
    public String furnish(String as) {
        return "ALTER DATABASE " + Identifier.spell(as) + " OWNER TO " + Identifier.spell(owner) + ";\n" + describe(as)
                + label(as) + grant(as) + configure(as);
    }

    /** {@code COMMENT ON DATABASE}; empty without a comment. */
    public String describe(String as) {
        return comment.map(text -> "COMMENT ON " + sql(as) + " IS " + literal(text) + ";\n")
                .orElse("");
    }

    /** The security labels; empty without any. */
    public String label(String as) {
        return labels.stream().map(label -> label.sql(sql(as))).collect(Collectors.joining());
    }

    /** The grants; empty where nothing was granted or revoked. */
    public String grant(String as) {
        return Grants.on(sql(as), Optional.of(owner)).of(privileges);
    }

    /** What sessions in it begin with, and whether there may be any; empty where all is as usual. */
    public String configure(String as) {
        String database = sql(as);
        StringBuilder sql = new StringBuilder();
        if (connectionLimit != -1) {
            sql.append("ALTER " + database + " CONNECTION LIMIT = " + connectionLimit + ";\n");
        }
        if (template) {
            sql.append("ALTER " + database + " IS_TEMPLATE = true;\n");
        }
        if (!allowsConnections) {
            sql.append("ALTER " + database + " ALLOW_CONNECTIONS = false;\n");
        }
        for (RoleSetting one : settings) {
            String whose = one.role()
                    .map(role -> "ROLE " + Identifier.spell(role) + " IN " + database)
                    .orElse(database);
            sql.append("ALTER " + whose + " SET " + one.setting().sql() + ";\n");
        }
        return sql.toString();
    }

    private static String sql(String name) {
        return "DATABASE " + Identifier.spell(name);
    }

    private boolean builtin() {
        return provider.filter("builtin"::equals).isPresent();
    }

    private static String literal(String text) {
        return Identifier.literal(text).strip();
    }
}
