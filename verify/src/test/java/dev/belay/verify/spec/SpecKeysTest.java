package dev.belay.verify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys about rows, use and parts: each with what fires, and with what nearly does. */
@ServerTest
final class SpecKeysTest {
    @TempDir
    private Path folder;

    private List<String> findings(TestDatabase database, String yaml) {
        return new Checked(database, folder).findings(yaml);
    }

    @EveryMajor
    void aForeignKeyNeedsAnIndexThatLeadsToItsRows(TestDatabase database) {
        database.execute(
                "CREATE TABLE a (id int PRIMARY KEY, other int, UNIQUE (id, other))",
                "CREATE TABLE b (a int CONSTRAINT bare REFERENCES a, a2 int CONSTRAINT led REFERENCES a,"
                        + " a3 int, o3 int, CONSTRAINT pair FOREIGN KEY (a3, o3) REFERENCES a (id, other))",
                "CREATE INDEX ON b (a2) WHERE a2 IS NOT NULL",
                "CREATE INDEX ON b (o3, a3)",
                "CREATE INDEX ON b (a) WHERE a > 5");

        assertThat(findings(database, """
            tables: {b: {foreign_keys: {bare: {indexed: true}, led: {indexed: true}, pair: {indexed: true}}}}
            """))
                .containsExactly("foreign-key-index public.b.bare has no index on its columns");
        assertThat(findings(database, "tables: {b: {foreign_keys: {bare: {indexed: false}}}}"))
                .isEmpty();
    }

    @EveryMajor
    void orphansAreCountedWhateverTheConstraintSaysOfItself(TestDatabase database) {
        database.execute(
                "CREATE TABLE \"Odd, a\" (\"I d\" int PRIMARY KEY, x int, UNIQUE (\"I d\", x))",
                "CREATE TABLE b (a int CONSTRAINT one REFERENCES \"Odd, a\", p int, q int,"
                        + " CONSTRAINT simple FOREIGN KEY (p, q) REFERENCES \"Odd, a\" (\"I d\", x),"
                        + " CONSTRAINT whole FOREIGN KEY (p, q) REFERENCES \"Odd, a\" (\"I d\", x) MATCH FULL)",
                "INSERT INTO \"Odd, a\" VALUES (1, 1)",
                "SET session_replication_role = replica; INSERT INTO b VALUES (1, 1, 1), (2, 3, NULL), (NULL, NULL,"
                        + " NULL)");

        assertThat(findings(database, """
            tables: {b: {foreign_keys: {one: {orphans: 0}, simple: {orphans: 0}, whole: {orphans: 0}}}}
            """))
                .containsExactly(
                        "orphans public.b.one has 1 row that refers to nothing",
                        "orphans public.b.whole has 1 row that refers to nothing");
        assertThat(findings(database, "tables: {b: {foreign_keys: {one: {orphans: 1}, gone: {orphans: 0}}}}"))
                .containsExactly("foreign-key public.b.gone is missing");
    }

