package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole schemas become others. */
@ServerTest
final class SchemaChangesTest {
    private static final Path VIVIDLY = Path.of(System.getProperty("belay.root", ".."), "examples", "vividly");

    private static final List<String> FIRST_HALF =
            List.of("001_create_base_schema.sql", "add_feature_flags.sql", "add_request_tracking.sql");

    private static final String CIRCLES = """
        CREATE VIEW a AS SELECT 1 AS x, 'y'::varchar(3) COLLATE "C" AS y;
        CREATE VIEW b WITH (security_barrier) AS SELECT x, y FROM a;
        CREATE OR REPLACE VIEW a AS SELECT x, y FROM b;
        CREATE VIEW v AS SELECT 1 AS id;
        CREATE FUNCTION rows_of() RETURNS SETOF v LANGUAGE sql AS 'SELECT 1';
        CREATE OR REPLACE VIEW v AS SELECT id FROM rows_of();
        CREATE TABLE t (id int PRIMARY KEY, name text);
        CREATE VIEW by_key AS SELECT id, name FROM t GROUP BY id;
        CREATE MATERIALIZED VIEW above AS SELECT * FROM by_key;
        CREATE RULE renamed AS ON UPDATE TO by_key DO INSTEAD UPDATE t SET name = NEW.name WHERE id = OLD.id;
        """;

    private static final List<String> SECOND_HALF = List.of(
            "add_phase2_indexes.sql",
            "add_compound_indexes_content_requests.sql",
            "enterprise_prompt_system_phase1.sql");

    @Test
    void halfOfAProjectBecomesTheWholeAndHalfAgain(TestDatabase origin, TestDatabase half, TestDatabase whole)
            throws IOException {
        for (String file : FIRST_HALF) {
            RoundTrip.load(origin, Files.readString(VIVIDLY.resolve(file)));
        }
        // From its own text, since PostgreSQL prints some expressions in other words after they were loaded once.
        RoundTrip.load(half, SchemaScript.of(RoundTrip.read(origin)));
        for (String file : SECOND_HALF) {
            RoundTrip.load(origin, Files.readString(VIVIDLY.resolve(file)));
        }
        RoundTrip.load(whole, SchemaScript.of(RoundTrip.read(origin)));

        becomeEachOther(half, whole);
    }

    @EveryMajor
    void somethingOfEverythingAndViewsInCirclesComeFromNothingAndGoAgain(TestDatabase empty, TestDatabase full) {
        Roles roles = new Roles(full, "ann", "bob");
        try {
            RoundTrip.load(full, roles.in(SingleChange.resource("single-changes.sql")));
            RoundTrip.load(full, CIRCLES);

            becomeEachOther(empty, full);
        } finally {
            for (TestDatabase database : List.of(empty, full)) {
                database.execute(roles.in("DROP OWNED BY {ann}, {bob}"));
            }
            roles.drop();
        }
    }

    @EveryMajor(ends = true)
    void manyChangesAtOnceAreMadeAndUndone(TestDatabase before, TestDatabase after) {
        Roles roles = new Roles(before, "ann", "bob");
        String schema = roles.in(SingleChange.resource("single-changes.sql"));
        try {
            RoundTrip.load(before, schema);
            RoundTrip.load(after, schema);
            RoundTrip.load(after, roles.in("""
                    ALTER DOMAIN app.email ADD CONSTRAINT short CHECK (length(VALUE) < 99) NOT VALID;
                    ALTER SEQUENCE app.numbers CYCLE MAXVALUE 1000;
                    DROP FUNCTION app.add(integer, integer) CASCADE;
                    CREATE FUNCTION app.add(a integer, b integer) RETURNS bigint LANGUAGE sql AS 'SELECT a + b::bigint';
                    ALTER TABLE app.users ADD COLUMN nick text DEFAULT app.shout() NOT NULL;
                    ALTER TABLE app.users ALTER COLUMN score SET NOT NULL;
                    ALTER TABLE app.users DROP CONSTRAINT users_pkey CASCADE;
                    ALTER TABLE app.users ALTER COLUMN id DROP IDENTITY;
                    ALTER TABLE app.users ALTER COLUMN ticket DROP DEFAULT;
                    DROP SEQUENCE app.users_ticket_seq;
                    ALTER TABLE app.users ALTER COLUMN notes SET STORAGE EXTERNAL;
                    ALTER TABLE app.users OWNER TO {ann};
                    ALTER TABLE app.base ADD COLUMN more integer NOT NULL DEFAULT 0;
                    ALTER TABLE app.base ADD CONSTRAINT counted CHECK (id > 0);
                    ALTER TABLE app.base ALTER COLUMN id SET NOT NULL;
                    ALTER TABLE app.log ATTACH PARTITION app.log_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
                    ALTER TABLE app.log ADD COLUMN level integer;
                    ALTER TABLE app.log ADD PRIMARY KEY (at);
                    ALTER TABLE app.log DETACH PARTITION app.log_2026;
                    CREATE OR REPLACE VIEW app.adults AS SELECT id, name, born FROM app.users WHERE born < '2008-01-01';
                    ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO {bob};
                    CREATE TABLE app.late (id serial PRIMARY KEY, key bigint GENERATED ALWAYS AS IDENTITY);
                    DROP PUBLICATION news;
                    ALTER SERVER away VERSION '2' OPTIONS (SET host 'here', ADD port '1');
                    ALTER FOREIGN TABLE app.distant OPTIONS (ADD wide 'yes');
                    DROP MATERIALIZED VIEW app.totals;
                    """));

            becomeEachOther(before, after, Described.Aspect.COLUMN_ORDER);
        } finally {
            for (TestDatabase database : List.of(before, after)) {
                database.execute(
                        roles.in("REASSIGN OWNED BY {ann} TO CURRENT_USER"), roles.in("DROP OWNED BY {ann}, {bob}"));
            }
            roles.drop();
        }
    }

