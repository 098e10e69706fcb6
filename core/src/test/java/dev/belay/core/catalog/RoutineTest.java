package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;

@ServerTest
final class RoutineTest {
    @EveryMajor
    void aFunctionKeepsAllOfItsAttributes(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE TYPE app.mood AS ENUM ('good');
                CREATE FUNCTION app.plain() RETURNS void LANGUAGE sql AS '';
                CREATE FUNCTION app.everything(a integer, INOUT "b b" text DEFAULT 'it''s', OUT c app.mood,
                                               VARIADIC rest numeric[] DEFAULT '{1,2}')
                    RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE STRICT SECURITY DEFINER LEAKPROOF
                    PARALLEL RESTRICTED COST 12.5 ROWS 7 SUPPORT pg_catalog.generate_series_int4_support
                    SET search_path TO app, "odd, "" schema", pg_temp SET "DateStyle" TO 'ISO, DMY'
                    SET work_mem TO '64MB' SET app.custom TO 'it''s \\'
                    AS $f$ BEGIN RETURN; -- $$ \\ 'quoted' $body$
                    END $f$;
                CREATE FUNCTION app.listed(integer) RETURNS TABLE ("Key" integer, value text[])
                    LANGUAGE sql STABLE PARALLEL SAFE SET search_path TO '' AS $$ SELECT 1, NULL::text[] $$;
                CREATE FUNCTION app.numbered() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
                CREATE FUNCTION app.dear(double precision) RETURNS double precision
                    LANGUAGE internal COST 100 AS 'dsqrt';
                CREATE FUNCTION app.cheap() RETURNS integer LANGUAGE sql COST 1 AS 'SELECT 1';
                CREATE FUNCTION app.huge() RETURNS SETOF integer LANGUAGE sql COST 1e12 ROWS 2e9 AS 'SELECT 1';
                CREATE FUNCTION app.called() RETURNS language_handler LANGUAGE c
                    AS '$libdir/plpgsql', 'plpgsql_call_handler';
                CREATE FUNCTION app.plpgsql_inline_handler(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql';
                CREATE FUNCTION app.changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE FUNCTION app.happened() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                COMMENT ON FUNCTION app.everything(integer, text, numeric[]) IS 'all of it';
                """);

        Routine everything = find(catalog, ObjectType.FUNCTION, "everything", "integer, text, numeric[]");
        assertThat(everything.tag()).isEqualTo("everything(integer, text, numeric[])");
        assertThat(everything.reference())
                .isEqualTo(
                        "FUNCTION app.everything(a integer, INOUT \"b b\" text, OUT c app.mood, VARIADIC rest numeric[])");
        assertThat(everything.result()).contains("SETOF record");
        assertThat(everything.volatility()).isEqualTo("IMMUTABLE");
        assertThat(everything.parallel()).isEqualTo("RESTRICTED");
        assertThat(everything.cost()).contains("12.5");
        assertThat(everything.rows()).contains("7");
        assertThat(everything.support()).contains("generate_series_int4_support");
        assertThat(everything.settings())
                .contains(
                        new Setting("search_path", "app, \"odd, \"\" schema\", pg_temp"),
                        new Setting("DateStyle", "ISO, DMY"));
        assertThat(everything.strict() && everything.securityDefiner() && everything.leakproof())
                .isTrue();
        Routine plain = find(catalog, ObjectType.FUNCTION, "plain", "");
        assertThat(plain.cost()).isEmpty();
        assertThat(plain.tag()).isEqualTo("plain()");
        assertThat(find(catalog, ObjectType.FUNCTION, "dear", "double precision")
                        .cost())
                .contains("100");
        assertThat(find(catalog, ObjectType.FUNCTION, "called", "").library()).contains("$libdir/plpgsql");
        assertThat(find(catalog, ObjectType.FUNCTION, "numbered", "").window()).isTrue();
    }

    @EveryMajor
    void proceduresAreToldApartByTheirInputAlone(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE PROCEDURE app.run(IN a integer, OUT b integer) LANGUAGE sql AS 'SELECT 1';
                CREATE PROCEDURE app.run(INOUT a integer, IN b text DEFAULT NULL) LANGUAGE plpgsql SECURITY DEFINER
                    SET lock_timeout TO '5s' AS $$ BEGIN COMMIT; END $$;
                CREATE PROCEDURE app.run() LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
                CREATE PROCEDURE app.run(VARIADIC "any" text[]) LANGUAGE sql AS '';
                COMMENT ON PROCEDURE app.run(integer, text) IS 'the second';
                """);

        assertThat(find(catalog, ObjectType.PROCEDURE, "run", "integer, text").reference())
                .isEqualTo("PROCEDURE app.run(INOUT a integer, IN b text)");
        assertThat(find(catalog, ObjectType.PROCEDURE, "run", "integer").result())
                .isEmpty();
    }

