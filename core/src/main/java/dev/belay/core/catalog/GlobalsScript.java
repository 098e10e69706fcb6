package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all databases of a server share as a script for another server, to be run before the schema of any of them. */
public final class GlobalsScript {
    private final SchemaScript.Options options;

    private GlobalsScript(SchemaScript.Options options) {
        this.options = options;
    }

    /** With all there is to say. */
    public static String of(Globals globals) {
        return of(globals, SchemaScript.Options.ALL);
    }

    /** Of privileges those on parameters and tablespaces can be left out; memberships are there in any case. */
    public static String of(Globals globals, SchemaScript.Options options) {
        return new GlobalsScript(options).text(globals);
    }

    /** The same below a header that says where it comes from. */
    public static String of(Globals globals, String maker, String database, SchemaScript.Options options) {
        return SchemaScript.comment("What all databases of the server share, as the database " + database + " tells it")
                + SchemaScript.comment("read by " + maker + " from PostgreSQL " + globals.major())
                + "\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n"
                + of(globals, options);
    }

    private String text(Globals globals) {
        StringBuilder sql = new StringBuilder();
        globals.roles().forEach(role -> sql.append(role(role)));
        // Settings come later: they may name other roles.
        globals.settings().forEach(one -> sql.append("ALTER ROLE ALL SET " + one.sql() + ";\n"));
        for (Globals.Role role : globals.roles()) {
            role.settings()
                    .forEach(one ->
                            sql.append("ALTER ROLE " + Identifier.spell(role.name()) + " SET " + one.sql() + ";\n"));
        }
        ordered(globals.memberships()).forEach(membership -> sql.append(membership(membership)));
        for (Globals.Parameter parameter : globals.parameters()) {
            String on = "PARAMETER " + Identifier.spell(parameter.name());
            sql.append(grants(on, parameter.owner(), parameter.privileges()));
        }
        if (options.tablespaces()) {
            globals.tablespaces().forEach(tablespace -> sql.append(tablespace(tablespace)));
        }
        return sql.toString();
    }

    private String role(Globals.Role role) {
        String name = Identifier.spell(role.name());
        StringBuilder sql = new StringBuilder(role.initial() ? unlessThere(role.name()) : "CREATE ROLE " + name + ";\n")
                .append("ALTER ROLE ")
                .append(name)
                .append(" WITH")
                .append(option(role.superuser(), "SUPERUSER"))
                .append(option(role.inherits(), "INHERIT"))
                .append(option(role.createsRoles(), "CREATEROLE"))
                .append(option(role.createsDatabases(), "CREATEDB"))
                .append(option(role.logsIn(), "LOGIN"))
                .append(option(role.replicates(), "REPLICATION"))
                .append(option(role.bypassesRowSecurity(), "BYPASSRLS"));
        if (role.connectionLimit() != -1) {
            sql.append(" CONNECTION LIMIT ").append(role.connectionLimit());
        }
        role.password().ifPresent(hash -> sql.append(" PASSWORD ").append(literal(hash)));
        role.validUntil().ifPresent(time -> sql.append(" VALID UNTIL ").append(literal(time)));
        sql.append(";\n");
        return sql.append(said("ROLE " + name, role.comment(), role.labels())).toString();
    }

    /** The superuser of another server may have the same name. */
    private static String unlessThere(String role) {
        String create = "CREATE ROLE " + Identifier.spell(role);
        return "DO "
                + literal("BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = " + literal(role)
                        + ") THEN " + create + "; END IF; END")
                + ";\n";
    }

    private static String option(boolean has, String word) {
        return (has ? " " : " NO") + word;
    }

    /** Who grants has the ADMIN option already: from the initial superuser, or from somebody before him. */
    private static List<Globals.Membership> ordered(List<Globals.Membership> memberships) {
        List<Globals.Membership> waiting = new ArrayList<>(memberships);
        List<Globals.Membership> ordered = new ArrayList<>();
        Set<List<String>> admins = new HashSet<>();
        boolean progress = true;
        while (progress) {
            List<Globals.Membership> ready = waiting.stream()
                    .filter(one -> one.terms()
                            .filter(terms -> !terms.initialGrantor())
                            .map(terms -> admins.contains(List.of(one.role(), terms.grantor())))
                            .orElse(true))
                    .toList();
            ready.stream()
                    .filter(Globals.Membership::admin)
                    .forEach(one -> admins.add(List.of(one.role(), one.member())));
            ordered.addAll(ready);
            progress = waiting.removeAll(ready);
        }
        ordered.addAll(waiting);
        return ordered;
    }

    private static String membership(Globals.Membership membership) {
        List<String> options = new ArrayList<>();
        if (membership.admin()) {
            options.add("ADMIN OPTION");
        }
        membership.terms().ifPresent(terms -> {
            options.add("INHERIT " + (terms.inherits() ? "TRUE" : "FALSE"));
            if (!terms.sets()) {
                options.add("SET FALSE");
            }
        });
        return "GRANT " + Identifier.spell(membership.role()) + " TO " + Identifier.spell(membership.member())
                + (options.isEmpty() ? "" : " WITH " + String.join(", ", options))
                + membership
                        .terms()
                        .filter(terms -> !terms.initialGrantor())
                        .map(terms -> " GRANTED BY " + Identifier.spell(terms.grantor()))
                        .orElse("")
                + ";\n";
    }

    private String tablespace(Globals.Tablespace tablespace) {
        String name = "TABLESPACE " + Identifier.spell(tablespace.name());
        StringBuilder sql = new StringBuilder("CREATE " + name
                + (options.owners() ? " OWNER " + Identifier.spell(tablespace.owner()) : "")
                + " LOCATION " + literal(tablespace.location()) + ";\n");
        if (!tablespace.options().isEmpty()) {
            sql.append("ALTER " + name + " SET (" + String.join(", ", tablespace.options()) + ");\n");
        }
        return sql.append(grants(name, tablespace.owner(), tablespace.privileges()))
                .append(said(name, tablespace.comment(), tablespace.labels()))
                .toString();
    }

    private String grants(String on, String owner, Privileges privileges) {
        return options.privileges() ? Grants.on(on, Optional.of(owner)).of(privileges) : "";
    }

    private String said(String on, Optional<String> comment, List<SecurityLabel> labels) {
        StringBuilder sql = new StringBuilder();
        comment.filter(text -> options.comments())
                .ifPresent(text -> sql.append("COMMENT ON " + on + " IS " + literal(text) + ";\n"));
        if (options.securityLabels()) {
            labels.forEach(label -> sql.append(label.sql(on)));
        }
        return sql.toString();
    }

    private static String literal(String text) {
        return Identifier.literal(text).strip();
    }
}
