package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;

@ServerTest
final class AggregateTest {
    @EveryMajor
    void anAggregateKeepsAllOfItsAttributes(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE FUNCTION app.finish(integer, text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
                CREATE FUNCTION app.joined(text[], VARIADIC text[]) RETURNS text[] LANGUAGE sql AS 'SELECT $1 || $2';
                CREATE AGGREGATE app.plain(integer) (SFUNC = int4pl, STYPE = integer);
                CREATE AGGREGATE app.counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0', PARALLEL = SAFE);
                CREATE AGGREGATE app.moving("a b" integer) (
                    SFUNC = int4pl, STYPE = integer, SSPACE = 64, INITCOND = '1', COMBINEFUNC = int4pl,
                    MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MSSPACE = 32, MINITCOND = '2',
                    MFINALFUNC = int4up, MFINALFUNC_MODIFY = SHAREABLE, PARALLEL = RESTRICTED);
                CREATE AGGREGATE app.serial(numeric) (
                    SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 128, FINALFUNC = numeric_avg,
                    COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize,
                    DESERIALFUNC = numeric_avg_deserialize, FINALFUNC_MODIFY = READ_WRITE, PARALLEL = SAFE);
                CREATE AGGREGATE app.least_of(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <);
                CREATE AGGREGATE app.extra(text) (
                    SFUNC = app.finish, STYPE = integer, FINALFUNC = app.finish, FINALFUNC_EXTRA);
                CREATE AGGREGATE app.many(VARIADIC items text[]) (
                    SFUNC = app.joined, STYPE = text[], INITCOND = '{"it''s \\\\"}');
                CREATE AGGREGATE app.share(double precision ORDER BY v double precision) (
                    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_cont_float8_final,
                    FINALFUNC_MODIFY = SHAREABLE);
                CREATE AGGREGATE app.own_rank(VARIADIC "any" ORDER BY VARIADIC "any") (
                    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final,
                    FINALFUNC_EXTRA, HYPOTHETICAL);
                COMMENT ON AGGREGATE app.counted(*) IS 'how many';
                COMMENT ON AGGREGATE app.share(double precision ORDER BY double precision) IS 'which';
                COMMENT ON AGGREGATE app.own_rank(VARIADIC "any" ORDER BY VARIADIC "any") IS 'where';
                """);

        Aggregate counted = find(catalog, "counted", "");
        assertThat(counted.reference()).isEqualTo("AGGREGATE app.counted(*)");
        assertThat(counted.grantable()).isEqualTo("FUNCTION app.counted()");
        assertThat(counted.tag()).isEqualTo("counted(*)");
        Aggregate moving = find(catalog, "moving", "integer");
        assertThat(moving.plain())
                .isEqualTo(new Aggregate.Computation(
                        "int4pl",
                        Optional.empty(),
                        "integer",
                        64,
                        Optional.of("1"),
                        Optional.empty(),
                        false,
                        "READ_ONLY"));
        assertThat(moving.moving())
                .contains(new Aggregate.Computation(
                        "int4pl",
                        Optional.of("int4mi"),
                        "integer",
                        32,
                        Optional.of("2"),
                        Optional.of("int4up"),
                        false,
                        "SHAREABLE"));
        assertThat(moving.parallel()).isEqualTo("RESTRICTED");
        assertThat(find(catalog, "least_of", "integer").sortOperator()).contains("OPERATOR(pg_catalog.<)");
        Aggregate rank = find(catalog, "own_rank", "\"any\"");
        assertThat(rank.kind()).isEqualTo(Aggregate.Kind.HYPOTHETICAL_SET);
        assertThat(rank.reference()).isEqualTo("AGGREGATE app.own_rank(VARIADIC \"any\" ORDER BY VARIADIC \"any\")");
        assertThat(rank.grantable()).isEqualTo("FUNCTION app.own_rank(\"any\")");
        Aggregate share = find(catalog, "share", "double precision, double precision");
        assertThat(share.kind()).isEqualTo(Aggregate.Kind.ORDERED_SET);
        assertThat(share.plain().finishModifies()).isEqualTo("SHAREABLE");
        assertThat(find(catalog, "extra", "text").plain().finishExtra()).isTrue();
    }

    private static Aggregate find(Catalog catalog, String name, String arguments) {
        return (Aggregate) catalog.find(new ObjectId(ObjectType.AGGREGATE, "app", name, arguments))
                .orElseThrow();
    }
}
