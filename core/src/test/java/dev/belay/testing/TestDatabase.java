package dev.belay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of one test's own. Dropped, with whoever is connected to it, when the test ends. */
public record TestDatabase(TestServer server, String name, String user, String password) implements AutoCloseable {
    /** As a libpq URL. */
    public String url() {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + server.host() + ":" + server.port()
                + "/" + name;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** Runs statements, each on its own, in one new session. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refused: " + String.join("; ", statements), e);
        }
    }

    /** The rows of a query, each as its columns joined by a bar. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(rows.getString(column)));
                }
                lines.add(String.join("|", values));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refused: " + sql, e);
        }
    }

    /** The tables of all schemas but the server's own, sorted. */
    public List<String> tables() {
        return query("""
                SELECT schemaname || '.' || tablename FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
                """);
    }

    @Override
    public void close() {
        try {
            server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (IllegalStateException refused) {
            // A database that subscribes to something cannot be dropped.
            execute("""
                    DO $$
                    DECLARE s name;
                    BEGIN
                        FOR s IN SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
                                 WHERE d.datname = current_database() LOOP
                            EXECUTE format('ALTER SUBSCRIPTION %I DISABLE', s);
                            EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', s);
                            EXECUTE format('DROP SUBSCRIPTION %I', s);
                        END LOOP;
                    END $$
                    """);
            server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }
}
