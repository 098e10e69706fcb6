package dev.belay.core.script;

import java.util.Optional;
import java.util.function.Consumer;

/** The statements that run when a statement runs: itself, or those in the body of a DO block. */
final class Bodies {
    private Bodies() {}

    /** The body of a DO block, in whatever language. */
    static Optional<Cursor> of(Cursor statement) {
        if (!statement.accept("do")) {
            return Optional.empty();
        }
        if (statement.accept("language")) {
            statement.value();
        }
        return statement.token() == Token.STRING ? Optional.of(statement.body()) : Optional.empty();
    }

    /** Hands over a cursor that stands on the first word of each statement. */
    static void each(Cursor statement, Consumer<Cursor> reader) {
        if (!statement.at("do")) {
            reader.accept(statement);
            return;
        }
        of(statement).ifPresent(body -> walk(body, reader));
    }

    private static void walk(Cursor body, Consumer<Cursor> reader) {
        boolean begins = true;
        while (body.token() != Token.END) {
            int mark = body.mark();
            if (begins) {
                read(body, reader);
                body.reset(mark);
            }
            begins = body.token() == Token.SEMICOLON || body.atAny("begin", "then", "else", "loop");
            body.next();
        }
    }

    private static void read(Cursor body, Consumer<Cursor> reader) {
        if (!body.accept("execute")) {
            reader.accept(body);
            return;
        }
        if (body.token() == Token.STRING) {
            Cursor executed = body.body();
            body.next();
            // A text that goes on behind || is not known yet.
            if (body.done()) {
                reader.accept(executed);
            }
        }
    }

    /** Whether a DO block runs some of its statements only under a condition, or swallows their errors. */
    static boolean conditional(Cursor statement) {
        Optional<Cursor> body = of(statement);
        if (body.isEmpty()) {
            return false;
        }
        Cursor words = body.get();
        while (words.token() != Token.END) {
            if (words.atAny("if", "exception")) {
                return true;
            }
            words.next();
        }
        return false;
    }
}
