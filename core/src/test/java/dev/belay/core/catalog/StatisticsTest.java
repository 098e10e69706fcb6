package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class StatisticsTest {
    @EveryMajor
    void statisticsObjectsAreCopiedWithKindsExpressionsAndTarget(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA stats;
                CREATE TABLE t (a int, b int, "C ü" text);
                CREATE STATISTICS all_kinds ON a, b FROM t;
                CREATE STATISTICS stats.some (ndistinct, mcv) ON a, b, (a + b), (lower("C ü")) FROM t;
                CREATE STATISTICS one_expression ON (a % 10) FROM t;
                CREATE STATISTICS "odd "" . ü
                name" (dependencies) ON a, "C ü" FROM t;
                ALTER STATISTICS all_kinds SET STATISTICS 250;
                ALTER STATISTICS one_expression SET STATISTICS 0;
                COMMENT ON STATISTICS all_kinds IS 'they go together';
                """);

        assertThat(find(catalog, "public", "all_kinds").target()).contains("250");
        assertThat(find(catalog, "public", "one_expression").target()).contains("0");
        assertThat(find(catalog, "stats", "some").target()).isEmpty();
        assertThat(find(catalog, "stats", "some").head().owner()).contains("postgres");
        assertThat(find(catalog, "public", "all_kinds").definition())
                .isEqualTo("CREATE STATISTICS public.all_kinds ON a, b FROM public.t");
    }

    private static Statistics find(Catalog catalog, String schema, String name) {
        return (Statistics)
                catalog.find(ObjectId.of(ObjectType.STATISTICS, schema, name)).orElseThrow();
    }
}
