package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code IF NOT EXISTS} is not always true to its word: what was kept is compared with what was asked for. */
@ServerTest
final class KeptObjectsTest {
    private static final String NO_PROBE = """

            DO $$ BEGIN
                IF EXISTS (SELECT FROM pg_class WHERE relname LIKE 'belay\\_probe%') THEN RAISE 'a probe was left'; END IF;
            END $$;
            """;

    @TempDir
    Path folder;

    private Project project(TestDatabase database) {
        database.execute(
                "CREATE TABLE author (id int PRIMARY KEY, name text, born date)",
                "CREATE TABLE book (id int, name text)",
                "INSERT INTO author VALUES (1, 'a', now()), (2, 'a', now())");
        return new Project(folder, database);
    }

    /** What is warned of when this runs, each in one line. */
    private static List<String> warnings(Project project, String script) {
        project.database().execute("DROP SCHEMA IF EXISTS belay CASCADE", "DROP TABLE IF EXISTS schema_migrations");
        List<String> before = everything(project.database());
        project.heard.clear();
        RunResult result = project.with("add_1", script + NO_PROBE).up();
        assertThat(result.failure()).isEmpty();
        project.database().execute("DROP SCHEMA belay CASCADE", "DROP TABLE schema_migrations");
        assertThat(everything(project.database())).as("nothing is left behind").isEqualTo(before);
        return project.heard(RunEvent.Warned.class).stream()
                .map(warned -> warned.message() + " | " + String.join(" | ", warned.details()))
                .toList();
    }

    private static List<String> everything(TestDatabase database) {
        return database.query("""
                SELECT n.nspname, c.relname, a.attname, a.atttypid::regtype FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
                WHERE n.nspname !~ '^(pg_|information_schema)' OR n.nspname ~ '^pg_temp' ORDER BY 1, 2, 3
                """);
    }

    @EveryMajor
    void anIndexOfTheSameDefinitionIsTheSame(TestDatabase database) {
        Project project = project(database);
        database.execute(
                "CREATE INDEX i1 ON author (name)",
                "CREATE UNIQUE INDEX i2 ON author (lower(name) text_pattern_ops DESC, id) WHERE born IS NOT NULL",
                "CREATE INDEX i3 ON author USING hash (name) WITH (fillfactor = 70)",
                "CREATE INDEX \"I 4\" ON author (name) INCLUDE (born)");

        assertThat(warnings(project, """
                CREATE INDEX IF NOT EXISTS i1 ON author USING btree (name);
                create unique index if not exists i2 on public.author ( LOWER(name) text_pattern_ops desc, id )
                    where born is not null;
                CREATE INDEX IF NOT EXISTS i3 ON author USING hash (name) WITH (fillfactor = 70);
                CREATE INDEX IF NOT EXISTS "I 4" ON author (name) INCLUDE (born);
                CREATE INDEX CONCURRENTLY IF NOT EXISTS i1 ON ONLY author (name);
                """)).isEmpty();
    }

