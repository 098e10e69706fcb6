package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.SQLException;

/** What an operation throws when the server fails it in the middle of its own work: the one translation for all. */
public final class SqlTrouble {
    /** For whoever keeps a journal. */
    public static final String AGAIN = "run the same command again; what was committed is recorded";

    private SqlTrouble() {}

    public static BelayException of(SQLException e) {
        SqlError error = SqlError.of(e);
        return new BelayException(kind(error), error.toString(), hint(error), e);
    }

    private static Kind kind(SqlError error) {
        if (connectionEnded(error)) {
            return Kind.CONNECTION;
        }
        return error.state().equals("55P03") ? Kind.LOCKED : Kind.MIGRATION;
    }

    /** Whether the session is gone: the network, an administrator, a crash or a shutdown ended it. */
    public static boolean connectionEnded(SqlError error) {
        return error.state().startsWith("08")
                || error.state().equals("57P01")
                || error.state().equals("57P02")
                || error.state().equals("57P03");
    }

    /** What to do about errors that mean the same wherever they come up; else what the server advises. */
    public static String hint(SqlError error) {
        if (connectionEnded(error)) {
            return AGAIN;
        }
        return switch (error.state()) {
            case "53100" -> "the server's disk is full: make room, then run the same command again";
            case "25006" -> "this server is a replica or read-only: point the environment at the primary";
            case "42501" ->
                "the role lacks a privilege: belay doctor lists what is needed, role: sets another one,"
                        + " journal: {schema: …} names a schema it may write to";
            case "55P03" ->
                "another session holds a lock that this needs; lock: in belay.yaml says how long and how"
                        + " often to try";
            default -> error.hint();
        };
    }
}
