package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Corpora;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
final class AcrossMajorsTest {
    private static final TestServer OLDEST = TestServer.of(TestServer.MAJORS.get(0));
    private static final TestServer NEWEST = TestServer.of(TestServer.MAJORS.get(TestServer.MAJORS.size() - 1));

    /** Of everything that has other words in another version. */
    private static final String WORDS = """
            CREATE EXTENSION btree_gist;
            CREATE TABLE one (id bigint PRIMARY KEY, name text NOT NULL, "Odd.x" int);
            CREATE TABLE many (id serial PRIMARY KEY, one bigint NOT NULL REFERENCES one, span int4range,
                EXCLUDE USING gist (one WITH =, span WITH &&));
            CREATE TABLE heir (more int NOT NULL) INHERITS (one);
            CREATE TABLE parted (a int NOT NULL, b text) PARTITION BY LIST (a);
            CREATE TABLE part PARTITION OF parted FOR VALUES IN (1);
            CREATE UNLOGGED TABLE fleeting (id bigint GENERATED ALWAYS AS IDENTITY, n serial);
            CREATE VIEW of_one AS SELECT o.name, count(*) AS n, 'one.name' AS text, o."Odd.x" AS odd
                FROM one o WHERE o.id > (SELECT max(m.one) FROM many m WHERE m.id <> o.id)
                GROUP BY o.name, o."Odd.x" HAVING max(o.id) > 0 ORDER BY o.name;
            CREATE VIEW of_two AS SELECT one.name, many.id FROM one JOIN many ON many.one = one.id;
            CREATE VIEW of_either AS SELECT name FROM one UNION ALL SELECT more::text FROM heir;
            CREATE VIEW with_with AS WITH w AS (SELECT id FROM one) SELECT w.id FROM w;
            CREATE VIEW as_xml AS SELECT xmlserialize(content '<a/>'::xml AS text) AS x;
            CREATE VIEW of_row AS SELECT (one.*)::text AS whole, one.name[1:1] IS NULL AS none
                FROM (SELECT id, ARRAY[name] AS name FROM one) one;
            CREATE MATERIALIZED VIEW kept AS SELECT id FROM one WITH NO DATA;
            CREATE RULE also AS ON INSERT TO one DO ALSO DELETE FROM many WHERE many.one = new.id;
            CREATE FUNCTION plus(a int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT a + max(one.id) FROM one; END;
            CREATE POLICY mine ON one USING (name = current_user AND EXISTS (SELECT FROM many WHERE many.one = one.id));
            CREATE DOMAIN short AS text NOT NULL CHECK (length(VALUE) < 9);
            """;

    @Test
    void theCopyOfASchemaOnTheNewestMajorDiffersInNothing() {
        assertThat(difference(WORDS)).isEmpty();
    }

    @Test
    void aRealDifferenceIsToldAcrossMajorsToo() {
        try (TestDatabase old = OLDEST.createDatabase();
                TestDatabase young = NEWEST.createDatabase()) {
            RoundTrip.load(old, WORDS);
            RoundTrip.load(young, WORDS);
            young.execute(
                    "ALTER TABLE heir ALTER more DROP NOT NULL",
                    "CREATE OR REPLACE VIEW of_two AS SELECT one.name, many.id FROM one JOIN many ON many.id = one.id",
                    "CREATE OR REPLACE VIEW of_either AS SELECT name FROM one UNION ALL SELECT name FROM heir",
                    "ALTER SCHEMA public OWNER TO pg_monitor");

            assertThat(SchemaDiff.of(described(old), described(young)).changed().keySet())
                    .extracting(ObjectId::toString)
                    .containsExactly(
                            "schema public", "table public.heir", "view public.of_either", "view public.of_two");
        }
    }

