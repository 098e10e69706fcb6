package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServerTest
final class SchemaCopyTest {
    @Test
    void aCopyHasWhatTheOriginalHas(TestDatabase source, TestDatabase target) {
        RoundTrip.load(source, """
                CREATE SCHEMA app;
                CREATE TABLE app.users (id bigint GENERATED ALWAYS AS IDENTITY, email text NOT NULL DEFAULT 'none');
                CREATE VIEW app.mails AS SELECT email FROM app.users;
                """);
        Catalog catalog = RoundTrip.read(source);

        List<String> lacking = SchemaCopy.into(database(target), catalog, SchemaCopy.Roles.NAMED);

        assertThat(lacking).isEmpty();
        assertThat(RoundTrip.read(target).objects()).isEqualTo(catalog.objects());
    }

    @Test
    void aRoleThatIsNotThereIsNamedOrMade(TestDatabase source, TestDatabase target, TestDatabase own) {
        String role = "r_" + source.name();
        RoundTrip.load(source, """
                CREATE ROLE %1$s;
                CREATE TABLE users (id int);
                ALTER TABLE users OWNER TO %1$s;
                """.formatted(role));
        Catalog catalog = RoundTrip.read(source);
        source.execute("REASSIGN OWNED BY " + role + " TO postgres", "DROP ROLE " + role);

        assertThat(SchemaCopy.into(database(target), catalog, SchemaCopy.Roles.NAMED))
                .singleElement()
                .asString()
                .contains(role, "OWNER TO");
        assertThat(target.tables()).containsExactly("public.users");

        assertThat(SchemaCopy.into(database(own), catalog, SchemaCopy.Roles.MADE))
                .isEmpty();
        assertThat(own.query("SELECT tableowner FROM pg_tables WHERE tablename = 'users'"))
                .containsExactly(role);
        own.execute("REASSIGN OWNED BY " + role + " TO postgres", "DROP ROLE " + role);
    }

    @Test
    void whatThisRoleMayNotGiveAwayIsItsOwnInTheCopyAndNamed(TestDatabase source, TestDatabase target) {
        String role = "c_" + source.name();
        RoundTrip.load(source, "CREATE ROLE %s LOGIN PASSWORD 'secret'; CREATE TABLE users (id int);".formatted(role));
        target.execute("GRANT CREATE ON SCHEMA public TO " + role);
        TestDatabase theirs = new TestDatabase(target.server(), target.name(), role, "secret");

        List<String> lacking = SchemaCopy.into(database(theirs), RoundTrip.read(source), SchemaCopy.Roles.NAMED);

        assertThat(lacking).anySatisfy(line -> assertThat(line).contains("ALTER TABLE public.users OWNER TO postgres"));
        assertThat(target.query("SELECT tableowner FROM pg_tables WHERE tablename = 'users'"))
                .containsExactly(role);
        target.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }

    @Test
    void rowsComeBeforeWhatCouldActOnThem(TestDatabase source, TestDatabase target) {
        RoundTrip.load(source, """
                CREATE TABLE users (id int);
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$no$$; END';
                CREATE TRIGGER refuses BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse();
                COMMENT ON TRIGGER refuses ON users IS 'always';
                ALTER TABLE users ENABLE ALWAYS TRIGGER refuses;
                """);
        Catalog catalog = RoundTrip.read(source);
        SchemaCopy.Rows rows =
                new SchemaCopy.Rows(Set.of(ObjectType.TRIGGER), () -> target.execute("INSERT INTO users VALUES (1)"));

        assertThat(SchemaCopy.into(database(target), catalog, SchemaCopy.Roles.NAMED, rows))
                .isEmpty();

        assertThat(target.query("SELECT id FROM users")).containsExactly("1");
        assertThat(RoundTrip.read(target).objects()).isEqualTo(catalog.objects());
    }

    private static Database database(TestDatabase database) {
        return new Database(
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
    }
}
