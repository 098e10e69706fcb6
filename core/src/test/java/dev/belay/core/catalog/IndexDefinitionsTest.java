package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Sql;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The definitions that are put together here say, to the letter, what the server says. */
@ServerTest
final class IndexDefinitionsTest {
    private static final String TABLES = """
            CREATE SCHEMA app;
            CREATE COLLATION app.german (provider = libc, locale = 'C');
            CREATE DOMAIN app.email AS text;
            CREATE DOMAIN app.tagged AS text COLLATE app.german;
            CREATE TYPE app.mood AS ENUM ('good', 'bad');
            CREATE TYPE app."odd(1)" AS ENUM ('a');
            CREATE TABLE app.t (
                gone int, i int, b bigint, s smallint, n numeric(12,2), t text, v varchar(200), w varchar, c char(5),
                bp bpchar, ch "char", nm name, bl boolean, d date, tz timestamptz(3), ts timestamp, ti time(2) with time zone,
                iv interval day to second(3), bi bit(3), vb bit varying(8), u uuid, j jsonb, by bytea, o oid, r regclass,
                ip inet, ci cidr, m app.mood, mo app."odd(1)", e app.email, x app.tagged, g text COLLATE "C",
                ge varchar COLLATE app.german, a int[], p point, bx box, ir int4range, tv tsvector, xi xid8, mny money,
                "select" int, "between" int, "Odd" int, "dollar$" int, "ü" int, value int, name int, "a b" int);
            ALTER TABLE app.t DROP COLUMN gone;
            CREATE TABLE app.parts (id int, at date) PARTITION BY RANGE (at);
            CREATE TABLE app.part PARTITION OF app.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE MATERIALIZED VIEW app.seen AS SELECT i, v FROM app.t;
            CREATE TABLE app."Odd Table" (i int);
            """;

    private static final String INDEXES = """
            CREATE INDEX ON app.t (i); CREATE INDEX ON app.t (b); CREATE INDEX ON app.t (s); CREATE INDEX ON app.t (n);
            CREATE INDEX ON app.t (t); CREATE INDEX ON app.t (v); CREATE INDEX ON app.t (w); CREATE INDEX ON app.t (c);
            CREATE INDEX ON app.t (bp); CREATE INDEX ON app.t (ch); CREATE INDEX ON app.t (nm); CREATE INDEX ON app.t (bl);
            CREATE INDEX ON app.t (d); CREATE INDEX ON app.t (tz); CREATE INDEX ON app.t (ts); CREATE INDEX ON app.t (ti);
            CREATE INDEX ON app.t (iv); CREATE INDEX ON app.t (bi); CREATE INDEX ON app.t (vb); CREATE INDEX ON app.t (u);
            CREATE INDEX ON app.t (j); CREATE INDEX ON app.t USING gin (j); CREATE INDEX ON app.t (by);
            CREATE INDEX ON app.t (o); CREATE INDEX ON app.t (r); CREATE INDEX ON app.t (ip); CREATE INDEX ON app.t (ci);
            CREATE INDEX ON app.t (m); CREATE INDEX ON app.t (mo); CREATE INDEX ON app.t (e); CREATE INDEX ON app.t (x);
            CREATE INDEX ON app.t (g); CREATE INDEX ON app.t (ge); CREATE INDEX ON app.t (a);
            CREATE INDEX ON app.t USING gin (a); CREATE INDEX ON app.t USING gist (p); CREATE INDEX ON app.t USING gist (bx);
            CREATE INDEX ON app.t USING spgist (p); CREATE INDEX ON app.t USING gist (ir); CREATE INDEX ON app.t (ir);
            CREATE INDEX ON app.t USING gin (tv); CREATE INDEX ON app.t (xi); CREATE INDEX ON app.t (mny);
            CREATE INDEX ON app.t USING hash (v); CREATE INDEX ON app.t USING hash (t); CREATE INDEX ON app.t USING hash (c);
            CREATE INDEX ON app.t USING brin (i, tz); CREATE INDEX ON app.t USING brin (v);
            CREATE INDEX ON app.t (i oid_ops); CREATE INDEX ON app.t (t text_pattern_ops);
            CREATE INDEX ON app.t (v varchar_pattern_ops); CREATE INDEX ON app.t (v varchar_ops);
            CREATE INDEX ON app.t (t COLLATE "C"); CREATE INDEX ON app.t (g COLLATE "default");
            CREATE INDEX ON app.t (g COLLATE "C"); CREATE INDEX ON app.t (x COLLATE "C"); CREATE INDEX ON app.t (nm COLLATE "C");
            CREATE INDEX ON app.t (i DESC, b NULLS FIRST, s DESC NULLS LAST, n ASC NULLS LAST);
            CREATE UNIQUE INDEX ON app.t (i, b); CREATE INDEX ON app.t (i) INCLUDE (t, x, "Odd");
            CREATE INDEX ON app.t (i) INCLUDE (t, j);
            CREATE INDEX ON app.t ("select"); CREATE INDEX ON app.t ("between"); CREATE INDEX ON app.t ("Odd");
            CREATE INDEX ON app.t ("dollar$"); CREATE INDEX ON app.t ("ü"); CREATE INDEX ON app.t (value, name);
            CREATE INDEX ON app.t ("a b"); CREATE INDEX ON app.t (lower(t)); CREATE INDEX ON app.t (i, (b + 1));
            CREATE INDEX ON app.t (i) WITH (fillfactor = 70);
            CREATE INDEX ON app.t USING brin (i int4_bloom_ops (n_distinct_per_range = 100));
            CREATE INDEX ON app.t USING gist (tv tsvector_ops (siglen = 100));
            CREATE INDEX ON app.t (i) WHERE bl; CREATE INDEX ON app.t (i) WHERE b > 0 AND t LIKE 'it''s%' OR m = 'good';
            CREATE INDEX ON app.t (i) WHERE CASE WHEN b > 0 THEN bl ELSE NOT bl END;
            CREATE INDEX ON app.t (i) WHERE CASE i WHEN 1 THEN CASE WHEN bl THEN true END END IS NOT NULL;
            CREATE INDEX ON app.t (i) WHERE t <> E'two\\nlines'; CREATE INDEX ON app.t (i) WHERE (i, b) > (1, 2);
            CREATE INDEX ON app.t (i) WHERE t IS DISTINCT FROM v AND i = ANY (ARRAY[1, 2]) AND app.t.* IS NOT NULL;
            CREATE INDEX ON app.t (i) WHERE coalesce(b, 0) BETWEEN 1 AND 2 AND extract(year FROM d) = 2026;
            CREATE INDEX ON app.parts (id); CREATE INDEX ON app.parts (at DESC) WHERE id > 0;
            CREATE INDEX ON app.seen (i); CREATE INDEX ON app.seen (v); CREATE INDEX ON app."Odd Table" (i);
            """;

