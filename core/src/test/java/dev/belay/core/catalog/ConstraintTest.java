package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import org.junit.jupiter.api.Test;

@ServerTest
final class ConstraintTest {
    @EveryMajor
    void keysAreCopiedWithAllTheyCanHave(TestDatabase database) {
        String fifteen = database.server().major() < 15 ? "" : """
                ALTER TABLE t ADD CONSTRAINT lonely UNIQUE NULLS NOT DISTINCT (c, d);
                """;
        String eighteen = database.server().major() < 18 ? "" : """
                CREATE TABLE stay (room int4range, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
                ALTER TABLE stay ADD CONSTRAINT once UNIQUE (room, during WITHOUT OVERLAPS);
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int, b text, c int, d int, "E ü" int, PRIMARY KEY (b, a));
                ALTER TABLE t ADD CONSTRAINT carrying UNIQUE (c, a) INCLUDE (b, "E ü") WITH (fillfactor = 70, deduplicate_items = off);
                ALTER TABLE t ADD CONSTRAINT late UNIQUE (d) DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE t ADD CONSTRAINT later UNIQUE ("E ü", d) DEFERRABLE;
                ALTER TABLE t ADD CONSTRAINT "odd "" . ü
                name" UNIQUE ("E ü");
                CREATE UNIQUE INDEX was_index ON t (a);
                ALTER TABLE t ADD CONSTRAINT now_constraint UNIQUE USING INDEX was_index;
                COMMENT ON CONSTRAINT late ON t IS 'the constraint';
                COMMENT ON INDEX late IS 'its index';
                """ + fifteen + eighteen);

        Constraint carrying = (Constraint) find(catalog, "t", "carrying");
        assertThat(carrying.rule()).isEqualTo("UNIQUE");
        assertThat(carrying.columns()).containsExactly("c", "a");
        assertThat(carrying.included()).containsExactly("b", "E ü");
        assertThat(carrying.options()).containsExactly("fillfactor=70", "deduplicate_items=off");
        assertThat(carrying.deferrable()).isFalse();
        Constraint late = (Constraint) find(catalog, "t", "late");
        assertThat(late.deferrable() && late.deferred()).isTrue();
        assertThat(late.head().comment()).contains("the constraint");
        assertThat(late.indexComment()).contains("its index");
        assertThat(late.reference()).isEqualTo("CONSTRAINT late ON public.t");
        assertThat(late.drop()).isEqualTo("ALTER TABLE ONLY public.t DROP CONSTRAINT late;\n");
        assertThat(late.tag()).isEqualTo("t late");
        if (database.server().major() >= 18) {
            assertThat(((Constraint) find(catalog, "stay", "once")).withoutOverlaps())
                    .isTrue();
        }
    }

    /** Later minor versions refuse to make one. */
    @Test
    void aPrimaryKeyMadeOfAnIndexWithoutDistinctNullsIsPrintedAsTheServerTakesIt() {
        try (TestDatabase database = TestServer.of(15).createDatabase()) {
            database.execute(
                    "CREATE TABLE t (a int)",
                    "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT",
                    "ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX i");

            assertThat(find(RoundTrip.read(database), "t", "k").create())
                    .isEqualTo("ALTER TABLE ONLY public.t\n    ADD CONSTRAINT k PRIMARY KEY (a);\n");
        }
    }

    @EveryMajor
    void exclusionConstraintsAreCopied(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int4range, b point, c text);
                ALTER TABLE t ADD CONSTRAINT apart EXCLUDE USING gist (a WITH &&, b WITH ~=)
                    INCLUDE (c) WITH (fillfactor = 70) WHERE (c <> 'x''y') DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE t ADD CONSTRAINT computed EXCLUDE (lower(c) COLLATE "C" DESC NULLS LAST WITH =);
                ALTER INDEX computed ALTER COLUMN 1 SET STATISTICS 77;
                """);

        Constraint computed = (Constraint) find(catalog, "t", "computed");
        assertThat(computed.rule()).isEqualTo("EXCLUDE");
        assertThat(computed.exclusion().orElseThrow()).startsWith("EXCLUDE USING btree (lower(c)");
        assertThat(computed.traits().targets()).containsExactly(new IndexTraits.ColumnTarget("1", 77));
    }

    @EveryMajor
    void aConstraintIsCopiedWithWhatIsSaidOfItsIndexLater(TestDatabase database) {
        RoundTrip.copiesFaithfully(database, """
                CREATE EXTENSION "uuid-ossp";
                CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL UNIQUE);
                ALTER TABLE t CLUSTER ON t_pkey;
                ALTER TABLE t REPLICA IDENTITY USING INDEX t_b_key;
                ALTER INDEX t_pkey DEPENDS ON EXTENSION "uuid-ossp";
                """);
    }

    @EveryMajor
    void whatAPartitionSaidBeforeItsParentIsTheParentsInTheCopyToo(TestDatabase database) {
        RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int, b int) PARTITION BY LIST (b);
                CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
                ALTER TABLE t1 ALTER COLUMN a SET NOT NULL, ADD CONSTRAINT positive CHECK (a > 0);
                ALTER TABLE t ALTER COLUMN a SET NOT NULL, ADD CONSTRAINT positive CHECK (a > 0);
                """);
    }

    @EveryMajor
    void constraintsOfPartitionsAreAttachedBeforeAnybodyRefersToTheWhole(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE z_whole (a int, b int, PRIMARY KEY (a, b)) PARTITION BY RANGE (a);
                CREATE TABLE first PARTITION OF z_whole FOR VALUES FROM (0) TO (10);
                CREATE TABLE middle PARTITION OF z_whole FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
                CREATE TABLE leaf PARTITION OF middle FOR VALUES IN (1);
                ALTER TABLE first ADD CONSTRAINT of_first_only UNIQUE (b);
                CREATE TABLE made_before (a int, b int, CONSTRAINT own_name PRIMARY KEY (a, b));
                ALTER TABLE z_whole ATTACH PARTITION made_before FOR VALUES FROM (20) TO (30);
                ALTER TABLE z_whole REPLICA IDENTITY USING INDEX z_whole_pkey;
                ALTER TABLE first REPLICA IDENTITY USING INDEX first_pkey;
                ALTER TABLE first CLUSTER ON first_pkey;
                CREATE TABLE a_refers (a int, b int, FOREIGN KEY (a, b) REFERENCES z_whole);
                """);

        CatalogObject attached = find(catalog, "made_before", "own_name");
        assertThat(attached.drop()).isEmpty();
        assertThat(attached.parts())
                .extracting(Part::create)
                .containsExactly("ALTER INDEX public.z_whole_pkey ATTACH PARTITION public.own_name;\n");
    }

    private static CatalogObject find(Catalog catalog, String table, String name) {
        return catalog.find(new ObjectId(ObjectType.CONSTRAINT, "public", name, table))
                .orElseThrow();
    }
}