    /** The name of a NOT NULL is only the version's; that there is one which is not valid somebody has chosen. */
    @Test
    void aNotNullThatIsNotValidIsToldAcrossMajors() {
        Assumptions.assumeTrue(NEWEST.major() >= 18, "no such constraint");
        try (TestDatabase old = OLDEST.createDatabase();
                TestDatabase young = NEWEST.createDatabase()) {
            RoundTrip.load(old, "CREATE TABLE one (a int, b int)");
            RoundTrip.load(
                    young, "CREATE TABLE one (a int, b int); ALTER TABLE one ADD CONSTRAINT n NOT NULL a NOT VALID");

            assertThat(SchemaDiff.of(described(old), described(young)).lines())
                    .anySatisfy(line -> assertThat(line).contains("column a: not null", "name", "n"));
        }
    }

    /** Each version has other letters for all that an owner may do. */
    @Test
    void noPrivilegesAreGrantedWhereNoneDiffer() {
        try (TestDatabase old = OLDEST.createDatabase();
                TestDatabase young = NEWEST.createDatabase()) {
            RoundTrip.load(old, "CREATE TABLE one (a int)");
            RoundTrip.load(young, "CREATE TABLE one (a int, b int)");

            for (SchemaChanges changes : List.of(
                    Rebuilding.changes(RoundTrip.read(young), RoundTrip.read(old)),
                    Rebuilding.changes(RoundTrip.read(old), RoundTrip.read(young)))) {
                assertThat(changes.steps())
                        .extracting(SchemaChanges.Step::sql)
                        .noneMatch(sql -> sql.contains("ON TABLE public.one"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT o.a, o.b FROM t o WHERE o.a > 1  | SELECT a, b FROM t o WHERE a > 1   | true
                    SELECT "O".a, 'O.b' FROM t "O"          | SELECT a, 'O.b' FROM t "O"         | true
                    SELECT o.a FROM t o WHERE (o.b = 'o.c') | SELECT a FROM t o WHERE (b = 'c')  | false
                    SELECT o.a, p.b FROM t o                | SELECT a, b FROM t o               | false
                    SELECT o.a FROM t o                     | SELECT b FROM t o                  | false
                    SELECT o.a FROM t o                     | SELECT o.a FROM t o WHERE true     | false
                    SELECT o.a FROM s.t o                   | SELECT a FROM t o                  | false
                    SELECT count(*) FROM s.pg_class         | SELECT count(*) FROM pg_class      | false
                    SELECT s.f(o.a) FROM t o                | SELECT f(a) FROM t o               | false
                    SELECT count(o.*) FROM t o              | SELECT count(o.*) FROM t o         | true
                    SELECT 1.5, o.a FROM t o                | SELECT 1.5, a FROM t o             | true
                    SELECT xmlserialize(CONTENT o.a AS xml) FROM o | SELECT xmlserialize(CONTENT a AS xml NO INDENT) FROM o | true
                    """)
    void onlyAQualifierThatSaysNothingMayBeMissing(String qualified, String bare, boolean same) {
        assertThat(AcrossMajors.onlyUnqualified(qualified, bare)).isEqualTo(same);
    }

    @TestFactory
    Stream<DynamicTest> realDatabasesDifferInNothing() throws IOException {
        List<Path> dumps = Corpora.dumps().stream()
                // It has what only 15 knows, and takes longer than all others; docs/schema.md says what is left of it.
                .filter(dump -> !dump.getFileName().toString().startsWith("regress"))
                .toList();
        Assumptions.assumeFalse(dumps.isEmpty(), "gate not run: no corpora beside the repository");
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(
                        dump.getFileName().toString(),
                        () -> assertThat(difference(Corpora.text(dump))).isEmpty()));
    }

    /** Between a schema on the oldest major version and its copy on the newest. */
    private static List<String> difference(String schema) {
        try (TestDatabase source = OLDEST.createDatabase();
                TestDatabase target = NEWEST.createDatabase()) {
            RoundTrip.load(source, schema);
            Catalog catalog = RoundTrip.read(source);
            RoundTrip.load(target, SchemaScript.of(catalog));
            RoundTrip.load(target, RoundTrip.refreshes(catalog));
            return SchemaDiff.of(described(source), described(target)).lines();
        }
    }

    /** Large objects are data. */
    private static Described described(TestDatabase database) {
        return Described.of(RoundTrip.read(database).compared()).without(id -> id.type() == ObjectType.LARGE_OBJECT);
    }
}
