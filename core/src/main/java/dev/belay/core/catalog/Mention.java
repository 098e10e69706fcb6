package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.regex.Pattern;

/** Whether SQL that the server has printed speaks of a name. It may say yes too often, and never no where it does. */
final class Mention {
    private Mention() {}

    static boolean of(String name, String sql) {
        return ofSpelled(Identifier.spell(name), sql);
    }

    static boolean ofSpelled(String name, String sql) {
        return Pattern.compile("(?<![\\w$\"])" + Pattern.quote(name) + "(?![\\w$\"])")
                .matcher(sql)
                .find();
    }
}
