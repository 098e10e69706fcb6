package dev.belay.core.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.belay.core.db.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what all databases of a server share, in one snapshot. */
public final class GlobalsReader {
    private GlobalsReader() {}

    /** Reads without the hashes of passwords, which needs no rights. */
    public static Globals read(Connection connection) throws SQLException {
        return CatalogReader.inSnapshot(connection, () -> readHere(connection, false));
    }

    /** Reads with the hashes of passwords, if the role may. */
    public static Globals readWithPasswords(Connection connection) throws SQLException {
        return CatalogReader.inSnapshot(connection, () -> readHere(connection, true));
    }

    private static Globals readHere(Connection connection, boolean wantPasswords) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        List<Row> roles = CatalogReader.rows(connection, "roles", major);
        boolean mayRead = roles.stream().allMatch(row -> row.flag("sees_passwords"));
        Map<String, String> passwords = !wantPasswords || !mayRead
                ? Map.of()
                : CatalogReader.rows(connection, "passwords", major).stream()
                        .collect(Collectors.toMap(row -> row.text("name"), row -> row.text("password")));
        Map<String, List<SecurityLabel>> labels = CatalogReader.rows(connection, "shared_labels", major).stream()
                .collect(groupingBy(
                        row -> row.text("sort") + " " + row.text("name"),
                        mapping(row -> new SecurityLabel(row.text("provider"), row.text("label")), toList())));
        Map<String, List<Setting>> settings = CatalogReader.rows(connection, "settings", major).stream()
                .filter(row -> row.text("database").isEmpty())
                .collect(groupingBy(
                        row -> row.textOrEmpty("role"), mapping(row -> Setting.of(row.text("setting")), toList())));
        return new Globals(
                major,
                roles.stream()
                        .map(row -> role(row, passwords, labels, settings))
                        .toList(),
                settings.getOrDefault("", List.of()),
                CatalogReader.rows(connection, "memberships", major).stream()
                        .map(GlobalsReader::membership)
                        .toList(),
                CatalogReader.rows(connection, "parameters", major).stream()
                        .map(row -> new Globals.Parameter(
                                row.text("name"), row.text("owner"), Assembly.privileges(row, "")))
                        .toList(),
                CatalogReader.rows(connection, "tablespaces", major).stream()
                        .map(row -> tablespace(row, labels))
                        .toList(),
                wantPasswords && !mayRead ? List.of(hidden(roles.get(0).text("reader"))) : List.of());
    }

    private static Globals.Unread hidden(String reader) {
        return new Globals.Unread(
                "the passwords of roles", "GRANT SELECT ON pg_catalog.pg_authid TO " + Identifier.spell(reader));
    }

    private static Globals.Role role(
            Row row,
            Map<String, String> passwords,
            Map<String, List<SecurityLabel>> labels,
            Map<String, List<Setting>> settings) {
        String name = row.text("name");
        return new Globals.Role(
                name,
                row.flag("initial"),
                row.flag("superuser"),
                row.flag("inherits"),
                row.flag("creates_roles"),
                row.flag("creates_databases"),
                row.flag("logs_in"),
                row.flag("replicates"),
                row.flag("bypasses"),
                row.number("connection_limit"),
                Optional.ofNullable(passwords.get(name)),
                row.optional("valid_until"),
                row.optional("comment"),
                labels.getOrDefault("ROLE " + name, List.of()),
                settings.getOrDefault(name, List.of()));
    }

    private static Globals.Membership membership(Row row) {
        Optional<Globals.Terms> terms = row.optional("grantor")
                .map(grantor -> new Globals.Terms(
                        grantor, row.flag("initial_grantor"), row.flag("inherits"), row.flag("sets")));
        return new Globals.Membership(row.text("role"), row.text("member"), row.flag("admin"), terms);
    }

    private static Globals.Tablespace tablespace(Row row, Map<String, List<SecurityLabel>> labels) {
        String location = row.text("location");
        return new Globals.Tablespace(
                row.text("name"),
                row.text("owner"),
                // One inside of the data directory has a relative path there, and no directory of its own.
                location.startsWith("/") || location.contains(":") ? location : "",
                row.texts("options"),
                row.optional("comment"),
                Assembly.privileges(row, ""),
                labels.getOrDefault("TABLESPACE " + row.text("name"), List.of()));
    }
}
