package dev.belay.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a statement brings into being. */
final class Creations {
    private static final Set<String> NAMELESS = Set.of("", "cast", "transform", "user mapping", "operator");

    private final List<Created> found = new ArrayList<>();
    private final boolean conditional;

    private Creations(boolean conditional) {
        this.conditional = conditional;
    }

    /** @param conditional whether the statement is a body that need not create anything */
    static List<Created> of(Cursor statement, boolean conditional) {
        Creations creations = new Creations(conditional);
        Bodies.each(statement, creations::read);
        return List.copyOf(creations.found);
    }

    private void read(Cursor statement) {
        if (statement.accept("create")) {
            create(statement, Optional.empty());
        } else if (statement.accept("alter")) {
            alter(statement);
        }
    }

    private void create(Cursor statement, Optional<String> schema) {
        List<String> modifiers = Kinds.modifiers(statement);
        String kind = Kinds.read(statement);
        if (NAMELESS.contains(kind)) {
            return;
        }
        statement.accept("concurrently");
        boolean guarded = statement.accept("if", "not", "exists");
        Optional<String> home =
                modifiers.contains("temp") || modifiers.contains("temporary") ? Optional.of("pg_temp") : schema;
        Head head = new Head(kind, guarded, modifiers.contains("replace"), home);
        switch (kind) {
            case "schema" -> schema(statement, head);
            case "index", "trigger", "policy" -> onTable(statement, head);
            case "rule" -> rule(statement, head);
            default -> statement.name().ifPresent(name -> add(head, head.in(name), Optional.empty()));
        }
    }

    private void onTable(Cursor statement, Head head) {
        Optional<String> name = statement.at("on") ? Optional.empty() : statement.identifier();
        if (name.isEmpty() || !statement.skipTo("on")) {
            return;
        }
        statement.next();
        statement.accept("only");
        Optional<Name> table = statement.name().map(head::in);
        Optional<String> schema = head.kind().equals("index") ? table.flatMap(Name::schema) : Optional.empty();
        add(head, new Name(schema, name.get()), table);
    }

    private void rule(Cursor statement, Head head) {
        Optional<String> name = statement.identifier();
        if (name.isPresent() && statement.skipTo("to")) {
            statement.next();
            add(head, Name.of(name.get()), statement.name());
        }
    }

    /** The elements of a schema are created in it. */
    private void schema(Cursor statement, Head head) {
        boolean named = !statement.at("authorization");
        statement.accept("authorization");
        Optional<String> schema = statement.identifier();
        if (schema.isEmpty()) {
            return;
        }
        add(head, Name.of(schema.get()), Optional.empty());
        if (named && statement.accept("authorization")) {
            statement.identifier();
        }
        while (statement.skipTo("create")) {
            statement.next();
            create(statement, schema);
        }
    }

    private void alter(Cursor statement) {
        String kind = Kinds.read(statement);
        switch (kind) {
            case "table", "foreign table" ->
                Detach.alteredTable(statement).ifPresent(table -> actions(statement, table));
            case "type" -> statement.name().ifPresent(type -> value(statement, type));
            case "domain" -> statement.name().ifPresent(domain -> constraint(statement, domain));
            default -> {}
        }
    }

    private void actions(Cursor statement, Name table) {
        do {
            if (!constraint(statement, table) && statement.accept("add")) {
                column(statement, table);
            }
            statement.skipToComma();
        } while (statement.accept(Token.COMMA));
    }

    private boolean constraint(Cursor statement, Name table) {
        if (!statement.accept("add", "constraint")) {
            return false;
        }
        statement.identifier().ifPresent(name -> add(head("constraint", false), Name.of(name), Optional.of(table)));
        return true;
    }

    private void column(Cursor statement, Name table) {
        boolean said = statement.accept("column");
        boolean guarded = statement.accept("if", "not", "exists");
        if (said || guarded || !tableConstraint(statement)) {
            statement.identifier().ifPresent(name -> add(head("column", guarded), Name.of(name), Optional.of(table)));
        }
    }

    /** A constraint without a name; EXCLUDE alone can be a column's name too. */
    private static boolean tableConstraint(Cursor statement) {
        if (statement.atAny("primary", "unique", "check", "foreign", "not")) {
            return true;
        }
        int mark = statement.mark();
        boolean exclude = statement.accept("exclude") && (statement.at("using") || statement.token() == Token.OPEN);
        statement.reset(mark);
        return exclude;
    }

    private void value(Cursor statement, Name type) {
        if (statement.accept("add", "value")) {
            boolean guarded = statement.accept("if", "not", "exists");
            statement.string().ifPresent(value -> add(head("enum value", guarded), Name.of(value), Optional.of(type)));
        }
    }

    private static Head head(String kind, boolean guarded) {
        return new Head(kind, guarded, false, Optional.empty());
    }

    private void add(Head head, Name name, Optional<Name> on) {
        found.add(new Created(head.kind(), name, head.guarded() || conditional, head.replaces(), on));
    }

    /** What stands before the name. */
    private record Head(String kind, boolean guarded, boolean replaces, Optional<String> schema) {
        Name in(Name name) {
            return name.schema().isPresent() ? name : new Name(schema, name.name());
        }
    }
}
