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

    private static Database database(TestDatabase database) {
        return new Database(
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
    }
}
