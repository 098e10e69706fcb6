package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class IndexTest {
    @EveryMajor
    void anIndexIsCopiedWithAllThatCreateIndexCanSay(TestDatabase database) {
        String fifteen = database.server().major() < 15 ? "" : """
                CREATE UNIQUE INDEX lonely ON t (a) NULLS NOT DISTINCT;
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int, b text, c text, d int[], e int);
                CREATE INDEX plain ON t (a);
                CREATE UNIQUE INDEX several ON t (b COLLATE "C" text_pattern_ops DESC NULLS LAST, a NULLS FIRST) INCLUDE (c, e);
                CREATE INDEX computed ON t (lower(b), (a + 1), (c || 'it''s')) WHERE c <> '' AND a IS NOT NULL;
                CREATE INDEX inside ON t USING gin (d) WITH (fastupdate = off, gin_pending_list_limit = 128);
                CREATE INDEX coarse ON t USING brin (a int4_minmax_multi_ops (values_per_range = 16));
                CREATE INDEX hashed ON t USING hash (e) WITH (fillfactor = 60);
                CREATE INDEX "odd "" . ü
                name" ON t (a) WHERE b = 'x''y\\z';
                CREATE INDEX "%s" ON t (a);
                COMMENT ON INDEX plain IS 'just an index';
                """.formatted("n".repeat(63)) + fifteen);

        Index several = (Index) find(catalog, "several");
        assertThat(several.table()).isEqualTo("t");
        assertThat(several.definition()).startsWith("USING btree (b COLLATE");
        assertThat(several.unique()).isTrue();
        assertThat(several.tablespace()).contains("");
        assertThat(several.dependsOn()).contains(ObjectId.of(ObjectType.TABLE, "public", "t"));
        assertThat(find(catalog, "plain").head().comment()).contains("just an index");
        assertThat(find(catalog, "plain").drop()).isEqualTo("DROP INDEX public.plain;\n");
    }

    @EveryMajor
    void anIndexIsCopiedWithWhatIsSaidOfItLater(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE EXTENSION "uuid-ossp";
                CREATE TABLE t (a int NOT NULL, b text);
                CREATE INDEX ordered ON t (a, (a + 1), lower(b));
                ALTER INDEX ordered ALTER COLUMN 2 SET STATISTICS 400;
                ALTER INDEX ordered ALTER COLUMN 3 SET STATISTICS 0;
                CREATE UNIQUE INDEX identity ON t (a);
                ALTER TABLE t CLUSTER ON ordered;
                ALTER TABLE t REPLICA IDENTITY USING INDEX identity;
                ALTER INDEX identity DEPENDS ON EXTENSION "uuid-ossp";
                CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
                CREATE UNIQUE INDEX of_view ON m (a);
                ALTER MATERIALIZED VIEW m CLUSTER ON of_view;
                """);

        assertThat(find(catalog, "ordered"))
                .extracting(index -> ((Index) index).traits())
                .isEqualTo(new IndexTraits(
                        "",
                        List.of(new IndexTraits.ColumnTarget("2", 400), new IndexTraits.ColumnTarget("3", 0)),
                        true,
                        false,
                        Optional.empty()));
        assertThat(((Index) find(catalog, "identity")).traits().replicaIdentity())
                .isTrue();
        assertThat(find(catalog, "identity").head().extensions()).containsExactly("uuid-ossp");
        assertThat(SchemaScript.of(catalog)).containsOnlyOnce("identity DEPENDS ON EXTENSION \"uuid-ossp\"");
    }

    @EveryMajor
    void indexesOfPartitionsAreAttachedToThatOfTheWhole(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA parts;
                CREATE TABLE whole (a int, b text) PARTITION BY RANGE (a);
                CREATE TABLE parts.first PARTITION OF whole FOR VALUES FROM (0) TO (10);
                CREATE TABLE middle PARTITION OF whole FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
                CREATE TABLE leaf PARTITION OF middle FOR VALUES IN ('x');
                CREATE INDEX a_whole ON whole (b);
                CREATE INDEX only_here ON parts.first (a);
                CREATE INDEX waiting ON ONLY whole (a);
                CREATE INDEX z_first ON parts.first (b, a);
                CREATE INDEX waits_for_one ON ONLY whole (b, a);
                ALTER INDEX waits_for_one ATTACH PARTITION parts.z_first;
                """);

        Index attached = (Index) catalog.find(ObjectId.of(ObjectType.INDEX, "parts", "first_b_idx"))
                .orElseThrow();
        assertThat(attached.traits().partOf()).contains(ObjectId.of(ObjectType.INDEX, "public", "a_whole"));
        assertThat(attached.drop()).isEmpty();
        assertThat(attached.parts())
                .extracting(Part::create)
                .containsExactly("ALTER INDEX public.a_whole ATTACH PARTITION parts.first_b_idx;\n");
    }

    @EveryMajor
    void anIndexIsMadeInItsTablespace(TestDatabase database) {
        try (var space = new Tablespace(database)) {
            Catalog catalog = RoundTrip.copiesFaithfully(database, """
                    CREATE TABLE t (a int, b int);
                    CREATE INDEX elsewhere ON t (a) TABLESPACE %1$s;
                    CREATE INDEX here ON t (b);
                    ALTER TABLE t ADD CONSTRAINT also_elsewhere UNIQUE (b) USING INDEX TABLESPACE %1$s;
                    CREATE TABLE whole (a int) PARTITION BY LIST (a);
                    CREATE INDEX of_whole ON whole (a) TABLESPACE %1$s;
                    """.formatted(space.name()));

            assertThat(find(catalog, "elsewhere").tablespace()).contains(space.name());
            assertThat(find(catalog, "here").tablespace()).contains("");
        }
    }

    @EveryMajor
    void whatAFailedBuildLeftIsNoIndex(TestDatabase database) {
        database.execute("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1)");
        try {
            database.execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON t (a)");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("broken");
        }
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'broken'::regclass"))
                .containsExactly("f");

        Catalog catalog = RoundTrip.copiesFaithfully(database);

        assertThat(catalog.objects().keySet()).noneMatch(id -> id.type() == ObjectType.INDEX);
        assertThat(catalog.undumped())
                .singleElement()
                .isInstanceOfSatisfying(
                        Index.class, index -> assertThat(index.invalid()).isTrue());
    }

    private static CatalogObject find(Catalog catalog, String name) {
        return catalog.find(ObjectId.of(ObjectType.INDEX, "public", name)).orElseThrow();
    }
}
