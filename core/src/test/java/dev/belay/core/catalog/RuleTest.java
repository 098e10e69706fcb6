package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class RuleTest {
    @EveryMajor
    void rulesAreCopiedButNotThoseThatAreViews(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int, b text);
                CREATE TABLE log (a int, at text);
                CREATE VIEW v AS SELECT a, b FROM t;
                CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
                CREATE RULE also AS ON INSERT TO t WHERE NEW.a > 0 DO ALSO INSERT INTO log VALUES (NEW.a, 'x''y');
                CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
                CREATE RULE through AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.a, NEW.b) RETURNING *;
                CREATE RULE several AS ON UPDATE TO t DO ALSO (INSERT INTO log VALUES (OLD.a); DELETE FROM log WHERE a < 0);
                CREATE RULE "odd "" . ü
                name" AS ON UPDATE TO t DO ALSO NOTIFY changed;
                CREATE RULE off AS ON UPDATE TO t DO ALSO NOTHING;
                CREATE RULE replica AS ON UPDATE TO t DO ALSO NOTHING;
                CREATE RULE always AS ON UPDATE TO t DO ALSO NOTHING;
                ALTER TABLE t DISABLE RULE off;
                ALTER TABLE t ENABLE REPLICA RULE replica;
                ALTER TABLE t ENABLE ALWAYS RULE always;
                COMMENT ON RULE also ON t IS 'writes it down';
                """);

        assertThat(catalog.objects().keySet())
                .filteredOn(id -> id.type() == ObjectType.RULE)
                .extracting(ObjectId::name)
                .doesNotContain("_RETURN")
                .hasSize(8);
        Rule off = (Rule) catalog.find(new ObjectId(ObjectType.RULE, "public", "off", "t"))
                .orElseThrow();
        assertThat(off.firing()).isEqualTo(Firing.DISABLED);
        assertThat(off.drop()).isEqualTo("DROP RULE off ON public.t;\n");
    }
}
