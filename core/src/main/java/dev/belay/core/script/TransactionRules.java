package dev.belay.core.script;

/** Reads from a statement's words how it gets on with transactions. */
final class TransactionRules {
    private TransactionRules() {}

    static Transaction of(Cursor statement) {
        String verb = statement.keyword();
        return switch (verb) {
            case "begin" -> Transaction.BEGIN;
            case "start" -> statement.accept("start", "transaction") ? Transaction.BEGIN : Transaction.JOINS;
            case "commit", "end" -> ending(statement, Transaction.COMMIT);
            case "rollback", "abort" -> ending(statement, Transaction.ROLLBACK);
            case "savepoint", "release" -> Transaction.SAVEPOINT;
            case "prepare" -> prepare(statement);
            case "call" -> Transaction.MAY_COMMIT;
            case "do" -> commits(statement) ? Transaction.MAY_COMMIT : Transaction.JOINS;
            default -> ForbiddenRules.forbidden(statement, verb) ? Transaction.FORBIDDEN : Transaction.JOINS;
        };
    }

    /** Whether a COMMIT or ROLLBACK opens the next transaction at once. */
    static boolean chained(Cursor statement) {
        if (!statement.atAny("commit", "end", "rollback", "abort")) {
            return false;
        }
        statement.next();
        skipNoise(statement);
        return statement.accept("and", "chain");
    }

    private static Transaction ending(Cursor statement, Transaction whole) {
        statement.next();
        if (statement.at("prepared")) {
            return Transaction.OTHER_CONTROL;
        }
        skipNoise(statement);
        return statement.at("to") ? Transaction.SAVEPOINT : whole;
    }

    private static void skipNoise(Cursor statement) {
        if (!statement.accept("work")) {
            statement.accept("transaction");
        }
    }

    /** {@code PREPARE transaction AS …} names a prepared query. */
    private static Transaction prepare(Cursor statement) {
        boolean twoPhase = statement.accept("prepare", "transaction") && statement.token() == Token.STRING;
        return twoPhase ? Transaction.OTHER_CONTROL : Transaction.JOINS;
    }

    private static boolean commits(Cursor statement) {
        return Bodies.of(statement).filter(TransactionRules::bodyCommits).isPresent();
    }

    private static boolean bodyCommits(Cursor body) {
        boolean afterOn = false;
        while (body.token() != Token.END) {
            // ON COMMIT DROP belongs to a temporary table.
            if (!afterOn && body.atAny("commit", "rollback", "call")) {
                return true;
            }
            afterOn = body.at("on");
            body.next();
        }
        return false;
    }
}
