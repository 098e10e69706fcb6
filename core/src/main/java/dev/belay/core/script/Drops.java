package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a statement removes. */
final class Drops {
    private static final Set<String> NAMELESS = Set.of("", "cast", "transform", "user mapping", "operator");
    private static final Set<String> ON_TABLE = Set.of("trigger", "policy", "rule");

    private final List<Dropped> found = new ArrayList<>();

    private Drops() {}

    static List<Dropped> of(Cursor statement) {
        Drops drops = new Drops();
        Bodies.each(statement, drops::read);
        return List.copyOf(drops.found);
    }

    private void read(Cursor statement) {
        if (statement.accept("drop")) {
            drop(statement);
        } else if (statement.accept("alter")) {
            alter(statement);
        }
    }

    private void drop(Cursor statement) {
        statement.accept("procedural");
        String kind = Kinds.read(statement);
        if (NAMELESS.contains(kind)) {
            return;
        }
        statement.accept("concurrently");
        boolean guarded = statement.accept("if", "exists");
        List<Name> names = statement.names();
        boolean onTable = ON_TABLE.contains(kind) && statement.accept("on");
        Optional<Name> on = onTable ? statement.name() : Optional.empty();
        names.forEach(name -> found.add(new Dropped(kind, name, guarded, on)));
    }

    private void alter(Cursor statement) {
        boolean table = statement.accept("table") || statement.accept("foreign", "table");
        if (table || statement.accept("domain")) {
            Detach.alteredTable(statement).ifPresent(name -> actions(statement, name, table));
        }
    }

    /** {@code DROP x} is a column of a table; of a domain it is DROP DEFAULT or DROP NOT NULL. */
    private void actions(Cursor statement, Name on, boolean columns) {
        do {
            if (statement.accept("drop", "constraint")) {
                part(statement, "constraint", on);
            } else if (columns && statement.accept("drop")) {
                statement.accept("column");
                part(statement, "column", on);
            }
            statement.skipToComma();
        } while (statement.accept(Token.COMMA));
    }

    private void part(Cursor statement, String kind, Name on) {
        boolean guarded = statement.accept("if", "exists");
        statement.identifier().ifPresent(name -> found.add(new Dropped(kind, Name.of(name), guarded, Optional.of(on))));
    }
}
