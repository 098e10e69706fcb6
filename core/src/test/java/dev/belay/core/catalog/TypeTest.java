package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class TypeTest {
    @EveryMajor
    void anEnumerationKeepsTheOrderOfItsLabels(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE TYPE app.mood AS ENUM ('sad', 'it''s \\ so', 'grün', '');
                ALTER TYPE app.mood ADD VALUE 'between' BEFORE 'grün';
                CREATE TYPE app."select" AS ENUM ();
                CREATE TYPE "odd "" type
                name" AS ENUM ('line
                break');
                COMMENT ON TYPE app.mood IS 'how it''s felt';
                CREATE ROLE "enum owner" NOLOGIN;
                ALTER TYPE app.mood OWNER TO "enum owner";
                """.replace("\"enum owner\"", role(database)));

        EnumType mood = (EnumType) find(catalog, "app", "mood");
        assertThat(mood.labels()).containsExactly("sad", "it's \\ so", "between", "grün", "");
        assertThat(mood.head().comment()).contains("how it's felt");
        assertThat(mood.grantable()).isEqualTo("TYPE app.mood");
    }

    @EveryMajor
    void aCompositeTypeKeepsTheCollationsAndCommentsOfItsColumns(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE TYPE app.small AS ENUM ('a');
                CREATE TYPE app.pair AS (
                    gone integer, "left" numeric(10, 2), "right" text COLLATE "C", plain varchar(20)[], small app.small[]);
                ALTER TYPE app.pair DROP ATTRIBUTE gone;
                CREATE TYPE app.nested AS (pair app.pair, pairs app.pair[], "odd "" name
                here" timestamp(3) with time zone);
                CREATE TYPE app.empty AS ();
                COMMENT ON TYPE app.pair IS 'two of a kind';
                COMMENT ON COLUMN app.pair."right" IS 'by bytes';
                COMMENT ON COLUMN app.nested."odd "" name
                here" IS 'odd';
                """);

        assertThat(((CompositeType) find(catalog, "app", "pair")).columns())
                .containsExactly(
                        new CompositeType.Column("left", "numeric(10,2)", Optional.empty(), Optional.empty()),
                        new CompositeType.Column("right", "text", Optional.of("\"C\""), Optional.of("by bytes")),
                        new CompositeType.Column(
                                "plain", "character varying(20)[]", Optional.empty(), Optional.empty()),
                        new CompositeType.Column("small", "app.small[]", Optional.empty(), Optional.empty()));
        assertThat(find(catalog, "app", "nested").dependsOn()).contains(ObjectId.of(ObjectType.TYPE, "app", "pair"));
    }

    @EveryMajor
    void aRangeTypeKeepsItsMultirangeAndItsFunctions(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE FUNCTION app.apart(time, time) RETURNS double precision LANGUAGE sql IMMUTABLE
                    AS 'SELECT extract(epoch FROM $1 - $2)::double precision';
                CREATE TYPE app.times AS RANGE (
                    subtype = time, subtype_diff = app.apart, multirange_type_name = app."many times");
                CREATE TYPE app.texts AS RANGE (
                    subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
                CREATE TYPE app.days;
                CREATE FUNCTION app.whole_days(app.days) RETURNS app.days
                    LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
                CREATE TYPE app.days AS RANGE (subtype = date, canonical = app.whole_days);
                CREATE TYPE app.calendar AS (free app.days, busy app."many times");
                CREATE FUNCTION app.always() RETURNS app.times LANGUAGE sql BEGIN ATOMIC
                    SELECT app.times('00:00', '24:00'); END;
                COMMENT ON TYPE app.days IS 'whole ones';
                """);

        RangeType times = (RangeType) find(catalog, "app", "times");
        assertThat(times.subtype()).isEqualTo("time without time zone");
        assertThat(times.multirange()).isEqualTo("app.\"many times\"");
        assertThat(times.difference()).contains("app.apart");
        RangeType texts = (RangeType) find(catalog, "app", "texts");
        assertThat(texts.collation()).contains("\"C\"");
        assertThat(texts.operatorClass()).contains("pg_catalog.text_pattern_ops");
        assertThat(catalog.find(ObjectId.of(ObjectType.FUNCTION, "app", "always"))
                        .orElseThrow()
                        .dependsOn())
                .contains(times.id());
    }

    @EveryMajor
    void aBaseTypeKeepsEverythingItIsDefinedBy(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE TYPE app."number";
                CREATE FUNCTION app.number_in(cstring) RETURNS app."number"
                    LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
                CREATE FUNCTION app.number_out(app."number") RETURNS cstring
                    LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
                CREATE FUNCTION app.number_receive(internal) RETURNS app."number"
                    LANGUAGE internal IMMUTABLE STRICT AS 'int8recv';
                CREATE FUNCTION app.number_send(app."number") RETURNS bytea
                    LANGUAGE internal IMMUTABLE STRICT AS 'int8send';
                CREATE TYPE app."number" (
                    INPUT = app.number_in, OUTPUT = app.number_out, RECEIVE = app.number_receive, SEND = app.number_send,
                    INTERNALLENGTH = 8, PASSEDBYVALUE, ALIGNMENT = double, STORAGE = plain, CATEGORY = 'N',
                    PREFERRED = true, DEFAULT = '42', DELIMITER = ';');
                CREATE TYPE app.short;
                CREATE FUNCTION app.short_in(cstring, oid, integer) RETURNS app.short
                    LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
                CREATE FUNCTION app.short_out(app.short) RETURNS cstring
                    LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
                CREATE FUNCTION app.short_modifier_in(cstring[]) RETURNS integer
                    LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodin';
                CREATE FUNCTION app.short_modifier_out(integer) RETURNS cstring
                    LANGUAGE internal IMMUTABLE STRICT AS 'varchartypmodout';
                CREATE FUNCTION app.short_analyze(internal) RETURNS boolean
                    LANGUAGE internal STRICT AS 'array_typanalyze';
                CREATE TYPE app.short (
                    INPUT = app.short_in, OUTPUT = app.short_out, TYPMOD_IN = app.short_modifier_in,
                    TYPMOD_OUT = app.short_modifier_out, ANALYZE = app.short_analyze, COLLATABLE = true,
                    STORAGE = extended, INTERNALLENGTH = variable, DEFAULT = 'it''s \\');
                CREATE TYPE app.spot;
                CREATE FUNCTION app.spot_in(cstring) RETURNS app.spot
                    LANGUAGE internal IMMUTABLE STRICT AS 'point_in';
                CREATE FUNCTION app.spot_out(app.spot) RETURNS cstring
                    LANGUAGE internal IMMUTABLE STRICT AS 'point_out';
                CREATE TYPE app.spot (
                    INPUT = app.spot_in, OUTPUT = app.spot_out, INTERNALLENGTH = 16, ELEMENT = double precision,
                    SUBSCRIPT = raw_array_subscript_handler, ALIGNMENT = double);
                CREATE FUNCTION app.twice(app.spot[], app."number") RETURNS SETOF app.short
                    LANGUAGE sql AS 'SELECT NULL::app.short';
                COMMENT ON TYPE app.spot IS 'on a map';
                """);

        BaseType number = (BaseType) find(catalog, "app", "number");
        assertThat(number)
                .extracting(
                        BaseType::length,
                        BaseType::input,
                        BaseType::send,
                        BaseType::byValue,
                        BaseType::alignment,
                        BaseType::storage,
                        BaseType::category,
                        BaseType::preferred,
                        BaseType::defaultValue,
                        BaseType::delimiter)
                .containsExactly(
                        "8",
                        "app.number_in",
                        Optional.of("app.number_send"),
                        true,
                        "double",
                        "plain",
                        "N",
                        true,
                        Optional.of("42"),
                        ";");
        BaseType shortText = (BaseType) find(catalog, "app", "short");
        assertThat(shortText)
                .extracting(BaseType::length, BaseType::modifierInput, BaseType::analyze, BaseType::collatable)
                .containsExactly(
                        "variable", Optional.of("app.short_modifier_in"), Optional.of("app.short_analyze"), true);
        BaseType spot = (BaseType) find(catalog, "app", "spot");
        assertThat(spot.element()).contains("double precision");
        assertThat(spot.subscript()).contains("raw_array_subscript_handler");
        assertThat(spot.drop()).isEqualTo("DROP TYPE app.spot CASCADE;\n");
    }

    @EveryMajor
    void aBaseTypeOfAnotherOwnerIsCompletedBeforeItIsHandedOver(TestDatabase database) {
        RoundTrip.copiesFaithfully(database, """
                CREATE ROLE "type owner" NOLOGIN;
                CREATE SCHEMA app;
                CREATE TYPE app.whole;
                CREATE FUNCTION app.whole_in(cstring) RETURNS app.whole
                    LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
                CREATE FUNCTION app.whole_out(app.whole) RETURNS cstring
                    LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
                CREATE TYPE app.whole (INPUT = app.whole_in, OUTPUT = app.whole_out, INTERNALLENGTH = 4, PASSEDBYVALUE);
                ALTER TYPE app.whole OWNER TO "type owner";
                ALTER FUNCTION app.whole_in(cstring) OWNER TO "type owner";
                """.replace("\"type owner\"", role(database)));
    }

    @EveryMajor
    void aTypeThatWasOnlyAnnouncedStaysAnnounced(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TYPE "to come";
                CREATE FUNCTION nothing("to come") RETURNS "to come" LANGUAGE internal AS 'int4up';
                COMMENT ON TYPE "to come" IS 'one day';
                """);

        assertThat(find(catalog, "public", "to come")).isInstanceOf(ShellType.class);
        assertThat(catalog.objects().keySet())
                .extracting(ObjectId::toString)
                .isEqualTo(
                        List.of("schema public", "type public.to come", "function public.nothing(public.\"to come\")"));
    }

    @EveryMajor
    void typesOfTablesAndArraysAreNoObjectsOfTheirOwn(TestDatabase database) {
        RoundTrip.load(database, "CREATE TABLE t (a integer); CREATE VIEW v AS SELECT 1 AS a; CREATE SEQUENCE s;");

        assertThat(RoundTrip.read(database).objects().keySet())
                .noneMatch(id -> id.type() == ObjectType.TYPE || id.type() == ObjectType.DOMAIN);
    }

    private static CatalogObject find(Catalog catalog, String schema, String name) {
        return catalog.find(ObjectId.of(ObjectType.TYPE, schema, name)).orElseThrow();
    }

    /** Roles belong to the whole server, which other tests share. */
    private static String role(TestDatabase database) {
        return '"' + database.name() + " owner\"";
    }
}
