package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class SchemaVerbsTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration(
                        "01_users",
                        "CREATE SCHEMA app; CREATE TABLE app.users (id bigint PRIMARY KEY, email varchar(20));",
                        "DROP SCHEMA app CASCADE;")
                .migration(
                        "02_mail",
                        "CREATE INDEX users_email ON app.users (email); COMMENT ON TABLE app.users IS 'people';",
                        "DROP INDEX app.users_email;");
    }

    @Test
    void schemaPrintsWhatMakesItAnew(TestDatabase database, TestDatabase copy) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen schema = desk.run("schema", "-n", "app");

        assertThat(schema.err()).isEmpty();
        assertThat(schema.exit()).isZero();
        assertThat(schema.out())
                .startsWith("-- The schema of the database " + database.name())
                .contains("CREATE TABLE app.users (", "CREATE INDEX users_email ON app.users", "'people'")
                .doesNotContain("belay.journal");
        Desk other = new Desk(folder).with("DATABASE_URL", copy.url());
        assertThat(other.typing(schema.out()).run("sql", "-", "--env", "dev").exit())
                .isZero();
        assertThat(copy.tables()).containsExactly("app.users");
    }

    @Test
    void schemaHasFourFormats(TestDatabase database) throws IOException {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("schema", "--format", "tree").out())
                .contains("schema app", "1 table", "    users", "    users_email", "pg15:");
        Map<String, Object> json =
                desk.run("schema", "--json", "-t", "app.users").json();
        assertThat(json).containsEntry("ok", true).containsEntry("command", "schema");
        assertThat((List<?>) json.get("objects")).isNotEmpty();
        assertThat(desk.run("schema", "-o", "dump.sql").out()).isEmpty();
        assertThat(Files.readString(folder.resolve("dump.sql"))).contains("CREATE TABLE app.users (");
        assertThat(desk.run("schema", "--globals").out()).contains("CREATE ROLE");
        assertThat(desk.run("schema", "--globals", "--json").exit()).isEqualTo(2);
        assertThat(desk.run("schema", "--format", "tree", "-o", "tree.txt").err())
                .contains("-o writes SQL alone");
        Desk.Seen nothing = desk.run("schema", "-t", "app.nobody");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).contains("nobody");
    }

    @Test
    void globalsAreThoseOfTheServerAndNotOfChosenTables(TestDatabase database) throws IOException {
        Desk desk = shop(database);

        for (String option : List.of("-n", "-N", "-t", "-T")) {
            Desk.Seen refused = desk.run("schema", "--globals", option, "users");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("-n, -N, -t and -T choose nothing of them", "run it twice");
        }
        assertThat(desk.run("schema", "--globals").out())
                .startsWith("-- What all databases of the server share, as the database " + database.name()
                        + " tells it\n" + "-- read by Belay ")
                .contains("\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n");
    }

    @Test
    void driftIsFoundAgainstTheSnapshotAndAgainstTheMigrations(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("drift").err()).contains("schema.snapshot", "belay snapshot");
        Desk.Seen snapshot = desk.run("snapshot");
        assertThat(snapshot.err()).isEmpty();
        assertThat(snapshot.exit()).isZero();
        assertThat(folder.resolve("schema.snapshot")).content().contains("table app.users", "pg15:");
        Desk.Seen none = desk.run("drift");
        assertThat(none.out()).contains("no difference");
        assertThat(none.exit()).isZero();
        assertThat(desk.run("drift", "--against", "migrations").exit()).isZero();

        database.execute("ALTER TABLE app.users ALTER email TYPE text", "CREATE TABLE app.surprise ()");

        for (List<String> against : List.of(List.<String>of(), List.of("--against", "migrations"))) {
            Desk.Seen drift =
                    desk.run(java.util.stream.Stream.concat(java.util.stream.Stream.of("drift"), against.stream())
                            .toArray(String[]::new));
            assertThat(drift.out())
                    .contains("+ table app.surprise", "~ table app.users", "character varying(20) → text")
                    .doesNotContain("users_email", "schema_migrations", "applied");
            assertThat(drift.exit()).isEqualTo(1);
        }
        assertThat(database.query("SELECT datname FROM pg_database WHERE datname LIKE 'belay_scratch%'"))
                .isEmpty();
    }

    @Test
    void whatSomebodyElseKeepsBesideTheJournalIsSeen(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.run("snapshot");
        assertThat(folder.resolve("schema.snapshot")).content().doesNotContain("belay.");

        database.execute("CREATE TABLE belay.mine (id int)");

        assertThat(desk.run("drift").out())
                .contains("1 added", "+ table belay.mine")
                .doesNotContain("schema belay");
        assertThat(desk.run("health").out())
                .contains("belay.mine has no primary key")
                .doesNotContain("belay.journal");
    }

    @Test
    void theDatabaseItselfDriftsToo(TestDatabase database) {
        Desk desk = shop(database);
        database.execute("ALTER DATABASE " + database.name() + " SET work_mem TO '8MB'");
        desk.run("up");
        desk.run("snapshot");
        assertThat(folder.resolve("schema.snapshot")).content().contains("\n\ndatabase\n");
        assertThat(desk.run("drift").exit()).isZero();

        database.execute("ALTER DATABASE " + database.name() + " SET work_mem TO '9MB'");

        assertThat(desk.run("drift").out()).contains("~ the database", "setting work_mem: value: 8MB → 9MB");
        assertThat(desk.run("drift", "--ignore", "database").exit()).isZero();
    }

    /** Migrations that make something else under other settings, and set one themselves. */
    private Desk house(TestDatabase database) {
        database.execute(
                "CREATE SCHEMA house",
                "ALTER DATABASE " + database.name() + " SET search_path TO house",
                "ALTER ROLE " + database.user() + " IN DATABASE " + database.name() + " SET app.who TO 'me'",
                "COMMENT ON DATABASE " + database.name() + " IS 'the shop'",
                "GRANT CREATE ON DATABASE " + database.name() + " TO pg_monitor");
        Desk desk = Desk.plain(folder, database)
                .migration("01_house", "CREATE SCHEMA IF NOT EXISTS house;", "SELECT 1;")
                .migration(
                        "02_rooms",
                        "CREATE TABLE rooms (who text); DO $$ BEGIN EXECUTE format("
                                + "'COMMENT ON TABLE rooms IS %L', current_setting('app.who')); END $$;",
                        "DROP TABLE rooms;")
                .migration(
                        "03_patience",
                        "DO $$ BEGIN EXECUTE format("
                                + "'ALTER DATABASE %I SET lock_timeout TO %L', current_database(), '9s'); END $$;",
                        "SELECT 1;");
        desk.run("up");
        assertThat(database.tables()).contains("house.rooms");
        return desk;
    }

    @Test
    void migrationsAreTriedUnderTheSettingsOfTheTarget(TestDatabase database) {
        Desk desk = house(database);
        assertThat(desk.run("drift", "--against", "migrations").out()).contains("no difference");

        database.execute("ALTER DATABASE " + database.name() + " RESET lock_timeout");

        assertThat(desk.run("drift", "--against", "migrations").out())
                .contains("~ the database", "setting lock_timeout: removed", "1 changed");
        assertThat(desk.run("diff", "dev", "migrations", "--sql").out())
                .contains("ALTER DATABASE " + database.name() + " SET lock_timeout TO '9s';")
                .doesNotContain("belay_scratch");
    }

    @Test
    void soTheyAreOnAServerOfOurOwn(TestDatabase database) {
        Desk.Seen drift = house(database).run("drift", "--against", "migrations", "--scratch", "embedded");

        assertThat(drift.out()).contains("no difference");
    }

    @Test
    void anInvalidIndexIsNamedWithWhatToDo(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.run("snapshot");
        database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.users_email'::regclass");

        Desk.Seen drift = desk.run("drift");

        assertThat(drift.exit()).isEqualTo(1);
        assertThat(drift.out())
                .contains(
                        "~ index app.users_email",
                        "invalid: (none) → yes",
                        "REINDEX INDEX CONCURRENTLY app.users_email")
                .doesNotContain("- index");
        assertThat(desk.run("snapshot").exit()).isZero();
    }

    @Test
    void diffComparesTwoPlaces(TestDatabase database, TestDatabase other) {
        Desk desk = shop(database).with("OTHER", other.url());
        desk.run("up");

        Desk.Seen diff = desk.run("diff", "env:OTHER", "dev", "--json");

        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.json()).containsEntry("same", false).containsEntry("ok", false);
        assertThat(diff.out()).contains("\"users_email\"").doesNotContain(other.password() + "@");
        assertThat(desk.run("diff", "dev", "dev").exit()).isZero();
        Desk.Seen nowhere = desk.run("diff", "dev", "nowhere");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no such snapshot file", "dev, prod");
        assertThat(desk.run("diff", "dev").exit()).isEqualTo(2);
    }

    @Test
    void diffPrintsTheStatementsThatLeadFromOnePlaceToAnother(TestDatabase database, TestDatabase other) {
        Desk desk = shop(database).with("OTHER", other.url());
        desk.run("up");
        other.execute("CREATE TABLE old (id int)");

        Desk.Seen script = desk.run("diff", "env:OTHER", "dev", "--sql");

        assertThat(script.err()).isEmpty();
        assertThat(script.exit()).isEqualTo(1);
        assertThat(script.out())
                .contains("-- Everything can run in one transaction.", "-- its rows go with it\nDROP TABLE public.old;")
                .contains("CREATE TABLE app.users (")
                .doesNotContain(other.password() + "@", "belay.journal");
        assertThat(desk.typing(script.out())
                        .run("sql", "-", "--url", "env:OTHER", "--single-transaction")
                        .exit())
                .isZero();
        assertThat(desk.run("diff", "env:OTHER", "dev").exit()).isZero();
        assertThat(desk.run("diff", "env:OTHER", "dev", "--sql").out()).contains("-- There is no difference.");
    }

    @Test
    void diffSaysWhichDifferencesItHasNoStatementFor(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.run("snapshot");
        database.execute("ALTER TABLE app.users ALTER email TYPE integer USING 0");

        Desk.Seen script = desk.run("diff", "dev", "migrations", "--sql");

        assertThat(script.exit()).isEqualTo(1);
        assertThat(script.err()).contains("warning: 1 difference is not written down");
        assertThat(script.out()).contains("-- not written down: table app.users: column email: type: integer → ");
        Desk.Seen snapshot = desk.run("diff", "schema.snapshot", "dev", "--sql");
        assertThat(snapshot.exit()).isEqualTo(2);
        assertThat(snapshot.err()).contains("is a snapshot");
    }

    @Test
    void migrationsThatMakeRolesAreNotTriedOnTheServerOfTheTarget(TestDatabase database) {
        String role = "r_" + database.name();
        Desk desk = shop(database)
                .with("SAME", database.url())
                .migration(
                        "03_guarded",
                        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role
                                + "') THEN CREATE ROLE " + role + "; END IF; END $$;",
                        "SELECT 1;");
        Desk.Seen refused = desk.run("drift", "--against", "migrations", "--scratch", "env:SAME");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("03_guarded.sql:1 CREATE ROLE in DO", "--scratch embedded");
        try {
            desk.run("up");
            assertThat(desk.run("drift", "--against", "migrations").exit())
                    .as("there is nothing left to make")
                    .isZero();
            desk.migration("04_member", "GRANT pg_monitor TO " + role + ";", "SELECT 1;");
            assertThat(desk.run("drift", "--against", "migrations").err())
                    .contains("04_member.sql:1 GRANT pg_monitor TO");
        } finally {
            database.execute("DROP ROLE " + role);
        }
        assertThat(database.query("SELECT datname FROM pg_database WHERE datname LIKE 'belay_scratch%'"))
                .isEmpty();
    }

    @Test
    void onAServerOfOurOwnTheyMayAndFindTheDatabaseByItsName(TestDatabase database) {
        Desk desk = shop(database)
                .migration(
                        "03_mine",
                        "CREATE ROLE own_reader; ALTER DATABASE " + database.name() + " SET lock_timeout = '7s';"
                                + " GRANT CREATE ON DATABASE " + database.name() + " TO own_reader;",
                        "SELECT 1;");

        Desk.Seen drift = desk.run("drift", "--against", "migrations", "--scratch", "embedded", "--json");

        assertThat(drift.out()).contains("setting lock_timeout", "privileges of own_reader");
        assertThat(database.query("SELECT 1 FROM pg_roles WHERE rolname = 'own_reader'"))
                .isEmpty();
    }

    @Test
    void aTerminalThatIsClosedLeavesNoScratch(TestDatabase database) throws Exception {
        Desk desk = shop(database).migration("03_slow", "SELECT pg_sleep(60);", "SELECT 1;");
        String asleep = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'belay drift'"
                + " AND datname LIKE 'belay_scratch%' AND wait_event = 'PgSleep'";
        Thread window = new Thread(() -> {
            while (database.query(asleep).isEmpty()) {
                Thread.onSpinWait();
            }
            desk.signals.get("HUP").run();
        });
        window.start();

        Desk.Seen seen = desk.run("drift", "--against", "migrations");

        window.join();
        assertThat(seen.exit()).isEqualTo(129);
        assertThat(database.query("SELECT datname FROM pg_database WHERE datname LIKE 'belay_scratch%'"))
                .isEmpty();
    }

    @Test
    void aProtectedEnvironmentGetsNoScratchUnasked(TestDatabase database) {
        Desk desk = shop(database);

        Desk.Seen refused = desk.run("drift", "--env", "prod", "--against", "migrations");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("protected", "--scratch embedded");
        assertThat(desk.run("drift", "--env", "prod", "--against", "migrations", "--scratch", "embedded")
                        .exit())
                .isEqualTo(1);
    }
}