    @EveryMajor
    void eachIsWhatTheServerSays(TestDatabase database) throws SQLException {
        RoundTrip.load(database, TABLES + INDEXES + fifteen(database));

        assertThat(ours(database)).isEqualTo(theirs(database)).hasSizeGreaterThan(80);
    }

    /** Then the operators that varchar has by default are no longer those of text. */
    @EveryMajor
    void anOperatorClassOfAUserIsReckonedWith(TestDatabase database) throws SQLException {
        RoundTrip.load(database, """
                CREATE SCHEMA app;
                CREATE TABLE app.t (v varchar, t text);
                CREATE INDEX of_text ON app.t (v text_ops);
                CREATE OPERATOR CLASS app.own DEFAULT FOR TYPE varchar USING btree AS
                    OPERATOR 1 < (text, text), OPERATOR 2 <= (text, text), OPERATOR 3 = (text, text),
                    OPERATOR 4 >= (text, text), OPERATOR 5 > (text, text), FUNCTION 1 (varchar, varchar) bttextcmp(text, text);
                CREATE INDEX of_own ON app.t (v);
                CREATE INDEX plain ON app.t (t);
                """);

        assertThat(ours(database))
                .isEqualTo(theirs(database))
                .containsEntry("of_text", "USING btree (v text_ops)")
                .containsEntry("of_own", "USING btree (v)");
    }

    @EveryMajor
    void theServerIsAskedOnlyForWhatIsUnusual(TestDatabase database) throws SQLException {
        RoundTrip.load(database, """
                CREATE TABLE t (i int, v varchar(20), n numeric(10,2), at timestamptz DEFAULT now());
                CREATE INDEX ON t (i); CREATE INDEX ON t (v, at DESC); CREATE INDEX ON t (n) INCLUDE (v);
                CREATE UNIQUE INDEX ON t (i, v);
                """);

        assertThat(asked(database)).isZero();
    }

