package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class ForeignKeyTest {
    @EveryMajor
    void foreignKeysAreCopiedWithAllTheyCanHave(TestDatabase database) {
        String fifteen = database.server().major() < 15 ? "" : """
                ALTER TABLE t ADD CONSTRAINT some_columns FOREIGN KEY (b, c) REFERENCES wide (y, z)
                    ON DELETE SET NULL (c);
                ALTER TABLE t ADD CONSTRAINT some_defaults FOREIGN KEY (b, c) REFERENCES wide (y, z)
                    ON DELETE SET DEFAULT (b);
                """;
        String eighteen = database.server().major() < 18 ? "" : """
                ALTER TABLE t ADD CONSTRAINT hint FOREIGN KEY (b) REFERENCES one (a) NOT ENFORCED;
                CREATE TABLE stay (room int4range, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
                CREATE TABLE meal (room int4range, during daterange,
                    CONSTRAINT within FOREIGN KEY (room, PERIOD during) REFERENCES stay (room, PERIOD during));
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA "other one";
                CREATE TABLE one (a int PRIMARY KEY, b int);
                CREATE UNIQUE INDEX no_constraint ON one (b);
                CREATE TABLE wide (y int, z int, UNIQUE (y, z));
                CREATE TABLE "other one".far (a int PRIMARY KEY);
                CREATE TABLE t (a int PRIMARY KEY, b int, c int, "D ü" int);
                ALTER TABLE t ADD CONSTRAINT plain FOREIGN KEY (b) REFERENCES one;
                ALTER TABLE t ADD CONSTRAINT by_index FOREIGN KEY (b) REFERENCES one (b);
                ALTER TABLE t ADD CONSTRAINT unchecked FOREIGN KEY (b) REFERENCES one NOT VALID;
                ALTER TABLE t ADD CONSTRAINT late FOREIGN KEY (b) REFERENCES one DEFERRABLE INITIALLY DEFERRED NOT VALID;
                ALTER TABLE t ADD CONSTRAINT acting FOREIGN KEY (c, b) REFERENCES wide (y, z) MATCH FULL
                    ON UPDATE SET DEFAULT ON DELETE CASCADE DEFERRABLE;
                ALTER TABLE t ADD CONSTRAINT refusing FOREIGN KEY (c, b) REFERENCES wide (y, z)
                    ON UPDATE RESTRICT ON DELETE SET NULL;
                ALTER TABLE t ADD CONSTRAINT "odd "" . ü
                name" FOREIGN KEY ("D ü") REFERENCES "other one".far;
                ALTER TABLE t ADD CONSTRAINT self FOREIGN KEY (b) REFERENCES t;
                CREATE TABLE heir () INHERITS (t);
                ALTER TABLE one ADD CONSTRAINT circle FOREIGN KEY (b) REFERENCES t;
                COMMENT ON CONSTRAINT plain ON t IS 'a reference';
                """ + fifteen + eighteen);

        ForeignKey unchecked = find(catalog, "unchecked");
        assertThat(unchecked.definition()).isEqualTo("FOREIGN KEY (b) REFERENCES public.one(a)");
        assertThat(unchecked.validated()).isFalse();
        assertThat(find(catalog, "plain").validated()).isTrue();
        assertThat(find(catalog, "plain").dependsOn())
                .contains(
                        ObjectId.of(ObjectType.TABLE, "public", "one"),
                        new ObjectId(ObjectType.CONSTRAINT, "public", "one_pkey", "one"));
        assertThat(find(catalog, "by_index").dependsOn())
                .contains(ObjectId.of(ObjectType.INDEX, "public", "no_constraint"));
        if (database.server().major() >= 18) {
            assertThat(find(catalog, "hint").validated()).isTrue();
            assertThat(find(catalog, "hint").definition()).endsWith(" NOT ENFORCED");
        }
    }

    @EveryMajor
    void aForeignKeyOfAPartitionedTableIsCopiedOnce(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE target (a int PRIMARY KEY) PARTITION BY RANGE (a);
                CREATE TABLE target_1 PARTITION OF target FOR VALUES FROM (0) TO (10);
                CREATE TABLE whole (a int, b int) PARTITION BY RANGE (a);
                CREATE TABLE part_1 PARTITION OF whole FOR VALUES FROM (0) TO (10);
                CREATE TABLE part_2 PARTITION OF whole FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
                CREATE TABLE part_2_1 PARTITION OF part_2 FOR VALUES IN (1);
                ALTER TABLE whole ADD CONSTRAINT to_target FOREIGN KEY (b) REFERENCES target;
                ALTER TABLE part_1 ADD CONSTRAINT own FOREIGN KEY (a) REFERENCES target;
                """);

        assertThat(catalog.objects().keySet())
                .filteredOn(id -> id.type() == ObjectType.FOREIGN_KEY)
                .extracting(ObjectId::toString)
                .containsExactly("foreign key own on public.part_1", "foreign key to_target on public.whole");
    }

    private static ForeignKey find(Catalog catalog, String name) {
        return (ForeignKey) catalog.find(new ObjectId(ObjectType.FOREIGN_KEY, "public", name, "t"))
                .orElseThrow();
    }
}
