package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;

/** A reading takes as many queries for ten times as many objects. */
@ServerTest
final class QueryCountTest {
    @EveryMajor
    void theNumberOfQueriesDoesNotDependOnTheNumberOfObjects(TestDatabase database) throws SQLException {
        RoundTrip.load(database, "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('good');");
        make(database, 1, 3);
        int few = statements(database);

        make(database, 4, 33);
        int many = statements(database);

        assertThat(many).isEqualTo(few).isBetween(30, 120);
        assertThat(RoundTrip.read(database).objects()).hasSizeGreaterThan(400);
    }

    /** Something of each sort that could tempt a reader to ask for each by itself. */
    private static void make(TestDatabase database, int from, int to) {
        StringBuilder sql = new StringBuilder();
        for (int i = from; i <= to; i++) {
            sql.append("""
                CREATE TABLE app.t%1$d (id serial PRIMARY KEY, parent int REFERENCES app.t%1$d, mail text UNIQUE,
                    feeling app.mood DEFAULT 'good', n int GENERATED ALWAYS AS IDENTITY, CHECK (mail <> ''));
                CREATE INDEX ON app.t%1$d (mail, n DESC); CREATE INDEX ON app.t%1$d (lower(mail));
                CREATE INDEX ON app.t%1$d (feeling); CREATE INDEX ON app.t%1$d (mail text_pattern_ops) WHERE n > 0;
                CREATE VIEW app.v%1$d AS SELECT id FROM app.t%1$d;
                CREATE MATERIALIZED VIEW app.m%1$d AS SELECT id FROM app.t%1$d;
                CREATE FUNCTION app.f%1$d() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER g BEFORE UPDATE ON app.t%1$d FOR EACH ROW EXECUTE FUNCTION app.f%1$d();
                CREATE POLICY p ON app.t%1$d USING (n > 0);
                CREATE DOMAIN app.d%1$d AS text CHECK (VALUE <> '');
                CREATE TYPE app.c%1$d AS (a int, b app.d%1$d);
                COMMENT ON TABLE app.t%1$d IS 'one of many';
                """.formatted(i));
        }
        RoundTrip.load(database, sql.toString());
    }

    private static int statements(TestDatabase database) throws SQLException {
        AtomicInteger count = new AtomicInteger();
        try (Connection connection = database.connect()) {
            CatalogReader.read(counting(Connection.class, connection, count));
        }
        return count.get();
    }

    /** The same, but each statement that is sent is counted, each COPY by what it is sent with. */
    private static <T> T counting(Class<T> type, T target, AtomicInteger count) {
        return type.cast(Proxy.newProxyInstance(
                QueryCountTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            || method.getName().equals("getCopyAPI")) {
                        count.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof PGConnection connection) {
                            return counting(PGConnection.class, connection, count);
                        }
                        if (result instanceof PreparedStatement prepared) {
                            return counting(PreparedStatement.class, prepared, count);
                        }
                        return result instanceof Statement statement
                                ? counting(Statement.class, statement, count)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
