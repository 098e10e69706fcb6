package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class AdoptTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration(
                        "01_users",
                        "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20), old text);",
                        "DROP TABLE users;")
                .migration(
                        "02_mood",
                        "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE orders (id int, mood mood);\n"
                                + "CREATE INDEX orders_mood ON orders (mood);",
                        "DROP TABLE orders; DROP TYPE mood;")
                .file("03_seed.sql", "INSERT INTO users VALUES (1, 'a@b');")
                .migration(
                        "04_wider",
                        "ALTER TABLE users ALTER email TYPE text;\nALTER TABLE users DROP old;",
                        "ALTER TABLE users ADD old text;\nALTER TABLE users ALTER email TYPE varchar(20);");
    }

    private static List<String> presence(Desk.Seen seen) {
        return ((List<?>) seen.json().get("migrations"))
                .stream()
                        .map(Map.class::cast)
                        .map(one -> one.get("version") + " " + one.get("presence") + " " + one.get("differences"))
                        .toList();
    }

    @Test
    void whatAHalfRunLeftIsToldFromWhatIsThereAndWhatIsNot(TestDatabase database) {
        Desk desk = shop(database);
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20), old text, more text)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')");

        Desk.Seen seen = desk.run("adopt", "--json");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(presence(seen))
                .containsExactly(
                        "01_users in_place []",
                        "02_mood partly [table public.orders is missing, index public.orders_mood is missing]",
                        "03_seed unseen []",
                        "04_wider missing [table public.users: column email: type: text → character varying(20),"
                                + " table public.users: column old: added (type text)]");
        assertThat(database.tables()).containsExactly("public.users");
        assertThat(desk.run("adopt").out())
                .contains("✗ 02_mood  partly in place: ", "    table public.orders is missing");
    }

    @Test
    void whatIsInPlaceIsRecordedAndNotRun(TestDatabase database) {
        Desk desk = shop(database);
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE orders (id int, mood mood)",
                "CREATE INDEX orders_mood ON orders (mood)",
                "CREATE TABLE users (id bigint PRIMARY KEY, email text)",
                "INSERT INTO users VALUES (1, 'a@b')");

        assertThat(desk.run("adopt", "--write").err()).contains("this needs a yes");
        Desk.Seen seen = desk.run("adopt", "--write", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .contains("✓ 01_users  in place, now recorded", "· 03_seed  changes nothing that can be seen");
        assertThat(desk.run("resolve", "--applied=03_seed", "--reason=rows are there", "--yes")
                        .exit())
                .isZero();
        assertThat(desk.run("up").out()).contains("there is nothing to do");
        assertThat(database.query("SELECT count(*) FROM users")).containsExactly("1");
        assertThat(presence(desk.run("adopt", "--json"))).allMatch(line -> line.contains(" recorded "));
    }

    @Test
    void anotherDefinitionIsNotTheSame(TestDatabase database) {
        Desk desk = shop(database);
        database.execute(
                "CREATE TABLE users (id int PRIMARY KEY, email varchar(20), old text)",
                "CREATE TYPE mood AS ENUM ('ok', 'sad')",
                "CREATE TABLE orders (id int, mood mood)",
                "CREATE INDEX orders_mood ON orders (id)");

        Desk.Seen seen = desk.run("adopt", "--json");

        assertThat(presence(seen).get(0))
                .isEqualTo("01_users partly [table public.users: column id: type: bigint → integer]");
        assertThat(presence(seen).get(1))
                .contains("02_mood partly", "type public.mood: labels", "index public.orders_mood: ")
                .doesNotContain("orders: ");
    }

    /** The column is gone, as it was before there was one: alone it tells nothing, with what came of it it does. */
    @Test
    void whatALaterMigrationTakesBackIsNamedWithThatOne(TestDatabase database) {
        Desk desk = shop(database)
                .migration("05_try", "ALTER TABLE users ADD attempt int;", "ALTER TABLE users DROP attempt;")
                .migration("06_back", "ALTER TABLE users DROP attempt;", "ALTER TABLE users ADD attempt int;");
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE orders (id int, mood mood)",
                "CREATE INDEX orders_mood ON orders (mood)",
                "CREATE TABLE users (id bigint PRIMARY KEY, email text)");

        Desk.Seen seen = desk.run("adopt");

        assertThat(seen.out())
                .contains(
                        "· 05_try  cannot be told: the schema is as it would be without it and 06_back",
                        "· 06_back  cannot be told: the schema is as it would be without it and 05_try",
                        "· 03_seed  changes nothing that can be seen in the schema",
                        "2 undone, 1 unseen",
                        "what nobody can tell is yours to say: belay resolve --applied");
        desk.migration("06_back", "ALTER TABLE users DROP attempt; CREATE TABLE attempts (id int);", "SELECT 1;");
        database.execute("CREATE TABLE attempts (id int)");
        assertThat(desk.run("adopt").out()).contains("✓ 05_try  in place, as 06_back shows", "✓ 06_back  in place");
    }
}
