package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files keep the books themselves. */
final class OwnHistoryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE schema_migrations (version text)                     | true  | false",
                "create unlogged table public.\"schema_migrations\" (version text) | true  | false",
                "CREATE TABLE /* ours */ SCHEMA_MIGRATIONS AS SELECT 'a' AS version | true | false",
                "DO $$ BEGIN CREATE TABLE schema_migrations (version text); END $$ | true  | false",
                "-- do not create table schema_migrations                          | false | false",
                "/* insert into schema_migrations */ SELECT 1                      | false | false",
                "SELECT 'create table schema_migrations'                           | false | false",
                "CREATE TABLE IF NOT EXISTS schema_migrations (version text)       | false | false",
                "CREATE TEMP TABLE schema_migrations (version text)                | false | false",
                "CREATE TABLE audit.schema_migrations (version text)               | false | false",
                "CREATE TABLE schema_migrations_log (version text)                 | false | false",
                "CREATE VIEW schema_migrations AS SELECT 1                         | false | false",
                "INSERT INTO schema_migrations VALUES ('x')                        | false | true",
                "INSERT /* ours */ INTO public.schema_migrations VALUES ('x')      | false | true",
                "WITH a AS (INSERT INTO schema_migrations VALUES ('x')) SELECT 1   | false | true",
                "DO $$ BEGIN INSERT INTO schema_migrations VALUES ('x'); END $$    | false | true",
                "INSERT INTO audit.schema_migrations VALUES ('x')                  | false | false",
                "INSERT INTO \"SCHEMA_MIGRATIONS\" VALUES ('x')                    | false | false",
                "INSERT INTO t SELECT version FROM schema_migrations               | false | false",
            })
    void isReadFromTheStatementsAndNotFromTheWords(String sql, boolean creates, boolean inserts) {
        Convention convention =
                Project.of(folder, "plain").file("x.sql", sql + "\n").open();
        Body body = convention.read(convention.migrations().get(0), Direction.UP);

        assertThat(convention.createsHistory(body)).isEqualTo(creates);
        assertThat(convention.recordsItself(body)).isEqualTo(inserts);
    }
}
