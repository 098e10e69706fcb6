package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
final class RecreationTest {
    private static Database maintenance(TestDatabase database) {
        return new Database(settings(database).build());
    }

    private static ConnectionSettings.Builder settings(TestDatabase database) {
        return ConnectionUrl.parse(database.url())
                .settings(new Surroundings(Map.of(), Path.of("/nonexistent")))
                .toBuilder()
                .database("postgres");
    }

    /** Everything that pg_database says of it, but for what is new by nature. */
    private static String shape(TestDatabase database) {
        return database.query(
                        "SELECT to_jsonb(d) - ARRAY['oid', 'datfrozenxid', 'datminmxid', 'datacl', 'datcollversion']"
                                + " FROM pg_database d WHERE datname = current_database()")
                .get(0);
    }

    private static List<String> leftovers(TestDatabase database) {
        return database.query("SELECT datname FROM pg_database WHERE datname LIKE 'belay\\_new\\_%'");
    }

    /** Makes the test's database again, with these options. */
    private static void create(TestDatabase database, String options) {
        database.server().execute("DROP DATABASE " + database.name());
        database.server().execute("CREATE DATABASE " + database.name() + " TEMPLATE template0 " + options);
        database.execute("CREATE TABLE old (a int)");
    }

    @EveryMajor
    void keepsWhatTheDatabaseWasCreatedWithAndNothingElse(TestDatabase database) throws SQLException {
        String owner = "owner_" + database.name();
        database.server().execute("CREATE ROLE " + owner);
        create(database, "OWNER " + owner + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' CONNECTION LIMIT 17");
        database.execute("CREATE SCHEMA app", "ALTER DATABASE " + database.name() + " SET work_mem = '7MB'");
        String before = shape(database);

        try (Connection busy = database.connect()) {
            new Recreation(maintenance(database), database.name()).recreate();

            assertThat(busy.isValid(1)).isFalse();
        }

        assertThat(shape(database))
                .isEqualTo(before)
                .contains("\"datconnlimit\": 17")
                .contains("\"datallowconn\": true");
        assertThat(database.tables()).isEmpty();
        assertThat(database.query("SHOW work_mem")).containsExactly("4MB");
        assertThat(leftovers(database)).isEmpty();
        database.server().execute("ALTER DATABASE " + database.name() + " OWNER TO postgres");
        database.server().execute("DROP ROLE " + owner);
    }

    @EveryMajor
    void keepsAnIcuLocaleAndItsRules(TestDatabase database) {
        int major = database.server().major();
        assumeThat(major).as("ICU for databases came with 15").isGreaterThanOrEqualTo(15);
        create(
                database,
                "LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk' LC_COLLATE 'C' LC_CTYPE 'C'"
                        + (major >= 16 ? " ICU_RULES '&V << w <<< W'" : ""));
        String before = shape(database);

        new Recreation(maintenance(database), database.name()).recreate();

        assertThat(shape(database))
                .isEqualTo(before)
                .contains("\"datlocprovider\": \"i\"")
                .contains("de-u-co-phonebk");
        assertThat(database.tables()).isEmpty();
    }

    @EveryMajor
    void keepsABuiltInLocale(TestDatabase database) {
        assumeThat(database.server().major()).as("the provider came with 17").isGreaterThanOrEqualTo(17);
        create(database, "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'");
        String before = shape(database);

        new Recreation(maintenance(database), database.name()).recreate();

        assertThat(shape(database)).isEqualTo(before).contains("\"datlocprovider\": \"b\"");
    }

    @Test
    void keepsTheTablespace(TestDatabase database) {
        String tablespace = "space_" + database.name();
        // A tablespace in the data directory itself, where the server may write for sure.
        database.execute("SET allow_in_place_tablespaces = on", "CREATE TABLESPACE " + tablespace + " LOCATION ''");
        create(database, "TABLESPACE " + tablespace);
        String before = shape(database);

        new Recreation(maintenance(database), database.name()).recreate();

        assertThat(shape(database)).isEqualTo(before);
        assertThat(database.query("SELECT spcname FROM pg_tablespace t JOIN pg_database d ON t.oid = dattablespace"
                        + " WHERE datname = current_database()"))
                .containsExactly(tablespace);
        database.server().execute("ALTER DATABASE " + database.name() + " SET TABLESPACE pg_default");
        database.server().execute("DROP TABLESPACE " + tablespace);
    }

    @Test
    void theOldOneIsUntouchedWhenTheNewOneCannotBeCreated(TestDatabase database) {
        String user = "user_" + database.name();
        database.server().execute("CREATE ROLE " + user + " LOGIN");
        create(database, "OWNER " + user);
        Recreation recreation =
                new Recreation(new Database(settings(database).user(user).build()), database.name());

        assertThatThrownBy(recreation::recreate)
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MIGRATION))
                .hasMessage("database \"" + database.name()
                        + "\" cannot be made anew: permission denied to create database (SQLSTATE 42501)");

        assertThat(database.tables()).containsExactly("public.old");
        database.server().execute("ALTER DATABASE " + database.name() + " OWNER TO postgres");
        database.server().execute("DROP ROLE " + user);
    }

    @Test
    void theNewOneGoesWhenTheOldOneCannotBeDropped(TestDatabase database) {
        create(database, "");
        database.execute("CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)");

        assertThatThrownBy(new Recreation(maintenance(database), database.name())::recreate)
                .hasMessageContaining("is being used by logical replication subscription")
                .hasMessageContaining("55006");

        database.execute("ALTER SUBSCRIPTION s SET (slot_name = NONE)", "DROP SUBSCRIPTION s");
        assertThat(database.tables()).containsExactly("public.old");
        assertThat(leftovers(database)).isEmpty();
    }

    @Test
    void whoDoesNotOwnItIsRefusedAtOnce(TestDatabase database) {
        String user = "user_" + database.name();
        database.server().execute("CREATE ROLE " + user + " LOGIN CREATEDB");
        create(database, "");

        assertThatThrownBy(new Recreation(
                        new Database(settings(database).user(user).build()), database.name())::recreate)
                .hasMessage(
                        "database \"" + database.name() + "\" cannot be made anew: it belongs to role \"postgres\"");

        assertThat(database.tables()).containsExactly("public.old");
        database.server().execute("DROP ROLE " + user);
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed(TestDatabase database) {
        assertThatThrownBy(new Recreation(maintenance(database), "no_such")::recreate)
                .hasMessage("there is no database \"no_such\"");
    }
}
