package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Identifier;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** No name and no text of a user's can break out of the statement that it stands in. */
@ServerTest
final class OddNamesTest {
    /** Each is the name of one object of each kind, and a text wherever a text can stand. */
    private static final List<String> NAMES = List.of(
            "it's \"quoted\"",
            "two\nlines\n",
            "cr\r\nlf",
            "a.dotted..name.",
            "a".repeat(63),
            "é".repeat(31) + "x",
            "žluťoučký 馬 🐎",
            "select",
            "null",
            "  blank  ",
            " ",
            "\u00a0",
            "\u200b",
            "1st",
            "UPPER lower",
            "$$",
            "$body$",
            "$1",
            "back\\slash\\",
            "\\restrict x",
            "\n\\connect x\n",
            "-- comment",
            "/* open",
            "; DROP TABLE x; --",
            ":variable :'x' :\"y\"",
            "%s %I {0} ${x}",
            "tab\there",
            "(brackets), [and] {braces}",
            "\u0001\u0007\u001b[31m");

    private static final String GROUND = """
            CREATE SCHEMA enums; CREATE SCHEMA domains; CREATE SCHEMA composites; CREATE SCHEMA ranges;
            CREATE SCHEMA multiranges; CREATE SCHEMA sequences; CREATE SCHEMA collations; CREATE SCHEMA keys;
            CREATE SCHEMA refers; CREATE SCHEMA indexes; CREATE SCHEMA statistics; CREATE SCHEMA views;
            CREATE SCHEMA stored; CREATE SCHEMA functions; CREATE SCHEMA aggregates; CREATE SCHEMA conversions;
            CREATE SCHEMA families; CREATE SCHEMA searches; CREATE SCHEMA parts; CREATE SCHEMA away;
            CREATE FUNCTION functions.noticed() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE FUNCTION functions.touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION functions.same(text, text) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 = $2';
            CREATE TABLE parts.parent (a text) PARTITION BY LIST (a);
            """;