    @EveryMajor
    void nullsAreAPartOfTheRows(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a int, b int)",
                "INSERT INTO t SELECT nullif(i % 10, 0), 1 FROM generate_series(1, 100) i");

        assertThat(findings(database, "tables: {t: {data: {null_frac: {a: 10%, b: 0}}}}"))
                .isEmpty();
        assertThat(findings(database, "tables: {t: {data: {null_frac: {a: 0.09}}}}"))
                .containsExactly("nulls public.t.a is null in 10 of 100 rows, more than 0.09");
        assertThat(findings(database, "tables: {t: {data: {null_frac: {a: 0}}}}"))
                .containsExactly("nulls public.t.a is null in 10 of 100 rows");
        database.execute("TRUNCATE t");
        assertThat(findings(database, "tables: {t: {data: {null_frac: {a: 0}}}}"))
                .isEmpty();
    }

    @EveryMajor
    void statisticsMustBeFreshEnough(TestDatabase database) throws InterruptedException {
        database.execute(
                "CREATE TABLE t (a int) WITH (autovacuum_enabled = false)",
                "INSERT INTO t SELECT generate_series(1, 100)");
        assertThat(findings(database, "tables: {t: {analyzed: true}}"))
                .containsExactly("analyzed public.t was not analyzed");
        database.execute("ANALYZE t");
        database.execute("INSERT INTO t SELECT generate_series(1, 20)");
        String changed = "SELECT n_mod_since_analyze = 20 AND last_analyze IS NOT NULL FROM pg_stat_user_tables";
        for (int i = 0; i < 100 && !database.query(changed).equals(List.of("t")); i++) {
            Thread.sleep(50);
        }

        assertThat(findings(database, "tables: {t: {analyzed: {since: 1 hour, max_modified_pct: 20}}}"))
                .isEmpty();
        assertThat(findings(database, "tables: {t: {analyzed: {max_modified_pct: 15}}}"))
                .containsExactly(
                        "analyzed public.t has changed in 20 of 120 rows since it was analyzed, more than 15 %");
        assertThat(findings(database, "tables: {t: {analyzed: {since: 0 s}}}"))
                .singleElement()
                .asString()
                .startsWith("analyzed public.t was last analyzed ")
                .endsWith(", more than 0 s ago");
    }

    @Test
    void statisticsMustBeNewerThanTheLastMigration(TestDatabase database) throws InterruptedException {
        String yaml = "tables: {t: {analyzed: migration}}";
        database.execute("CREATE TABLE t (a int)", "ANALYZE t");
        String analyzed = "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables";
        for (int i = 0; i < 100 && !database.query(analyzed).equals(List.of("t")); i++) {
            Thread.sleep(50);
        }

        assertThat(after(database, Duration.ofHours(-1)).findings(yaml)).isEmpty();
        assertThat(after(database, Duration.ofHours(1)).findings(yaml))
                .singleElement()
                .asString()
                .endsWith(", before the last migration");
        assertThat(new Checked(database, folder).unseen(yaml))
                .containsExactly("analyzed public.t nobody knows when the last migration was: the journal has none");
    }

    private Checked after(TestDatabase database, Duration later) {
        return new Checked(
                database, folder, new Remembered(Optional.of(Instant.now().plus(later)), Map.of()));
    }

    @EveryMajor
    void aHashHoldsADefinition(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a int)",
                "CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        String wrong = "views: {v: {hash: 00000000}}\nfunctions: {f(): {hash: 00000000}}";
        List<String> said = findings(database, wrong);
        assertThat(said).hasSize(2).allMatch(text -> text.contains("its hash is "));
        List<String> hashes = said.stream()
                .map(text -> text.replaceFirst(".*hash is (\\w+),.*", "$1"))
                .toList();
        String right = "views: {v: {hash: " + hashes.get(0) + "}}\nfunctions: {f(): {hash: " + hashes.get(1) + "}}";

        assertThat(findings(database, right)).isEmpty();
        database.execute("CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 2");
        assertThat(findings(database, right))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("view public.v has another definition");
    }

    @EveryMajor
    void eachPartitionHasItsPartOfAnIndex(TestDatabase database) {
        database.execute(
                "CREATE TABLE e (id int, at date) PARTITION BY RANGE (id)",
                "CREATE TABLE e1 PARTITION OF e FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE e2 PARTITION OF e FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (at)",
                "CREATE TABLE e21 PARTITION OF e2 FOR VALUES FROM (MINVALUE) TO (MAXVALUE)",
                "CREATE INDEX whole ON e (id)",
                "CREATE INDEX half ON ONLY e (at)",
                "CREATE INDEX e1_at ON e1 (at)",
                "ALTER INDEX half ATTACH PARTITION e1_at",
                "CREATE INDEX loose ON e1 (at, id)",
                "CREATE INDEX loose2 ON e21 (at, id)");

        assertThat(findings(database, "partitions: {e: {index_on_all: [whole, \"btree (at, id)\"]}}"))
                .isEmpty();
        assertThat(findings(database, "partitions: {e: {index_on_all: [half, nosuch, btree (id DESC)]}}"))
                .containsExactly(
                        "partitions public.e21 has no valid part of the index public.half",
                        "partitions public.e1 has no valid part of the index public.nosuch",
                        "partitions public.e21 has no valid part of the index public.nosuch",
                        "partitions public.e1 has no valid index btree (id DESC)",
                        "partitions public.e21 has no valid index btree (id DESC)");
        assertThat(findings(database, "partitions: {e: {covers: [0, 20]}}")).isEmpty();
        assertThat(findings(database, "partitions: {e: {covers: [0, 21]}}"))
                .containsExactly("partitions public.e has no partition for all of 0 to 21");
    }

    @EveryMajor
    void anIndexMustHaveBeenUsed(TestDatabase database) throws InterruptedException {
        database.execute(
                "CREATE TABLE t (a int, b int)",
                "CREATE INDEX used ON t (a)",
                "CREATE INDEX idle ON t (b)",
                "INSERT INTO t VALUES (1, 1)",
                "SET enable_seqscan = off; SET enable_bitmapscan = off; SELECT count(*) FROM t WHERE a = 1");
        String counted = "SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = 'used'";
        for (int i = 0; i < 100 && !database.query(counted).equals(List.of("t")); i++) {
            Thread.sleep(50);
        }

        assertThat(findings(database, "tables: {t: {indexes: {used: {usage: {min_scans: 1}}}}}"))
                .isEmpty();
        assertThat(findings(database, "tables: {t: {indexes: {idle: {usage: {}}, used: {usage: {min_scans: 50}}}}}"))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("index-usage public.idle was not used since the counters began"),
                        two -> assertThat(two)
                                .startsWith("index-usage public.used was used 1 times since the counters began, less"
                                        + " than 50 times"));
        database.execute("SELECT pg_stat_reset()");
        assertThat(new Checked(database, folder).unseen("tables: {t: {indexes: {idle: {usage: {since: 24h}}}}}"))
                .singleElement()
                .asString()
                .startsWith("index-usage public.idle the counters began ")
                .endsWith(", less than 24h ago");
    }

    @Test
    void whatIsSaidOfTheServerFiresAndNearlyDoesNot(TestDatabase database) {
        assertThat(findings(database, """
            target: {max_server: 13, extensions: {plpgsql: ">=1.0.1", nosuch: }}
            """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("server version is PostgreSQL "),
                        two -> assertThat(two).isEqualTo("extension plpgsql is version 1.0, not >=1.0.1"),
                        three -> assertThat(three).isEqualTo("extension nosuch is missing"));
        assertThat(findings(database, "target: {max_server: 99, extensions: {plpgsql: \"1.0\"}}"))
                .isEmpty();
        assertThat(findings(database, "target: {extensions: {plpgsql: \">=99999999999999999999\"}}"))
                .hasSize(1);
    }

    @Test
    void whatIsSaidOfATableFiresAndNearlyDoesNot(TestDatabase database) {
        database.execute(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE TABLE b (id int, a int CONSTRAINT fk REFERENCES a ON UPDATE CASCADE)",
                "CREATE INDEX plain ON b (a)",
                "CREATE UNIQUE INDEX single ON b (id)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION f()",
                "CREATE TRIGGER always BEFORE DELETE ON b FOR EACH ROW EXECUTE FUNCTION f()",
                "ALTER TABLE b ENABLE ALWAYS TRIGGER always",
                "ALTER TABLE a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                "ALTER TABLE b ENABLE ROW LEVEL SECURITY",
                "INSERT INTO a VALUES (1), (2), (3)");

        assertThat(findings(database, """
            tables:
              a: {rows: {min: 4}, rls: {forced: false}}
              b:
                foreign_keys: {fk: {on_update: restrict}}
                indexes: {plain: {unique: true}, single: {unique: false, max_size: 1 kB}}
                triggers:
                  t: {enabled: always, def_contains: AFTER INSERT, function: g}
                  always: {}
                rls: {forced: true}
            """))
                .containsExactly(
                        "row-security public.a has row-level security forced",
                        "rows public.a has 3 rows, fewer than 4",
                        "foreign-key public.b.fk is not ON UPDATE RESTRICT",
                        "index public.plain is not unique",
                        "index public.single is unique",
                        "index-size public.single has 8192 bytes, more than 1 kB",
                        "trigger public.b.t is enabled for origin, not always",
                        "trigger public.b.t is CREATE TRIGGER t BEFORE INSERT ON public.b FOR EACH ROW EXECUTE FUNCTION"
                                + " public.f(), without AFTER INSERT",
                        "trigger public.b.t does not execute g",
                        "trigger public.b.always is enabled for always, not origin",
                        "row-security public.b has row-level security not forced");
        assertThat(findings(database, """
            tables:
              a: {rows: {min: 3, max: 3}, rls: {forced: true}}
              b:
                foreign_keys: {fk: {on_update: cascade}}
                indexes: {plain: {unique: false}, single: {unique: true, max_size: 8 kB}}
                triggers: {t: {enabled: origin, def_contains: BEFORE INSERT, function: f}, always: {enabled: always}}
                rls: {enabled: true, forced: false}
            """)).isEmpty();
        assertThat(findings(database, "tables: {a: {rows: {max: 2}}}"))
                .containsExactly("rows public.a has 3 rows, more than 2");
    }

    @Test
    void whatIsSaidOfOtherObjectsFiresAndNearlyDoesNot(TestDatabase database) {
        database.execute(
                "CREATE SEQUENCE s MAXVALUE 101",
                "SELECT setval('s', 81)",
                "CREATE MATERIALIZED VIEW full_ AS SELECT 1 AS x",
                "CREATE MATERIALIZED VIEW empty_ AS SELECT 1 AS x WITH NO DATA",
                "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql STRICT SET search_path = '' AS 'SELECT 1'");

        assertThat(findings(database, """
            sequences: {s: {max_used_pct: 79}}
            materialized_views: {empty_: {populated: true}}
            functions: {f(int): {language: plpgsql, strict: false, search_path_set: false}}
            """))
                .containsExactly(
                        "sequence public.s is used up by more than 79 %",
                        "view public.empty_ is not populated",
                        "function public.f(integer) is in sql, not plpgsql",
                        "function public.f(integer) is STRICT",
                        "function public.f(integer) sets search_path");
        assertThat(findings(database, """
            sequences: {s: {max_used_pct: 80}}
            materialized_views: {empty_: {populated: false}, full_: {populated: true}}
            functions: {f(int): {language: sql, strict: true, search_path_set: true}}
            """)).isEmpty();
    }

    @Test
    void aSequenceThatThisRoleCannotSeeIsNotAhead(TestDatabase database) {
        String reader = database.name() + "_reader";
        database.execute(
                "CREATE TABLE t (id serial PRIMARY KEY)",
                "INSERT INTO t VALUES (7)",
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON t TO " + reader);
        TestDatabase seen = new TestDatabase(database.server(), database.name(), reader, "secret");
        Checked checked = new Checked(seen, folder);

        assertThat(checked.unseen("sequences: {all: {ahead_of_column: true}, t_id_seq: {max_used_pct: 5}}"))
                .containsExactly(
                        "sequence all this role cannot see it: GRANT SELECT ON SEQUENCE public.t_id_seq TO " + reader,
                        "sequence public.t_id_seq this role cannot see it: GRANT SELECT ON SEQUENCE public.t_id_seq TO "
                                + reader);
        database.execute("GRANT SELECT ON SEQUENCE t_id_seq TO " + reader);
        assertThat(checked.findings("sequences: {all: {ahead_of_column: true}, t_id_seq: {max_used_pct: 5}}"))
                .containsExactly("sequence-behind public.t_id_seq starts with 1, and public.t.id is at 7 already");
        database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
    }

    @Test
    void whatIsTriedMustFailForTheReasonThatIsMeant(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, n int)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n := 1; RETURN NEW; END'",
                "CREATE TRIGGER set_n BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");

        assertThat(findings(database, """
            tables:
              t:
                triggers:
                  set_n: {fires: {sql: INSERT INTO t VALUES (1), expect: SELECT n = 2 FROM t}}
            rejects:
              - {name: given, given: [INSERT INTO nosuch VALUES (1)], sql: INSERT INTO t VALUES (NULL)}
              - {name: typo, sql: INSERT INTO t VALEUS (NULL)}
              - {name: gone, sql: INSERT INTO tt VALUES (NULL)}
            """))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("fires public.t.set_n does not do what is expected: SELECT n = 2 FROM t is"
                                        + " not true"),
                        two -> assertThat(two)
                                .startsWith("rejects given cannot be tried: what comes before it fails: relation"),
                        three -> assertThat(three)
                                .startsWith("rejects typo makes no sense to the server: syntax error")
                                .endsWith("say sqlstate if that is meant"),
                        four -> assertThat(four).startsWith("rejects gone makes no sense to the server: relation"));
        assertThat(findings(database, """
            tables:
              t:
                triggers:
                  set_n: {fires: {sql: INSERT INTO t VALUES (1), expect: SELECT n = 1 FROM t}}
            rejects:
              - {given: [INSERT INTO t VALUES (1)], sql: INSERT INTO t VALUES (1)}
              - {sql: INSERT INTO tt VALUES (1), sqlstate: 42P01}
            """)).isEmpty();
    }
}
