package dev.belay.core.script;

import java.util.Optional;

/** A REINDEX statement, in its old form with a word and its new form with options. */
record Reindex(String kind, boolean concurrently, Optional<Name> name) {
    static Reindex of(Cursor statement) {
        statement.accept("reindex");
        boolean option = Optional.ofNullable(statement.options().get("concurrently"))
                .flatMap(Flag::of)
                .orElse(false);
        String kind = statement.keyword();
        statement.next();
        boolean word = statement.accept("concurrently");
        return new Reindex(kind, option || word, statement.name());
    }

    boolean forbidden() {
        return concurrently || !(kind.equals("index") || kind.equals("table"));
    }
}
