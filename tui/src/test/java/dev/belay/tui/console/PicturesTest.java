package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the screens: into docs/pictures when {@code docs/pictures/make} asks for it, else to be thrown away. */
@ServerTest
final class PicturesTest {
    @TempDir
    private Path folder;

    @Test
    void everyScreenHasItsPicture(TestDatabase database) throws Exception {
        Path to = Optional.ofNullable(System.getProperty("belay.pictures"))
                .map(Path::of)
                .orElse(folder.resolve("pictures"));
        Files.createDirectories(to);
        database.execute("CREATE DATABASE shop");
        TestDatabase shop = new TestDatabase(database.server(), "shop", database.user(), database.password());
        try (Rig rig = project(shop).size(120, 34).open();
                Connection holder = shop.connect();
                Connection waiter = shop.connect()) {
            rig.press("2")
                    .until("pending")
                    .press("down", "down", "U")
                    .until("Apply up to")
                    .press("y")
                    .until("3 migrations in");
            keep(rig, to, "run");
            rig.press("4")
                    .until("There are no backups")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("done");
            rig.press("4").until("never").until("public.customers");
            keep(rig, to, "backups");
            rig.press("5").until("Health (").until("foreign-key-index").press("down");
            keep(rig, to, "verify");
            rig.press("2")
                    .until("applied")
                    .press("home", "down", "down", "down")
                    .until("CREATE INDEX");
            keep(rig, to, "migrations");
            rig.press("u").until("Apply what is pending");
            keep(rig, to, "plan");
            rig.press("esc", "?").until("esc closes");
            keep(rig, to, "help");
            rig.press("esc");
            holder.setAutoCommit(false);
            execute(holder, "UPDATE orders SET total = total + 1 WHERE id = 1");
            Thread waiting = new Thread(() -> execute(waiter, "ALTER TABLE orders ADD COLUMN note text"));
            waiting.start();
            rig.press("6").until("Who waits for whom");
            keep(rig, to, "activity");
            rig.press("1").until("1 wait").until("no snapshot").until("/s").until("steps applied");
            keep(rig, to, "overview");
            holder.rollback();
            waiting.join();
            rig.press("7").until("steps applied");
            keep(rig, to, "history");
        }
        database.execute("DROP DATABASE shop WITH (FORCE)");
        try (var pictures = Files.list(to)) {
            assertThat(pictures.filter(file -> file.toString().endsWith(".svg")))
                    .hasSize(9);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Rig project(TestDatabase database) {
        return Rig.of(folder, database)
                .migration("001_customers", """
                    CREATE TABLE customers (
                      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                      email text NOT NULL UNIQUE);
                    INSERT INTO customers (email)
                      SELECT 'c' || i || '@example.org' FROM generate_series(1, 2000) i;
                    """, "DROP TABLE customers;\n")
                .migration("002_orders", """
                    CREATE TABLE orders (
                      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                      customer_id bigint NOT NULL REFERENCES customers,
                      total numeric(10,2) NOT NULL CHECK (total >= 0));
                    INSERT INTO orders (customer_id, total)
                      SELECT i % 2000 + 1, i % 100 FROM generate_series(1, 10000) i;
                    """, "DROP TABLE orders;\n")
                .migration(
                        "003_invoices",
                        "CREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);\n",
                        "DROP TABLE invoices;\n")
                .migration("004_orders_by_customer", """
                    -- Built without stopping anybody.
                    CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);
                    """, "DROP INDEX CONCURRENTLY orders_customer;\n")
                .migration(
                        "005_order_status",
                        "ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'open';\n",
                        "ALTER TABLE orders DROP COLUMN status;\n");
    }

    private static void keep(Rig rig, Path to, String name) throws IOException {
        String screen = rig.screen();
        Files.writeString(to.resolve(name + ".svg"), rig.sheet().svg());
        Files.writeString(to.resolve(name + ".txt"), screen);
    }
}