    @Test
    void anIndexOfAnotherDefinitionIsNamedWithBothDefinitions(TestDatabase database) {
        Project project = project(database);
        database.execute("CREATE INDEX i ON author (name)");

        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS i ON author (name, born);"))
                .containsExactly("index \"i\": the existing one has another definition"
                        + " | there is: CREATE INDEX i ON public.author USING btree (name)"
                        + " | the file says: CREATE INDEX IF NOT EXISTS i ON author (name, born)");
        assertThat(warnings(project, "CREATE UNIQUE INDEX IF NOT EXISTS i ON author (name);"))
                .hasSize(1);
        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS i ON author (name DESC);"))
                .hasSize(1);
        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS i ON author (name) WHERE id > 1;"))
                .hasSize(1);
        assertThat(warnings(project, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON author (born);"))
                .hasSize(1);
    }

    @Test
    void anIndexOnAnotherTableIsNotTheSame(TestDatabase database) {
        Project project = project(database);
        database.execute(
                "CREATE INDEX i ON book (name)",
                "CREATE SCHEMA other",
                "CREATE TABLE other.author (name text)",
                "CREATE INDEX i ON other.author (name)",
                "CREATE INDEX j ON other.author (name)");

        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS i ON author (name);"))
                .containsExactly("index \"i\": the existing one has another definition"
                        + " | there is: CREATE INDEX i ON public.book USING btree (name)"
                        + " | the file says: CREATE INDEX IF NOT EXISTS i ON author (name)");
        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS i ON other.author (name);"))
                .isEmpty();
        assertThat(warnings(project, "CREATE INDEX IF NOT EXISTS j ON other.author (name DESC);"))
                .hasSize(1);
    }

    @Test
    void anInvalidIndexIsNotTheSame(TestDatabase database) {
        Project project = project(database);
        assertThatThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY i ON author (name)"))
                .hasRootCauseMessage(
                        "ERROR: could not create unique index \"i\"\n  Detail: Key (name)=(a) is duplicated.");

        assertThat(warnings(project, "CREATE UNIQUE INDEX IF NOT EXISTS i ON author (name);"))
                .singleElement()
                .asString()
                .startsWith("index \"i\": the existing one is invalid | there is: CREATE UNIQUE INDEX i");
    }

    @EveryMajor
    void aTableOfTheSameColumnsIsTheSame(TestDatabase database) {
        Project project = project(database);
        database.execute("CREATE TABLE many (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, v varchar(9)"
                + " DEFAULT 'x' NOT NULL, d numeric(9, 2) CHECK (d > 0), author_id int REFERENCES author (id))");

        assertThat(warnings(project, """
                CREATE TABLE IF NOT EXISTS author (id int PRIMARY KEY, name text, born date);
                CREATE TABLE IF NOT EXISTS public.book (id integer, name text);
                CREATE TABLE IF NOT EXISTS many (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial,
                    v varchar(9) DEFAULT 'x' NOT NULL, d numeric(9, 2) CHECK (d > 0),
                    author_id int REFERENCES author (id));
                """)).isEmpty();
    }

    @Test
    void aTableOfOtherColumnsIsNamedWithBoth(TestDatabase database) {
        Project project = project(database);

        assertThat(warnings(project, "CREATE TABLE IF NOT EXISTS author (id int PRIMARY KEY, name varchar(80));"))
                .containsExactly("table \"author\": the existing one has other columns"
                        + " | there is: \"id\" integer NOT NULL, \"name\" text, \"born\" date"
                        + " | the file says: CREATE TABLE IF NOT EXISTS author (id int PRIMARY KEY, name varchar(80))");
        assertThat(warnings(project, "CREATE TABLE IF NOT EXISTS book (id int NOT NULL, name text);"))
                .hasSize(1);
        assertThat(warnings(project, "CREATE TABLE IF NOT EXISTS book (id int, name text DEFAULT 'x');"))
                .hasSize(1);
        assertThat(warnings(project, "CREATE TABLE IF NOT EXISTS book (name text, id int);"))
                .hasSize(1);
    }

    /** To compare it would have to run the query. */
    @Test
    void aTableMadeFromAQueryIsNotMadeTwice(TestDatabase database) {
        Project project = project(database);
        database.execute("CREATE SEQUENCE runs");

        assertThat(warnings(project, "CREATE TABLE IF NOT EXISTS book (id) AS SELECT nextval('runs');"))
                .singleElement()
                .asString()
                .startsWith("table \"book\": the existing one was kept, and could not be compared");
        assertThat(database.query("SELECT is_called FROM runs")).containsExactly("f");
    }

    @EveryMajor
    void aColumnOfTheSameTypeIsTheSame(TestDatabase database) {
        Project project = project(database);
        database.execute("ALTER TABLE book ADD COLUMN pages int NOT NULL DEFAULT 1, ADD COLUMN \"Mixed\" varchar(3),"
                + " ADD COLUMN author_id int REFERENCES author (id), ADD COLUMN n bigserial");

        assertThat(warnings(project, """
                ALTER TABLE book ADD COLUMN IF NOT EXISTS name text;
                ALTER TABLE IF EXISTS ONLY public.book ADD COLUMN IF NOT EXISTS pages integer DEFAULT 1 NOT NULL,
                    ADD IF NOT EXISTS "Mixed" varchar(3);
                ALTER TABLE book ADD COLUMN IF NOT EXISTS author_id int REFERENCES author (id),
                    ADD COLUMN IF NOT EXISTS n bigserial, ADD COLUMN brand_new int;
                ALTER TABLE book DROP COLUMN brand_new;
                """)).isEmpty();
    }

    @Test
    void aColumnOfAnotherTypeIsNamedWithBoth(TestDatabase database) {
        Project project = project(database);

        assertThat(warnings(project, "ALTER TABLE book ADD COLUMN IF NOT EXISTS name varchar(80);"))
                .containsExactly("column \"name\": the existing one has another definition"
                        + " | there is: \"name\" text"
                        + " | the file says: ALTER TABLE book ADD COLUMN IF NOT EXISTS name varchar(80)");
        assertThat(warnings(project, "ALTER TABLE book ADD COLUMN IF NOT EXISTS name text NOT NULL;"))
                .hasSize(1);
        assertThat(warnings(project, "ALTER TABLE book ADD COLUMN IF NOT EXISTS name text DEFAULT 'x';"))
                .hasSize(1);
    }

    @Test
    void aNameThatBelongsToAnotherKindIsTold(TestDatabase database) {
        Project project = project(database);
        database.execute("CREATE VIEW v AS SELECT id, name FROM book", "CREATE TABLE t (id int)");

        assertThat(warnings(project, """
                CREATE TABLE IF NOT EXISTS v (id int, name text);
                CREATE INDEX IF NOT EXISTS t ON author (name);
                """))
                .containsExactly(
                        "table \"v\": the name belongs to something that is not a table"
                                + " | there is: \"id\" integer, \"name\" text"
                                + " | the file says: CREATE TABLE IF NOT EXISTS v (id int, name text)",
                        "index \"t\": the name belongs to something that is not an index"
                                + " | the file says: CREATE INDEX IF NOT EXISTS t ON author (name)");
    }

    @Test
    void otherKindsAreNamedAndNotCompared(TestDatabase database) {
        Project project = project(database);
        database.execute("CREATE SEQUENCE s", "CREATE MATERIALIZED VIEW m AS SELECT 1", "CREATE SCHEMA other");

        assertThat(warnings(project, """
                CREATE SEQUENCE IF NOT EXISTS s INCREMENT 7;
                CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 2;
                CREATE SCHEMA IF NOT EXISTS other;
                CREATE TABLE IF NOT EXISTS author (LIKE author);
                """))
                .containsExactly(
                        "sequence \"s\": the existing one was kept as it is"
                                + " | the file says: CREATE SEQUENCE IF NOT EXISTS s INCREMENT 7",
                        "materialized view \"m\": the existing one was kept as it is"
                                + " | the file says: CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 2");
    }

    @Test
    void aRoleThatMayNotProbeIsWarnedAllTheSame(TestDatabase database) {
        Project project = project(database);
        database.execute(
                "CREATE ROLE weak_" + database.name(),
                "GRANT ALL ON author TO weak_" + database.name(),
                "GRANT ALL ON SCHEMA public TO weak_" + database.name());

        assertThat(warnings(
                        project,
                        "SET ROLE weak_" + database.name()
                                + "; CREATE TABLE IF NOT EXISTS author (id int PRIMARY KEY);"))
                .singleElement()
                .asString()
                .startsWith("table \"author\": the existing one could not be compared: ");
        database.execute("DROP OWNED BY weak_" + database.name(), "DROP ROLE weak_" + database.name());
    }
}