    @EveryMajor
    void aParsedBodyNamesEverythingWithItsSchema(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                SET search_path TO app;
                CREATE FUNCTION a_base(n integer) RETURNS integer LANGUAGE sql RETURN n + 1;
                CREATE FUNCTION z_base(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
                    RETURN upper($1) || 'it''s \\';
                CREATE FUNCTION all_of_them(n integer) RETURNS TABLE (k integer, v text) LANGUAGE sql BEGIN ATOMIC
                    WITH doubled AS (SELECT n * 2 AS m)
                    SELECT a_base(m), CASE WHEN m > 1 THEN z_base('x') ELSE 'y;' END FROM doubled;
                END;
                CREATE FUNCTION nothing() RETURNS void LANGUAGE sql BEGIN ATOMIC END;
                """);

        Routine all = find(catalog, ObjectType.FUNCTION, "all_of_them", "integer");
        assertThat(all.parsed()).isTrue();
        assertThat(all.body()).contains("app.a_base(").contains("app.z_base(");
        assertThat(all.postponable()).isTrue();
        assertThat(all.dependsOn()).extracting(ObjectId::name).contains("a_base", "z_base");
    }

    @EveryMajor
    void oddNamesAreSpelledInEveryPlace(TestDatabase database) {
        String longest = "ü".repeat(31) + "x";
        RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA "odd "" schema";
                CREATE TYPE "odd "" schema"."ty.pe, (x)" AS ENUM ('a');
                CREATE FUNCTION "odd "" schema"."fun.c(tion"("ar "" g" "odd "" schema"."ty.pe, (x)", "select" integer)
                    RETURNS "odd "" schema"."ty.pe, (x)"[] LANGUAGE sql AS 'SELECT ARRAY[$1]';
                CREATE FUNCTION "odd "" schema"."line
                break"() RETURNS integer LANGUAGE sql AS '
                SELECT 1 -- grün
                ';
                CREATE FUNCTION "odd "" schema"."%s"() RETURNS integer LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION "odd "" schema"."select"(integer, text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
                COMMENT ON FUNCTION "odd "" schema"."fun.c(tion"("odd "" schema"."ty.pe, (x)", integer) IS 'odd';
                """.formatted(longest));
    }

    @EveryMajor
    void aFunctionKeepsItsTransformsAndItsOwner(TestDatabase database) {
        String role = '"' + database.name() + " owner\"";
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE ROLE %1$s NOLOGIN;
                CREATE SCHEMA app;
                CREATE FUNCTION app.from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE
                    AS 'prsd_lextype';
                CREATE FUNCTION app.to_sql(internal) RETURNS text LANGUAGE internal IMMUTABLE AS 'textrecv';
                CREATE TRANSFORM FOR text LANGUAGE plpgsql (
                    FROM SQL WITH FUNCTION app.from_sql(internal), TO SQL WITH FUNCTION app.to_sql(internal));
                CREATE FUNCTION app.uses(text) RETURNS text LANGUAGE plpgsql TRANSFORM FOR TYPE text
                    AS 'BEGIN RETURN $1; END';
                ALTER FUNCTION app.uses(text) OWNER TO %1$s;
                COMMENT ON TRANSFORM FOR text LANGUAGE plpgsql IS 'odd';
                """.formatted(role));

        Routine uses = find(catalog, ObjectType.FUNCTION, "uses", "text");
        assertThat(uses.transforms()).containsExactly("text");
        assertThat(uses.head().owner()).isEqualTo(Optional.of(database.name() + " owner"));
        Transform transform = (Transform) catalog.find(new ObjectId(ObjectType.TRANSFORM, "", "text", "plpgsql"))
                .orElseThrow();
        assertThat(transform.fromSql()).contains("app.from_sql(internal)");
        assertThat(transform.tag()).isEqualTo("TRANSFORM FOR text LANGUAGE plpgsql");
    }

    @EveryMajor
    void anEmptySearchPathThatWasTakenFromTheSessionCanBeWrittenDown(TestDatabase database) {
        // The server prints a SET without a value for this one, and its own pg_dump does, too.
        RoundTrip.load(database, """
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE FUNCTION public.safe() RETURNS integer LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT 1';
                """);
        CatalogObject safe = RoundTrip.read(database)
                .find(new ObjectId(ObjectType.FUNCTION, "public", "safe", ""))
                .orElseThrow();

        RoundTrip.load(database, safe.drop() + safe.create());

        assertThat(safe.create()).contains("SET search_path TO ''\n");
        assertThat(RoundTrip.read(database).find(safe.id())).contains(safe);
    }

    private static Routine find(Catalog catalog, ObjectType type, String name, String arguments) {
        return (Routine)
                catalog.find(new ObjectId(type, "app", name, arguments)).orElseThrow();
    }
}
