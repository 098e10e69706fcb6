package dev.belay.core.script;

import java.util.Map;

/**
 * The statements that the server refuses in a transaction block, as far as their text tells. Those that depend on the
 * catalog (REINDEX or CLUSTER of a partitioned table) are known only to the server.
 */
final class ForbiddenRules {
    private ForbiddenRules() {}

    static boolean forbidden(Cursor statement, String verb) {
        return switch (verb) {
            case "create" -> create(statement);
            case "drop" -> drop(statement);
            case "alter" -> alter(statement);
            case "reindex" -> Reindex.of(statement).forbidden();
            case "vacuum" -> true;
            case "cluster" -> ofAll(statement);
            case "repack" -> repack(statement);
            case "discard" -> statement.accept("discard", "all");
            default -> false;
        };
    }

    private static boolean create(Cursor statement) {
        statement.next();
        if (statement.accept("subscription")) {
            return createSubscription(statement);
        }
        statement.accept("unique");
        return statement.atAny("database", "tablespace") || statement.accept("index", "concurrently");
    }

    private static boolean drop(Cursor statement) {
        statement.next();
        return statement.atAny("database", "tablespace", "subscription") || statement.accept("index", "concurrently");
    }

    private static boolean alter(Cursor statement) {
        statement.next();
        if (statement.accept("subscription")) {
            statement.identifier();
            return alterSubscription(statement);
        }
        if (statement.accept("database")) {
            statement.identifier();
            return statement.accept("set", "tablespace");
        }
        return statement.at("system") || Detach.of(statement).isPresent();
    }

    /** The slot is made on another server, unless one of two options says that there is none to make. */
    private static boolean createSubscription(Cursor statement) {
        if (!statement.skipTo("with")) {
            return true;
        }
        statement.next();
        Map<String, String> options = statement.options();
        return on(options, "create_slot", on(options, "connect", true));
    }

    private static boolean alterSubscription(Cursor statement) {
        if (statement.accept("refresh")) {
            return statement.at("publication");
        }
        if (statement.accept("set") && statement.token() == Token.OPEN) {
            Map<String, String> options = statement.options();
            return options.containsKey("failover") || !on(options, "two_phase", true);
        }
        statement.accept("add");
        statement.accept("drop");
        if (!statement.accept("publication")) {
            return false;
        }
        return !statement.skipTo("with") || refreshes(statement);
    }

    private static boolean refreshes(Cursor statement) {
        statement.next();
        return on(statement.options(), "refresh", true);
    }

    /** Without a table, whatever options it has. */
    private static boolean ofAll(Cursor statement) {
        statement.next();
        statement.accept("verbose");
        statement.skipParentheses();
        return statement.done();
    }

    private static boolean repack(Cursor statement) {
        statement.next();
        return on(statement.options(), "concurrently", false) || statement.done();
    }

    private static boolean on(Map<String, String> options, String option, boolean otherwise) {
        return options.containsKey(option) ? Flag.of(options.get(option)).orElse(otherwise) : otherwise;
    }
}