    /** N is the name, T and L the text, S the name of the sequence, I a number of its own. */
    private static final String EACH = """
            CREATE SCHEMA N;
            COMMENT ON SCHEMA N IS T;
            CREATE TYPE enums.N AS ENUM (L, 'other');
            COMMENT ON TYPE enums.N IS T;
            CREATE DOMAIN domains.N AS text DEFAULT T CONSTRAINT N CHECK (VALUE <> T);
            COMMENT ON CONSTRAINT N ON DOMAIN domains.N IS T;
            CREATE TYPE composites.N AS (N text, tag enums.N);
            COMMENT ON COLUMN composites.N.N IS T;
            CREATE TYPE ranges.N AS RANGE (subtype = int4, multirange_type_name = multiranges.N);
            CREATE SEQUENCE sequences.N;
            CREATE COLLATION collations.N FROM pg_catalog."C";
            CREATE TABLE N.N (
                N text COLLATE collations.N DEFAULT T,
                tag enums.N DEFAULT L,
                num bigint DEFAULT nextval(S::regclass),
                made text GENERATED ALWAYS AS (N || T) STORED,
                pair composites.N,
                CONSTRAINT N CHECK (N <> T));
            CREATE TABLE sequences.tI (N bigint);
            ALTER SEQUENCE sequences.N OWNED BY sequences.tI.N;
            COMMENT ON TABLE N.N IS T;
            COMMENT ON COLUMN N.N.N IS T;
            COMMENT ON CONSTRAINT N ON N.N IS T;
            CREATE TABLE keys.tI (N text, CONSTRAINT N PRIMARY KEY (N));
            ALTER TABLE keys.tI CLUSTER ON N;
            ALTER TABLE keys.tI REPLICA IDENTITY USING INDEX N;
            CREATE TABLE refers.N (N text, id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME refers."idI"),
                CONSTRAINT N FOREIGN KEY (N) REFERENCES keys.tI (N));
            CREATE TABLE indexes.tI (N text, b text);
            CREATE INDEX N ON indexes.tI (N, lower(N || T)) WHERE N <> T;
            COMMENT ON INDEX indexes.N IS T;
            CREATE STATISTICS statistics.N ON N, b FROM indexes.tI;
            COMMENT ON STATISTICS statistics.N IS T;
            CREATE VIEW views.N AS SELECT N, T::text AS "alias I", alias.N AS again FROM N.N AS alias;
            COMMENT ON VIEW views.N IS T;
            CREATE MATERIALIZED VIEW stored.N AS SELECT N AS N FROM views.N;
            CREATE TABLE parts.N PARTITION OF parts.parent FOR VALUES IN (T);
            CREATE FUNCTION functions.N(N text DEFAULT T, OUT "out" text) SET search_path = N, pg_catalog
                LANGUAGE sql AS T;
            COMMENT ON FUNCTION functions.N(text) IS T;
            CREATE FUNCTION functions.atomicI(N text) RETURNS text RETURN N || T;
            CREATE AGGREGATE aggregates.N(N int) (SFUNC = int4pl, STYPE = int, INITCOND = '1');
            CREATE OPERATOR N.=== (FUNCTION = functions.same, LEFTARG = text, RIGHTARG = text);
            COMMENT ON OPERATOR N.=== (text, text) IS T;
            CREATE VIEW views."op I" AS SELECT N OPERATOR(N.===) T AS same FROM N.N;
            CREATE OPERATOR FAMILY families.N USING btree;
            CREATE OPERATOR CLASS families.N FOR TYPE text USING btree FAMILY families.N AS OPERATOR 3 N.===;
            CREATE CONVERSION conversions.N FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE TEXT SEARCH DICTIONARY searches.N (TEMPLATE = pg_catalog.simple);
            CREATE TEXT SEARCH CONFIGURATION searches.N (PARSER = pg_catalog."default");
            ALTER TEXT SEARCH CONFIGURATION searches.N ADD MAPPING FOR word WITH searches.N;
            CREATE TRIGGER N BEFORE UPDATE OF N ON N.N FOR EACH ROW WHEN (OLD.N <> T)
                EXECUTE FUNCTION functions.touched(T, 'x');
            COMMENT ON TRIGGER N ON N.N IS T;
            CREATE RULE N AS ON UPDATE TO views.N DO INSTEAD UPDATE N.N SET N = T WHERE N.N = NEW.N;
            COMMENT ON RULE N ON views.N IS T;
            CREATE POLICY N ON N.N TO {odd} USING (N <> T);
            COMMENT ON POLICY N ON N.N IS T;
            CREATE EVENT TRIGGER N ON ddl_command_start WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION functions.noticed();
            CREATE PUBLICATION N FOR TABLE N.N;
            COMMENT ON PUBLICATION N IS T;
            CREATE FOREIGN DATA WRAPPER N OPTIONS (N T);
            CREATE SERVER N TYPE T VERSION T FOREIGN DATA WRAPPER N OPTIONS (N T);
            CREATE USER MAPPING FOR {odd} SERVER N OPTIONS (N T);
            CREATE FOREIGN TABLE away.N (N text OPTIONS (N T)) SERVER N OPTIONS (N T);
            CREATE LANGUAGE N HANDLER pg_catalog.plpgsql_call_handler;
            CREATE ACCESS METHOD N TYPE TABLE HANDLER heap_tableam_handler;
            GRANT SELECT (N) ON N.N TO {odd};
            GRANT USAGE ON SCHEMA N TO {odd} WITH GRANT OPTION;
            ALTER DEFAULT PRIVILEGES IN SCHEMA N GRANT SELECT ON TABLES TO {odd};
            ALTER TABLE N.N OWNER TO {odd};
            ALTER FUNCTION functions.N(text) OWNER TO {odd};
            """;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\b[NTLSI]\\b|I\\b(?=[\" ;(.])");

    private static String each(int number, String name) {
        String quoted = Identifier.quote(name);
        String text = Identifier.literal(name);
        String sequence = Identifier.literal("sequences." + quoted);
        StringBuilder sql = new StringBuilder();
        // Only whole words, and in one pass: a name may itself look like a placeholder.
        Matcher matcher = PLACEHOLDER.matcher(EACH);
        while (matcher.find()) {
            String replacement = switch (matcher.group()) {
                case "N" -> quoted;
                case "T", "L" -> text;
                case "S" -> sequence;
                default -> Integer.toString(number);
            };
            matcher.appendReplacement(sql, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(sql).toString();
    }

    @EveryMajor
    void anyNameServesForAnyKindAndAnyTextStandsAnywhere(TestDatabase database) {
        Roles roles = new Roles(database, "odd");
        String sql = IntStream.range(0, NAMES.size())
                .mapToObj(number -> each(number, NAMES.get(number)))
                .collect(Collectors.joining());

        Catalog catalog =
                RoundTrip.copiesFaithfully(database, "SET check_function_bodies = off;\n" + GROUND + roles.in(sql));

        assertThat(catalog.objects().keySet().stream()
                        .filter(id -> id.type() == ObjectType.TABLE && id.name().equals(id.schema()))
                        .map(ObjectId::name))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        loadsThroughPsql(database, catalog);
        snapshotsFaithfully(catalog);
    }

    /** Whatever stands in a body, it stays in the body: psql takes no command from there, and no quote ends too early. */
    @EveryMajor
    void bodiesAreCopiedByteForByte(TestDatabase database) {
        List<String> bodies = List.of(
                "",
                "$$",
                "$body$ $$ $_$ $$;",
                "$function$ $function$ $_$ $__$",
                "ends with a dollar $",
                "$",
                "\\restrict abc\n\\restrict\nselect 1",
                "\n\\unrestrict abc\n\\.\n\\connect template1\n\\! false\n\\q\n",
                "back\\slash \\\\ \\' '' ' \" \"\"",
                "windows\r\nlines\r\n",
                "old mac\rlines\r",
                "trailing blanks   \n\t\n\n",
                "\u0001\u0002\u0007\u0008\u000b\u000c\u001b\u007f\u0080\u009f\ufeff\u2028\uffff",
                "-- never closed /* 'nor this \" :x :'x' :\"x\"",
                "E'\\'' U&'\\0041' $a$b$a$ $1 ${x} %s",
                "x");
        StringBuilder sql = new StringBuilder("SET check_function_bodies = off;\n");
        for (int number = 0; number < bodies.size(); number++) {
            String body = Identifier.literal(bodies.get(number));
            sql.append("CREATE FUNCTION f").append(number).append("() RETURNS void LANGUAGE sql AS ");
            sql.append(body).append(";\nCREATE PROCEDURE p").append(number).append("() LANGUAGE plpgsql AS ");
            sql.append(body).append(";\nCOMMENT ON FUNCTION f").append(number).append("() IS ");
            sql.append(body).append(";\nALTER FUNCTION f").append(number).append("() SET app.x = ");
            sql.append(body).append(";\n");
        }

        Catalog catalog = RoundTrip.copiesFaithfully(database, sql.toString());

        assertThat(database.query("SELECT count(*) FROM pg_proc WHERE proname ~ '^[fp][0-9]+$'"))
                .containsExactly(Integer.toString(2 * bodies.size()));
        loadsThroughPsql(database, catalog);
        snapshotsFaithfully(catalog);
    }

    private static void loadsThroughPsql(TestDatabase source, Catalog catalog) {
        if (!StockDump.installed()) {
            return;
        }
        try (TestDatabase copy = source.server().createDatabase()) {
            StockDump.load(copy, SchemaScript.of(catalog));
            StockDump.load(copy, RoundTrip.refreshes(catalog));

            assertThat(RoundTrip.read(copy).objects()).isEqualTo(catalog.objects());
        }
    }

    private static void snapshotsFaithfully(Catalog catalog) {
        Described schema = Described.of(catalog);

        assertThat(SnapshotText.read("schema.snapshot", SnapshotText.of(schema)))
                .isEqualTo(schema);
    }
}
