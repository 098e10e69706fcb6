package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class ViewTest {
    @EveryMajor
    void aViewIsCopiedWithOptionsAndColumns(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (id int, name text COLLATE "C", n numeric(5,2));
                CREATE VIEW simple (a, "B") AS SELECT id, name FROM base;
                ALTER VIEW simple RENAME COLUMN a TO renamed;
                CREATE VIEW checked WITH (security_barrier) AS SELECT * FROM base WHERE id > 0 WITH LOCAL CHECK OPTION;
                CREATE VIEW cascaded WITH (security_barrier = false) AS SELECT * FROM checked WITH CASCADED CHECK OPTION;
                CREATE VIEW defaulted AS SELECT id, n FROM base;
                ALTER VIEW defaulted ALTER COLUMN id SET DEFAULT 17;
                CREATE VIEW nothing AS SELECT;
                CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 5;
                CREATE VIEW fixed AS VALUES (1, 'a'), (2, 'b');
                COMMENT ON VIEW simple IS 'a view';
                COMMENT ON COLUMN simple."B" IS 'a column';
                """);

        View checked = view(catalog, "checked");
        assertThat(checked.options()).containsExactly("security_barrier=true");
        assertThat(checked.checkOption()).contains("LOCAL");
        assertThat(view(catalog, "simple").columns()).extracting(Column::name).containsExactly("renamed", "B");
        assertThat(view(catalog, "simple").query()).doesNotContain(";");
        assertThat(view(catalog, "defaulted").parts())
                .singleElement()
                .satisfies(part -> assertThat(part.create())
                        .isEqualTo("ALTER VIEW public.defaulted ALTER COLUMN id SET DEFAULT 17;\n"));
    }

    @EveryMajor
    void aViewMayRunWithTheRightsOfItsCallerSince15(TestDatabase database) {
        if (database.server().major() < 15) {
            return;
        }
        Catalog catalog = RoundTrip.copiesFaithfully(
                database, "CREATE VIEW v WITH (security_invoker = true) AS SELECT 1 AS one;");

        assertThat(view(catalog, "v").options()).containsExactly("security_invoker=true");
    }

    @EveryMajor
    void aStandInBecomesTheView(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (id int, name varchar(20) COLLATE "C", n numeric(5,2), tags text[]);
                CREATE VIEW v WITH (security_barrier) AS SELECT id, name, n AS "odd name", tags FROM base WITH CASCADED CHECK OPTION;
                CREATE VIEW nothing AS SELECT;
                """);

        try (TestDatabase copy = database.server().createDatabase()) {
            for (String name : new String[] {"v", "nothing"}) {
                CatalogObject.Stub stub = view(catalog, name).stub().orElseThrow();
                RoundTrip.load(copy, stub.create());
                RoundTrip.load(
                        copy,
                        TableTest.table(catalog, "public", "base").create().replace("TABLE", "TABLE IF NOT EXISTS"));
                RoundTrip.load(copy, stub.complete());
                assertThat(stub.dependsOn()).extracting(ObjectId::type).containsOnly(ObjectType.SCHEMA);
            }

            assertThat(RoundTrip.read(copy).objects()).isEqualTo(catalog.objects());
        }
    }

    @EveryMajor
    void aMaterializedViewIsCopiedWithItsStorage(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (id int, name text);
                CREATE MATERIALIZED VIEW filled WITH (fillfactor = 60, toast.autovacuum_enabled = false) AS
                    SELECT id AS "Id", name FROM base WITH DATA;
                CREATE MATERIALIZED VIEW bare AS SELECT * FROM filled WITH NO DATA;
                ALTER MATERIALIZED VIEW filled ALTER COLUMN name SET STORAGE EXTERNAL;
                ALTER MATERIALIZED VIEW filled ALTER COLUMN name SET STATISTICS 50;
                ALTER MATERIALIZED VIEW filled ALTER COLUMN name SET COMPRESSION pglz;
                ALTER MATERIALIZED VIEW filled ALTER COLUMN "Id" SET (n_distinct = 5);
                COMMENT ON MATERIALIZED VIEW filled IS 'kept';
                COMMENT ON COLUMN filled.name IS 'a column';
                """);

        MaterializedView filled = matview(catalog, "filled");
        assertThat(filled.populated()).isTrue();
        assertThat(filled.accessMethod()).contains("heap");
        assertThat(filled.options()).containsExactly("fillfactor=60");
        assertThat(filled.postponable()).isTrue();
        assertThat(filled.create()).contains("WITH NO DATA;");
        assertThat(matview(catalog, "bare").populated()).isFalse();
    }

    private static View view(Catalog catalog, String name) {
        return (View) catalog.find(ObjectId.of(ObjectType.VIEW, "public", name)).orElseThrow();
    }

    private static MaterializedView matview(Catalog catalog, String name) {
        return (MaterializedView) catalog.find(ObjectId.of(ObjectType.MATERIALIZED_VIEW, "public", name))
                .orElseThrow();
    }
}