    @Test
    void whatHangsOnAChangedColumnStepsAsideAndComesBackAsItWas(TestDatabase before, TestDatabase after) {
        String schema = """
                CREATE TABLE item (code varchar(10) DEFAULT 'x' NOT NULL, price numeric(8,2), CHECK (code <> ''));
                CREATE VIEW item_codes AS SELECT code FROM item;
                CREATE VIEW first_codes AS SELECT code FROM item_codes LIMIT 1;
                CREATE MATERIALIZED VIEW codes AS SELECT code, count(*) FROM item GROUP BY code;
                CREATE UNIQUE INDEX codes_code ON codes (code);
                CREATE FUNCTION spell(i item) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT (i).code; END;
                CREATE RULE quiet AS ON UPDATE TO item WHERE new.code = 'q' DO INSTEAD NOTHING;
                COMMENT ON VIEW first_codes IS 'kept';
                INSERT INTO item VALUES ('a', 1);
                REFRESH MATERIALIZED VIEW codes;
                """;
        RoundTrip.load(before, schema);
        RoundTrip.load(after, schema.replace("varchar(10)", "varchar(20)").replace("numeric(8,2)", "numeric(10,2)"));
        SchemaChanges changes = Rebuilding.changes(RoundTrip.read(before), RoundTrip.read(after));

        Rebuilding.run(before, changes);

        assertThat(changes.unsaid()).isEmpty();
        assertThat(Rebuilding.wrong(before, RoundTrip.read(after), changes)).isEmpty();
        assertThat(before.query("SELECT * FROM codes")).containsExactly("a|1");
    }

    @Test
    void whatDoesNotCountIsLeftAsItWasWhereSomethingIsMadeAnew(TestDatabase before, TestDatabase after) {
        Roles roles = new Roles(before, "ann", "bob");
        try {
            RoundTrip.load(before, roles.in("""
                    CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
                    ALTER FUNCTION f() OWNER TO {ann};
                    COMMENT ON FUNCTION f() IS 'ours';
                    GRANT EXECUTE ON FUNCTION f() TO {bob};
                    """));
            RoundTrip.load(after, "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'");
            SchemaChanges changes = Rebuilding.changes(
                    RoundTrip.read(before),
                    RoundTrip.read(after),
                    Described.Aspect.OWNERS,
                    Described.Aspect.PRIVILEGES,
                    Described.Aspect.COMMENTS);

            Rebuilding.run(before, changes);

            assertThat(before.query("""
                    SELECT prorettype::regtype, proowner::regrole, obj_description(oid), proacl IS NOT NULL
                    FROM pg_proc WHERE proname = 'f'
                    """)).containsExactly("bigint|" + roles.name("ann") + "|ours|t");
        } finally {
            before.execute(roles.in("DROP OWNED BY {ann}, {bob}"));
            roles.drop();
        }
    }

    @Test
    void theScriptSaysWhatIsLostAndWhatIsNotWrittenDown(TestDatabase before, TestDatabase after) throws IOException {
        RoundTrip.load(before, "CREATE TABLE a (x text, y text); CREATE TABLE b (); CREATE TYPE e AS ENUM ('p')");
        RoundTrip.load(after, "CREATE TABLE a (x integer); CREATE TYPE e AS ENUM ('p', 'q')");
        StringBuilder script = new StringBuilder();

        ChangeScript.write(
                Rebuilding.changes(RoundTrip.read(before), RoundTrip.read(after)),
                new ChangeScript.Origin("Belay", "one\nplace", "another", 15),
                script);

        assertThat(script.toString().lines().collect(Collectors.joining("\n"))).isEqualTo("""
                -- What leads from one place
                -- to another
                -- written by Belay for PostgreSQL 15
                -- Not for one transaction: commit after each ADD VALUE. The rest can run in one.
                -- not written down: table public.a: column x: type: text → integer: that may fail, or write every row anew

                SET client_encoding = 'UTF8';
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                SET check_function_bodies = false;
                SET xmloption = content;

                -- alter type public.e
                -- can be used once it is committed
                ALTER TYPE public.e ADD VALUE 'q' AFTER 'p';

                -- drop table public.b
                -- its rows go with it
                DROP TABLE public.b;

                -- alter table public.a
                -- the data of the column goes with it
                ALTER TABLE public.a DROP COLUMN y;""");
    }

    private static void becomeEachOther(TestDatabase one, TestDatabase other, Described.Aspect... ignored) {
        Catalog first = RoundTrip.read(one);
        Catalog second = RoundTrip.read(other);
        SchemaChanges there = Rebuilding.changes(first, second, ignored);
        SchemaChanges back = Rebuilding.changes(second, first, ignored);

        Rebuilding.run(one, there);
        Rebuilding.run(other, back);

        assertThat(there.unsaid()).isEmpty();
        assertThat(back.unsaid()).isEmpty();
        assertThat(Rebuilding.wrong(one, second, there, ignored)).isEmpty();
        assertThat(Rebuilding.wrong(other, first, back, ignored)).isEmpty();
    }
}
