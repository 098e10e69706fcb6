package dev.belay.core.apply;

import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.sql.SQLException;

/** The server's refusal of one statement of a script: it remembers which. */
final class StatementException extends SQLException {
    private final transient Script script;
    private final transient Statement statement;
    private final int of;
    private final SQLException said;

    StatementException(Script script, Statement statement, int of, SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.script = script;
        this.statement = statement;
        this.of = of;
        this.said = cause;
    }

    Script script() {
        return script;
    }

    Statement statement() {
        return statement;
    }

    /** How many statements the script has. */
    int of() {
        return of;
    }

    SQLException said() {
        return said;
    }
}
