package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a way down does not bring back, though the schema is as it was: rows, positions of sequences, settings. */
@ServerTest
final class RehearseLossTest {
    private static final String[] SHOP = {
        "CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL, note text)",
        "INSERT INTO users (email, note) VALUES ('a@b', 'x'), ('c@d', 'y'), ('e@f', NULL)",
        "CREATE TABLE flags (name text PRIMARY KEY)",
    };

    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        database.execute(SHOP);
        return Desk.plain(folder, database);
    }

    @Test
    void eachMigrationIsNamedWithTheRowsItsWayDownLoses(TestDatabase database) {
        Desk desk = shop(database)
                .migration("01_flags", "INSERT INTO flags VALUES ('new');", "DELETE FROM flags WHERE name = 'new';")
                .migration("02_lower", "UPDATE users SET note = upper(note);", "SELECT 1;")
                .migration("03_more", "CREATE TABLE more (id int);", "DROP TABLE more; DELETE FROM flags;")
                .migration("04_flags", "INSERT INTO flags VALUES ('late');", "SELECT 1;");

        Desk.Seen seen = desk.run("rehearse", "--data", "full");

        assertThat(seen.out())
                .contains(
                        "✓ 01_flags  up ",
                        "! 02_lower  up ",
                        "    public.users has other values in its 3 rows after the way down\n",
                        "✓ 03_more  up ",
                        "! 04_flags  up ",
                        "    public.flags has 2 rows after the way down, and had 1\n",
                        "2 ways down not bringing everything back",
                        "fails with --strict alone");
        assertThat(seen.exit()).isZero();
        assertThat(desk.run("rehearse", "--data", "full", "--strict").exit()).isEqualTo(6);
        assertThat(desk.run("rehearse", "--data", "full", "--format", "markdown")
                        .out())
                .contains("""
                        The way down of 02\\_lower does not bring everything back:

                        - public.users has other values in its 3 rows after the way down
                        """);
    }

    @Test
    void whatComesBackAsItWasIsNoLoss(TestDatabase database) {
        Desk desk = shop(database)
                .migration(
                        "01_wider",
                        "ALTER TABLE users DROP note; ALTER TABLE users ADD note text;"
                                + " UPDATE users SET note = left(email, 1);",
                        "UPDATE users SET note = CASE id WHEN 1 THEN 'x' WHEN 2 THEN 'y' END;")
                .migration(
                        "02_moved",
                        "INSERT INTO flags SELECT email FROM users; CREATE TABLE kept AS TABLE users; DELETE FROM users;",
                        "INSERT INTO users (id, email, note) SELECT id, email, note FROM kept;"
                                + " DELETE FROM flags WHERE name LIKE '%@%'; DROP TABLE kept;");

        Desk.Seen seen = desk.run("rehearse", "--data", "full", "--strict");

        assertThat(seen.out()).contains("✓ 01_wider  up ", "✓ 02_moved  up ").doesNotContain("after the way down");
        assertThat(seen.exit()).isZero();
    }

    @Test
    void aSequenceThatGoesBackIsALossAndOneThatHasGoneOnIsNone(TestDatabase database) {
        Desk desk = shop(database)
                .migration(
                        "01_seed",
                        "INSERT INTO users (email) VALUES ('new');",
                        "DELETE FROM users WHERE email = 'new';");

        Desk.Seen on = desk.run("rehearse", "--strict", "--data", "full", "--json");

        assertThat(on.exit()).isZero();
        assertThat(lost(on))
                .containsExactly(Map.of(
                        "check", "sequences",
                        "object", "public.users_id_seq",
                        "severity", "info",
                        "message", "stands at 4 after the way down, and stood at 3"));
        assertThat(desk.run("rehearse", "--data", "full").out())
                .contains("✓ 01_seed")
                .doesNotContain("stands at");

        desk.migration(
                "01_seed", "CREATE TABLE more (id int);", "DROP TABLE more; TRUNCATE flags, users RESTART IDENTITY;");
        // The made-up row took a number of its own.
        Desk.Seen back = desk.run("rehearse");
        assertThat(back.out())
                .contains(
                        "public.users_id_seq stands at 1 after the way down, and stood at 4\n",
                        "public.users has 0 rows after the way down, and had 1\n");
    }

    @Test
    void aSettingOfTheDatabaseThatIsLeftBehindMakesAWrongWayDown(TestDatabase database) {
        String set = "DO $$ BEGIN EXECUTE format('ALTER DATA' || 'BASE %I SET work_mem = ''9MB''', current_database());"
                + " END $$;";
        Desk desk = shop(database).migration("01_memory", set, "SELECT 1;");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(6);
        assertThat(seen.out()).contains("✗ 01_memory  up ", "work_mem", "9MB");
        desk.migration("01_memory", set, set.replace("SET work_mem = ''9MB''", "RESET work_mem"));
        assertThat(desk.run("rehearse").exit()).isZero();
    }

    /** As the owner: a forced policy hides rows of him too, and half of them would be no comparison. */
    @Test
    void rowsThatCannotBeReadAreNamedAndNotGoodEnoughForTheStrict(TestDatabase database) {
        String role = "rehearsing_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'secret'");
        try {
            database.execute(
                    "GRANT CREATE ON SCHEMA public TO " + role,
                    "SET ROLE " + role,
                    "CREATE TABLE secrets (id int)",
                    "ALTER TABLE secrets ENABLE ROW LEVEL SECURITY",
                    "ALTER TABLE secrets FORCE ROW LEVEL SECURITY",
                    "RESET ROLE");
            Desk desk = Desk.plain(folder, new TestDatabase(database.server(), database.name(), role, "secret"))
                    .migration("01_more", "CREATE TABLE more (id int);", "DROP TABLE more;");

            Desk.Seen seen = desk.run("rehearse", "--data", "none");

            assertThat(seen.out()).contains("rows not compared: public.secrets: ", "row-level security");
            assertThat(seen.exit()).isZero();
            assertThat(desk.run("rehearse", "--data", "none", "--strict").exit())
                    .isEqualTo(6);
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    private static List<Object> lost(Desk.Seen seen) {
        return List.copyOf((List<?>) ((Map<?, ?>) ((List<?>) seen.json().get("steps")).get(0)).get("lost"));
    }

    @Test
    @Tag("nightly")
    void ofManyRowsAllWaysDownAreComparedTogether(TestDatabase database) {
        Desk desk = shop(database)
                .migration("01_less", "CREATE TABLE a (id int);", "DROP TABLE a; DELETE FROM many WHERE id < 3;")
                .migration("02_more", "CREATE TABLE b (id int);", "DROP TABLE b;");
        database.execute("CREATE TABLE many AS SELECT id FROM generate_series(1, 1000001) id");

        Desk.Seen seen = desk.run("rehearse", "--data", "full");

        assertThat(seen.out())
                .contains(
                        "! 01_less  up ",
                        "public.many has 999999 rows after the way down, and had 1000001 of one of these migrations");
    }
}
