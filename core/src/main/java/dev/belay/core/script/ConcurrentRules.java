package dev.belay.core.script;

import dev.belay.core.script.Concurrent.Action;
import java.util.List;
import java.util.Optional;

/** Recognises the statements that commit in several steps. */
final class ConcurrentRules {
    private ConcurrentRules() {}

    static Optional<Concurrent> of(Cursor statement) {
        return switch (statement.keyword()) {
            case "create" -> create(statement);
            case "drop" -> drop(statement);
            case "reindex" -> reindex(Reindex.of(statement));
            case "alter" -> {
                statement.next();
                yield Detach.of(statement).map(ConcurrentRules::detach);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Concurrent> create(Cursor statement) {
        statement.next();
        statement.accept("unique");
        if (!statement.accept("index", "concurrently")) {
            return Optional.empty();
        }
        boolean guarded = statement.accept("if", "not", "exists");
        Optional<String> index = statement.at("on") ? Optional.empty() : statement.identifier();
        statement.accept("on");
        statement.accept("only");
        Optional<Name> table = statement.name();
        List<Name> names = index.map(name -> new Name(table.flatMap(Name::schema), name)).stream()
                .toList();
        return Optional.of(new Concurrent(Action.CREATE_INDEX, names, table, guarded));
    }

    private static Optional<Concurrent> drop(Cursor statement) {
        if (!statement.accept("drop", "index", "concurrently")) {
            return Optional.empty();
        }
        boolean guarded = statement.accept("if", "exists");
        return Optional.of(new Concurrent(Action.DROP_INDEX, statement.names(), Optional.empty(), guarded));
    }

    private static Optional<Concurrent> reindex(Reindex reindex) {
        if (!reindex.concurrently()) {
            return Optional.empty();
        }
        List<Name> names = reindex.name().stream().toList();
        return Optional.of(
                switch (reindex.kind()) {
                    case "index" -> new Concurrent(Action.REINDEX_INDEX, names, Optional.empty(), false);
                    case "table" -> new Concurrent(Action.REINDEX_TABLE, List.of(), reindex.name(), false);
                    case "schema" -> new Concurrent(Action.REINDEX_SCHEMA, names, Optional.empty(), false);
                    default -> new Concurrent(Action.REINDEX_DATABASE, names, Optional.empty(), false);
                });
    }

    private static Concurrent detach(Detach detach) {
        Action action = detach.finalizes() ? Action.DETACH_FINALIZE : Action.DETACH_PARTITION;
        return new Concurrent(action, detach.partition().stream().toList(), Optional.of(detach.parent()), false);
    }
}
