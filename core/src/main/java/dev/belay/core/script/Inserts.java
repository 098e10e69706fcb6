package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads into which tables a statement puts rows: INSERT, MERGE and COPY, in WITH queries and DO blocks too. */
final class Inserts {
    private Inserts() {}

    /** The statement's own table first, then those of its WITH queries. */
    static List<Name> of(Cursor statement) {
        if (statement.accept("copy")) {
            return copy(statement).stream().toList();
        }
        if (!statement.atAny("insert", "merge", "with", "do", "explain")) {
            return List.of();
        }
        Cursor words = statement.at("do") ? Bodies.of(statement).orElse(statement) : statement;
        List<Name> tables = new ArrayList<>();
        int own = 0;
        int depth = 0;
        while (words.token() != Token.END) {
            depth += words.token() == Token.OPEN ? 1 : words.token() == Token.CLOSE ? -1 : 0;
            if (!words.accept("insert", "into") && !words.accept("merge", "into")) {
                words.next();
                continue;
            }
            words.accept("only");
            Optional<Name> table = words.name();
            if (table.isPresent()) {
                tables.add(depth == 0 ? own++ : tables.size(), table.get());
            }
        }
        return List.copyOf(tables);
    }

    private static Optional<Name> copy(Cursor statement) {
        statement.accept("binary");
        Optional<Name> table = statement.name();
        statement.skipParentheses();
        return statement.at("from") ? table : Optional.empty();
    }
}
