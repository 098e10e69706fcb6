package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that has anything is not empty, whatever it is; what every new one has does not count. */
@ServerTest
final class TargetStateTest {
    private static void requireEmpty(TestDatabase database) throws SQLException {
        try (Connection connection = Restores.database(database).connect()) {
            new TargetState(connection, RestoreOptions.DEFAULT).prepareEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE TABLE x () | table x",
                "CREATE TABLE x (a int) PARTITION BY LIST (a) | table x",
                "CREATE TABLE \"A b\" () | table \"A b\"",
                "CREATE VIEW x AS SELECT 1 | view x",
                "CREATE MATERIALIZED VIEW x AS SELECT 1 | materialized view x",
                "CREATE SEQUENCE x | sequence x",
                "CREATE SCHEMA x | schema x",
                "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1' | function x()",
                "CREATE PROCEDURE x() LANGUAGE sql AS 'SELECT 1' | function x()",
                "CREATE AGGREGATE x(int) (SFUNC = int4pl, STYPE = int) | function x(integer)",
                "CREATE TYPE x AS ENUM ('a') | type x",
                "CREATE TYPE x AS (a int) | type x",
                "CREATE TYPE x AS RANGE (SUBTYPE = int4) | type x",
                "CREATE DOMAIN x AS int | type x",
                "SELECT lo_create(4711) | large object 4711",
            })
    void whateverIsThereIsNamed(String sql, String found, TestDatabase database) {
        database.execute(sql);

        assertThatThrownBy(() -> requireEmpty(database))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
                .hasMessageContaining("\"" + database.name() + "\" is not empty: it has ")
                .hasMessageContaining(found);
    }

    @Test
    void aNewDatabaseIsEmptyAlsoWithAnExtension(TestDatabase database) {
        assertThatCode(() -> requireEmpty(database)).doesNotThrowAnyException();

        database.execute("CREATE SCHEMA IF NOT EXISTS public", "CREATE EXTENSION IF NOT EXISTS plpgsql");
        database.query("SELECT name FROM pg_available_extensions WHERE name IN ('pg_trgm', 'hstore', 'citext')")
                .forEach(extension -> database.execute("CREATE EXTENSION " + extension));

        assertThatCode(() -> requireEmpty(database))
                .as("what belongs to an extension comes with it")
                .doesNotThrowAnyException();
    }

    @Test
    void manyAreCounted(TestDatabase database) {
        database.execute(Arrays.stream("abcdefgh".split(""))
                .map(name -> "CREATE TABLE " + name + " ()")
                .toArray(String[]::new));

        assertThatThrownBy(() -> requireEmpty(database))
                .hasMessageContaining("table a, table b, table c, table d, table e and 3 more");
    }
}
