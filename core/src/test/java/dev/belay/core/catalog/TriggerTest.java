package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class TriggerTest {
    private static final String FUNCTION = """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            """;

    @EveryMajor
    void triggersAreCopiedWithAllTheyCanHave(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, FUNCTION + """
                CREATE EXTENSION "uuid-ossp";
                CREATE TABLE t (a int, b text);
                CREATE TABLE u (a int);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE TRIGGER each_row BEFORE INSERT OR UPDATE OF a, b OR DELETE ON t FOR EACH ROW
                    WHEN (pg_trigger_depth() < 2) EXECUTE FUNCTION f('one', 'tw''o', '\\');
                CREATE TRIGGER each_statement AFTER TRUNCATE ON t EXECUTE FUNCTION f();
                CREATE TRIGGER sees_both AFTER UPDATE ON t REFERENCING OLD TABLE AS before NEW TABLE AS "after ü"
                    FOR EACH STATEMENT EXECUTE FUNCTION f();
                CREATE TRIGGER instead INSTEAD OF UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f();
                CREATE CONSTRAINT TRIGGER checking AFTER INSERT ON t FROM u DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION f();
                CREATE TRIGGER "odd "" . ü
                name" BEFORE INSERT ON t EXECUTE FUNCTION f();
                CREATE TRIGGER off BEFORE INSERT ON t EXECUTE FUNCTION f();
                CREATE TRIGGER replica BEFORE INSERT ON t EXECUTE FUNCTION f();
                CREATE TRIGGER always BEFORE INSERT ON t EXECUTE FUNCTION f();
                ALTER TABLE t DISABLE TRIGGER off;
                ALTER TABLE t ENABLE REPLICA TRIGGER replica;
                ALTER TABLE t ENABLE ALWAYS TRIGGER always;
                ALTER TRIGGER always ON t DEPENDS ON EXTENSION "uuid-ossp";
                COMMENT ON TRIGGER each_row ON t IS 'row by row';
                """);

        assertThat(find(catalog, "t", "off").firing()).isEqualTo(Firing.DISABLED);
        assertThat(find(catalog, "t", "replica").firing()).isEqualTo(Firing.REPLICA);
        assertThat(find(catalog, "t", "always").firing()).isEqualTo(Firing.ALWAYS);
        assertThat(find(catalog, "t", "always").head().extensions()).containsExactly("uuid-ossp");
        assertThat(SchemaScript.of(catalog))
                .containsOnlyOnce("ALTER TRIGGER always ON public.t DEPENDS ON EXTENSION \"uuid-ossp\"");
        assertThat(find(catalog, "t", "each_row").firing()).isEqualTo(Firing.ORIGIN);
        assertThat(find(catalog, "t", "each_row").dependsOn())
                .containsExactly(
                        new ObjectId(ObjectType.FUNCTION, "public", "f", ""),
                        ObjectId.of(ObjectType.TABLE, "public", "t"));
        assertThat(find(catalog, "t", "each_row").drop()).isEqualTo("DROP TRIGGER each_row ON public.t;\n");
    }

    @EveryMajor
    void aTriggerOfAPartitionIsPrintedOnlyWhenItFiresOtherwiseThanItsParents(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, FUNCTION + """
                CREATE TABLE whole (a int) PARTITION BY RANGE (a);
                CREATE TABLE a_part PARTITION OF whole FOR VALUES FROM (0) TO (10);
                CREATE TABLE part_2 PARTITION OF whole FOR VALUES FROM (10) TO (20) PARTITION BY LIST (a);
                CREATE TABLE part_2_11 PARTITION OF part_2 FOR VALUES IN (11);
                CREATE TRIGGER one AFTER INSERT ON whole FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER two AFTER INSERT ON whole FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER own AFTER INSERT ON a_part FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE a_part DISABLE TRIGGER one;
                ALTER TABLE part_2 ENABLE ALWAYS TRIGGER one;
                ALTER TABLE part_2_11 ENABLE TRIGGER one;
                ALTER TABLE whole DISABLE TRIGGER two;
                ALTER TABLE a_part ENABLE TRIGGER two;
                """);

        assertThat(find(catalog, "a_part", "one").create())
                .isEqualTo("ALTER TABLE public.a_part DISABLE TRIGGER one;\n");
        assertThat(find(catalog, "a_part", "one").drop()).isEmpty();
        assertThat(find(catalog, "a_part", "two").create())
                .isEqualTo("ALTER TABLE public.a_part ENABLE TRIGGER two;\n");
        assertThat(catalog.find(new ObjectId(ObjectType.TRIGGER, "public", "two", "part_2_11")))
                .isEmpty();
    }

    /** Their names hold OIDs, which another server does not know. */
    @EveryMajor
    void triggersOfForeignKeysAreNoneEvenWhenSomebodyHasDisabledThoseOfAPartition(TestDatabase database) {
        database.execute("""
                CREATE TABLE target (a int PRIMARY KEY);
                CREATE TABLE whole (a int REFERENCES target) PARTITION BY RANGE (a);
                CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (10);
                ALTER TABLE part DISABLE TRIGGER ALL;
                """);

        assertThat(RoundTrip.read(database).objects().keySet()).noneMatch(id -> id.type() == ObjectType.TRIGGER);
    }

    private static Trigger find(Catalog catalog, String table, String name) {
        return (Trigger) catalog.find(new ObjectId(ObjectType.TRIGGER, "public", name, table))
                .orElseThrow();
    }
}
