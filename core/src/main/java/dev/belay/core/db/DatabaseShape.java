package dev.belay.core.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database was created with.
 *
 * @param ours whether the asking role has the rights of the owner
 * @param limit how many sessions it allows, -1 for any number
 * @param locale the provider of its locale and what that needs, as options of CREATE DATABASE
 */
public record DatabaseShape(
        String owner,
        boolean ours,
        String encoding,
        String collate,
        String ctype,
        String locale,
        String tablespace,
        int limit) {
    /** Empty when there is no such database. */
    public static Optional<DatabaseShape> of(Connection connection, String name) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return Sql.first(connection, query(major), DatabaseShape::map, name);
    }

    private static String query(int major) {
        String provider = major >= 15 ? "d.datlocprovider::text" : "'c'::text";
        String locale = major >= 17 ? "d.datlocale" : major >= 15 ? "d.daticulocale" : "NULL::text";
        String rules = major >= 16 ? "d.daticurules" : "NULL::text";
        return """
                SELECT pg_catalog.pg_get_userbyid(d.datdba) AS owner,
                       pg_catalog.pg_has_role(d.datdba, 'USAGE') AS ours,
                       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding, d.datcollate, d.datctype,
                       t.spcname, d.datconnlimit, %s AS provider, %s AS locale, %s AS rules
                FROM pg_catalog.pg_database d
                JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
                WHERE d.datname = ?
                """.formatted(provider, locale, rules);
    }

    private static DatabaseShape map(ResultSet row) throws SQLException {
        return new DatabaseShape(
                row.getString("owner"),
                row.getBoolean("ours"),
                row.getString("encoding"),
                row.getString("datcollate"),
                row.getString("datctype"),
                locale(
                        row.getString("provider"),
                        Optional.ofNullable(row.getString("locale")),
                        Optional.ofNullable(row.getString("rules"))),
                row.getString("spcname"),
                // -2 marks one whose drop was interrupted.
                Math.max(-1, row.getInt("datconnlimit")));
    }

    /** The C library, which is the only one before 15, has its locale in collate and ctype. */
    private static String locale(String provider, Optional<String> locale, Optional<String> rules) {
        String known = locale.map(Identifier::literal).orElse("");
        return switch (provider) {
            case "i" ->
                " LOCALE_PROVIDER icu ICU_LOCALE " + known
                        + rules.map(some -> " ICU_RULES " + Identifier.literal(some))
                                .orElse("");
            case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + known;
            default -> "";
        };
    }

    /** Makes one of this shape that nobody can connect to yet. */
    public String create(String name) {
        return "CREATE DATABASE " + Identifier.quote(name) + " OWNER " + Identifier.quote(owner) + empty()
                + " TABLESPACE " + Identifier.quote(tablespace) + " CONNECTION LIMIT " + limit
                + " ALLOW_CONNECTIONS false";
    }

    /** Makes one with the same encoding and locale, but in the asking role's name. */
    public String createAlike(String name) {
        return "CREATE DATABASE " + Identifier.quote(name) + empty();
    }

    /** Makes one with the same encoding, for servers that do not know the locale. */
    public String createPlain(String name) {
        return "CREATE DATABASE " + Identifier.quote(name) + " TEMPLATE template0 ENCODING "
                + Identifier.literal(encoding) + " LC_COLLATE 'C' LC_CTYPE 'C'";
    }

    private String empty() {
        return " TEMPLATE template0 ENCODING " + Identifier.literal(encoding) + " LC_COLLATE "
                + Identifier.literal(collate) + " LC_CTYPE " + Identifier.literal(ctype) + locale;
    }
}
