package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a statement, or one in the body of a DO block, changes of what all databases of a server share. */
final class ServerWideRules {
    private static final String[] KINDS = {"role", "user", "group", "database", "tablespace"};

    private final List<ServerWide> found = new ArrayList<>();
    private final boolean conditional;

    private ServerWideRules(boolean conditional) {
        this.conditional = conditional;
    }

    static List<ServerWide> of(Cursor statement, boolean conditional) {
        ServerWideRules rules = new ServerWideRules(conditional);
        Bodies.each(statement, rules::read);
        return List.copyOf(rules.found);
    }

    private void read(Cursor statement) {
        if (statement.accept("create")) {
            create(statement);
        } else if (statement.accept("alter")) {
            if (statement.accept("system")) {
                add("ALTER SYSTEM");
            } else {
                kind(statement, "ALTER");
            }
        } else if (statement.accept("drop")) {
            if (statement.accept("owned")) {
                add("DROP OWNED");
            } else {
                kind(statement, "DROP");
            }
        } else if (statement.accept("reassign", "owned")) {
            add("REASSIGN OWNED");
        } else if (statement.accept("comment", "on")) {
            kind(statement, "COMMENT ON");
        } else if (statement.accept("security", "label")) {
            if (statement.skipTo("on")) {
                statement.next();
                kind(statement, "SECURITY LABEL ON");
            }
        } else if (statement.accept("grant")) {
            grant(statement, "GRANT", "to");
        } else if (statement.accept("revoke")) {
            grant(statement, "REVOKE", "from");
        }
    }

    private void create(Cursor statement) {
        boolean role = statement.atAny("role", "user", "group");
        int before = found.size();
        kind(statement, "CREATE");
        if (role && conditional && found.size() > before) {
            String words = found.remove(before).words();
            found.add(new ServerWide(words, statement.identifier()));
        }
    }

    private void kind(Cursor statement, String verb) {
        for (String kind : KINDS) {
            if (statement.accept(kind)) {
                // A user mapping is of one database.
                if (!statement.at("mapping")) {
                    add(verb + " " + (kind.equals("user") || kind.equals("group") ? "role" : kind));
                }
                return;
            }
        }
    }

    /** Without ON it is the membership in a role. */
    private void grant(Cursor statement, String verb, String whom) {
        if (!statement.skipTo("on", whom)) {
            return;
        }
        if (!statement.accept("on")) {
            add(verb + " role");
        } else if (statement.atAny("database", "tablespace", "parameter")) {
            add(verb + " on " + statement.keyword());
        }
    }

    private void add(String words) {
        found.add(new ServerWide(words.toUpperCase(Locale.ROOT), Optional.empty()));
    }
}
