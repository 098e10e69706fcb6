package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Transaction;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session of a run as a data migration sees it: what would end a transaction, the lock or the session is refused, and
 * what the server says besides results is passed on.
 */
final class GuardedConnection {
    /** Who knows where the program is, and who listens. */
    interface Ward {
        /** Whether the session must go on refusing changes, since each is to commit with its mark. */
        boolean onlyReads();

        /** The server has said something. */
        void heard(SQLWarning notice);
    }

    private static final Set<String> NOT_ITS_OWN =
            Set.of("commit", "rollback", "setAutoCommit", "close", "abort", "setSavepoint", "releaseSavepoint");
    private static final Set<Transaction> CONTROL =
            EnumSet.of(Transaction.BEGIN, Transaction.COMMIT, Transaction.ROLLBACK, Transaction.OTHER_CONTROL);

    private final Ward ward;

    private GuardedConnection(Ward ward) {
        this.ward = ward;
    }

    static Connection of(Connection connection, Ward ward) {
        return new GuardedConnection(ward).guarded(connection);
    }

    private Connection guarded(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (NOT_ITS_OWN.contains(method.getName())) {
                throw new SQLException(
                        method.getName() + "() belongs to the run: it commits when the program or a batch ends, and"
                                + " rolls back when an exception comes out; savepoints are made with SQL",
                        "2D000");
            }
            check(method, arguments);
            Object made = call(method, connection, arguments);
            return made instanceof java.sql.Statement statement ? guarded(statement, (Connection) proxy) : made;
        });
    }

    private Object guarded(java.sql.Statement statement, Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return connection;
            }
            check(method, arguments);
            if (!method.getName().startsWith("execute")) {
                return call(method, statement, arguments);
            }
            try {
                return call(method, statement, arguments);
            } finally {
                notices(statement);
            }
        };
        if (statement instanceof CallableStatement) {
            return proxy(CallableStatement.class, handler);
        }
        return statement instanceof PreparedStatement
                ? proxy(PreparedStatement.class, handler)
                : proxy(java.sql.Statement.class, handler);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The statement itself forgets them when it is executed again; before that, the program may read them too. */
    private void notices(java.sql.Statement statement) throws SQLException {
        if (!statement.isClosed()) {
            for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                ward.heard(notice);
            }
        }
    }

    private void check(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        boolean sends = method.getName().startsWith("execute")
                || method.getName().startsWith("prepare")
                || method.getName().equals("addBatch");
        if (sends && arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            for (Statement statement : statements(sql)) {
                if (CONTROL.contains(statement.traits().transaction())
                        || statement.traits().reachesBeyondDatabase()
                        || statement.traits().forbiddenEntirely().isPresent()
                        || statement.traits().unlocksAll()) {
                    throw new SQLException(
                            "\"" + statement.summary(60) + "\" has no place in a data migration: it would end the"
                                    + " transaction, drop the run's lock, or change what all databases of the server"
                                    + " share",
                            "2D000");
                }
                if (ward.onlyReads() && statement.traits().liftsReadOnly()) {
                    throw new SQLException(
                            "\"" + statement.summary(60) + "\" has no place in a data migration with batches: what is"
                                    + " changed outside of them would be changed again after a crash",
                            "2D000");
                }
            }
        }
    }

    private static List<Statement> statements(String sql) {
        try {
            return Script.parse("statement", sql).executable();
        } catch (BelayException e) {
            // The server will say better what is wrong with it.
            return List.of();
        }
    }

    private static @Nullable Object call(Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
