package dev.belay.core.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code standard_conforming_strings} through a script, because it decides where a literal with a backslash
 * ends.
 */
final class StringsSetting {
    private static final String NAME = "standard_conforming_strings";

    private boolean session = true;
    private @Nullable Boolean local;
    private @Nullable Boolean beforeTransaction;

    boolean standard() {
        return local == null ? session : local;
    }

    /** Takes in what a statement does to the setting. */
    void after(Cursor statement) {
        if (statement.accept("set")) {
            set(statement);
        } else if (statement.accept("select")) {
            setConfig(statement);
        } else if (statement.accept("reset")) {
            reset(statement.at(NAME) || statement.at("all"));
        } else if (statement.accept("discard")) {
            reset(statement.at("all"));
        } else if (statement.at("begin") || statement.accept("start", "transaction")) {
            beforeTransaction = session;
        } else if (statement.accept("commit") || statement.accept("end")) {
            commit(statement.at("prepared"));
        } else if (statement.accept("rollback") || statement.accept("abort")) {
            rollback(statement);
        }
    }

    private void set(Cursor statement) {
        boolean isLocal = statement.accept("local");
        statement.accept("session");
        if (statement.accept(NAME) && (statement.accept("to") || statement.acceptOperator("="))) {
            assign(isLocal, value(statement));
        }
    }

    private void setConfig(Cursor statement) {
        if (statement.accept("pg_catalog")) {
            statement.accept(Token.DOT);
        }
        if (!statement.accept("set_config") || !statement.accept(Token.OPEN)) {
            return;
        }
        boolean named = statement.string().map(Characters::lower).equals(Optional.of(NAME));
        if (named && statement.accept(Token.COMMA)) {
            Optional<Boolean> value = value(statement);
            statement.accept(Token.COMMA);
            assign(value(statement).orElse(false), value);
        }
    }

    private static Optional<Boolean> value(Cursor statement) {
        if (statement.at("default")) {
            return Optional.of(true);
        }
        return statement.value().flatMap(Flag::of);
    }

    private void assign(boolean isLocal, Optional<Boolean> value) {
        if (value.isPresent() && isLocal) {
            local = value.get();
        } else if (value.isPresent()) {
            session = value.get();
            local = null;
        }
    }

    private void reset(boolean ours) {
        if (ours) {
            session = true;
            local = null;
        }
    }

    private void commit(boolean prepared) {
        if (!prepared) {
            local = null;
            beforeTransaction = null;
        }
    }

    private void rollback(Cursor statement) {
        if (statement.at("prepared") || statement.skipTo("to")) {
            return;
        }
        if (beforeTransaction != null) {
            session = beforeTransaction;
        }
        local = null;
        beforeTransaction = null;
    }
}
