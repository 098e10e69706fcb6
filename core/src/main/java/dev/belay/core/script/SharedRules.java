package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which statements reach beyond the database they run in: what all databases of a server share, and other servers. */
final class SharedRules {
    private static final Set<String> SHARED = Set.of("role", "database", "tablespace", "subscription");

    private SharedRules() {}

    /** Also of a DO block, as far as its text says what it runs. */
    static boolean apply(Cursor statement) {
        List<Boolean> found = new ArrayList<>();
        Bodies.each(statement, words -> found.add(reaches(words)));
        return found.contains(true);
    }

    private static boolean reaches(Cursor words) {
        if (words.accept("alter", "system") || words.accept("reassign", "owned") || words.accept("drop", "owned")) {
            return true;
        }
        if (words.atAny("create", "alter", "drop")) {
            words.next();
            Kinds.modifiers(words);
            return SHARED.contains(Kinds.read(words));
        }
        if (words.accept("comment", "on") || labels(words)) {
            return SHARED.contains(Kinds.read(words));
        }
        return words.atAny("grant", "revoke") && ofMembership(words);
    }

    private static boolean labels(Cursor words) {
        return words.accept("security", "label") && words.skipTo("on") && words.accept("on");
    }

    /** A grant of privileges says what they are on before it says to whom. */
    private static boolean ofMembership(Cursor words) {
        while (words.token() != Token.END && words.token() != Token.SEMICOLON) {
            if (words.at("on")) {
                words.next();
                return words.atAny("database", "tablespace", "parameter");
            }
            if (words.atAny("to", "from")) {
                return true;
            }
            words.next();
        }
        return false;
    }
}