    /** Whatever is printed of the one is printed of the other. */
    @EveryMajor
    void itIsAskedOnceForAllThatMustBeTheSame(TestDatabase database) throws SQLException {
        String indexes = """
                CREATE INDEX ON t (lower(v)); CREATE INDEX ON t (v) WHERE n > 0; CREATE INDEX ON t (v text_pattern_ops);
                """;
        for (String schema : List.of("a", "b", "c")) {
            RoundTrip.load(
                    database,
                    "CREATE SCHEMA %1$s; SET search_path = %1$s; CREATE TABLE t (i int, v varchar(20), n int);"
                                    .formatted(schema)
                            + indexes);
        }

        assertThat(asked(database)).isEqualTo(3);
    }

    /** The expressions are the same in the catalog, and what is printed is not. */
    @EveryMajor
    void whatOnlyLooksTheSameIsAskedForByItself(TestDatabase database) throws SQLException {
        RoundTrip.load(database, """
                CREATE SCHEMA app; SET search_path = app;
                CREATE TABLE one (i int, n int, CHECK (n > i AND one.* IS NOT NULL), CHECK (i <> 0));
                CREATE TABLE two (j int, m int, CHECK (m > j AND two.* IS NOT NULL), CHECK (j <> 0));
                CREATE TABLE too (i int, n int, CHECK (n > i AND too.* IS NOT NULL), CHECK (i <> 0));
                CREATE INDEX i_1 ON one ((i + 1)) WHERE n > 0; CREATE INDEX i_2 ON two ((j + 1)) WHERE m > 0;
                CREATE INDEX w_1 ON one (i) WHERE one.* IS NULL; CREATE INDEX w_2 ON too (i) WHERE too.* IS NULL;
                CREATE INDEX f_1 ON one ((i + 1)) WITH (fillfactor = 50); CREATE INDEX f_2 ON too ((i + 1)) WITH (fillfactor = 60);
                CREATE INDEX f_3 ON too ((i + 1));
                """);

        assertThat(ours(database)).isEqualTo(theirs(database)).hasSize(7);
        assertThat(checks(RoundTrip.read(database))).isEqualTo(checks(database)).hasSize(6);
    }

    private static List<String> checks(Catalog catalog) {
        return catalog.objects().values().stream()
                .flatMap(object -> object instanceof Table table
                        ? table.checks().stream()
                                .map(check -> table.id().name() + " " + check.name() + " " + check.definition())
                        : Stream.empty())
                .sorted()
                .toList();
    }

    private static List<String> checks(TestDatabase database) {
        return database
                .query(
                        "SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                                + " WHERE contype = 'c' AND conrelid <> 0 AND connamespace = 'app'::regnamespace")
                .stream()
                .map(text -> text.replaceFirst("^app[.]", ""))
                .sorted()
                .toList();
    }

    private static int asked(TestDatabase database) throws SQLException {

        try (Connection connection = database.connect()) {
            return CatalogReader.inSnapshot(connection, () -> {
                int major = database.server().major();
                Assembly assembly = new Assembly(major);
                assembly.details("columns", CatalogReader.rows(connection, "columns", major));
                return assembly.definitions(
                                CatalogReader.rows(connection, "indexes", major),
                                CatalogReader.rows(connection, "default_operator_classes", major))
                        .indexes()
                        .unknown()
                        .size();
            });
        }
    }

    private static String fifteen(TestDatabase database) {
        return database.server().major() < 15
                ? ""
                : "CREATE UNIQUE INDEX ON app.t (s) NULLS NOT DISTINCT WHERE bl; CREATE UNIQUE INDEX ON app.t (s) INCLUDE (i) NULLS NOT DISTINCT;";
    }

    private static Map<String, String> ours(TestDatabase database) {
        Map<String, String> definitions = new TreeMap<>();
        RoundTrip.read(database).objects().forEach((id, object) -> {
            if (object instanceof Index index) {
                definitions.put(id.name(), index.definition());
            }
        });
        return definitions;
    }

    private static Map<String, String> theirs(TestDatabase database) throws SQLException {
        Map<String, String> definitions = new TreeMap<>();
        try (Connection connection = database.connect()) {
            Sql.script(connection, "SET search_path = ''");
            Sql.list(connection, """
                            SELECT c.relname, pg_get_indexdef(c.oid)
                            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE n.nspname = 'app' AND c.relkind IN ('i', 'I')
                            """, row -> {
                String definition = row.getString(2);
                definitions.put(row.getString(1), definition.substring(definition.indexOf("USING ")));
                return definition;
            });
        }
        return definitions;
    }
}
