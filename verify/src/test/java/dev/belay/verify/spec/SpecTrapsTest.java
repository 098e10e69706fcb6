package dev.belay.verify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looked like a success and was none, and what was said of a database that was right. */
@ServerTest
final class SpecTrapsTest {
    @TempDir
    private Path folder;

    private List<String> findings(TestDatabase database, String yaml) {
        return new Checked(database, folder).findings(yaml);
    }

    @Test
    void aStatementThatNothingCouldMakeRightIsNoRejection(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, n int CHECK (n > 0))",
                "CREATE TABLE own (id int)",
                "ALTER TABLE own ENABLE ROW LEVEL SECURITY; ALTER TABLE own FORCE ROW LEVEL SECURITY");

        assertThat(findings(database, """
                rejects:
                  - {name: type, sql: "INSERT INTO t VALUES (now(), 1)"}
                  - {name: ambiguous, sql: "SELECT id FROM t a, t b"}
                  - {name: target, sql: "INSERT INTO t VALUES (1, 1) ON CONFLICT (n) DO NOTHING"}
                  - {name: said, sql: "SELECT id FROM t a, t b", sqlstate: "42702"}
                  - {name: check, sql: "INSERT INTO t VALUES (1, 0)"}
                  - {name: null key, sql: "INSERT INTO t VALUES (NULL, 1)"}
                """))
                .hasSize(3)
                .allMatch(line -> line.contains(" makes no sense to the server: "))
                .anyMatch(line -> line.startsWith("rejects type "))
                .anyMatch(line -> line.startsWith("rejects ambiguous "))
                .anyMatch(line -> line.startsWith("rejects target "));
    }

    @Test
    void whatIsDeferredToTheCommitIsTriedToo(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, code text, UNIQUE (code) DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE log (id int)",
                "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO log VALUES (NEW.id); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER note AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION note()");

        assertThat(findings(database, """
                tables:
                  t: {triggers: {note: {fires: {sql: "INSERT INTO t VALUES (1, 'a')", expect: SELECT count(*) = 1 FROM log}}}}
                rejects:
                  - {name: twice, sql: "INSERT INTO t VALUES (1, 'a'), (2, 'a')", sqlstate: "23505"}
                  - {name: once, sql: "INSERT INTO t VALUES (1, 'a'), (2, 'b')", sqlstate: "23505"}
                """)).containsExactly("rejects once was not rejected");
    }

    @Test
    void privilegesOnColumnsAreMoreThanNone(TestDatabase database) {
        String role = "columns_" + database.name();
        database.execute(
                "CREATE TABLE t (id int, email text)",
                "CREATE ROLE \"" + role + "\"",
                "GRANT SELECT (email), UPDATE (email) ON t TO \"" + role + "\"");
        try {
            assertThat(findings(database, "tables: {t: {grants: {" + role + ": []}}}"))
                    .containsExactly("grant public.t " + role + " may also select, update column email");
            assertThat(findings(database, "tables: {t: {grants: {" + role + ": [update]}}}"))
                    .containsExactly(
                            "grant public.t " + role + " lacks update",
                            "grant public.t " + role + " may also select column email");
            assertThat(findings(database, "tables: {t: {mode: exact, columns: [id, email], grants: {}}}"))
                    .containsExactly("unexpected public.t." + role + " is a grantee that the spec does not name");
            database.execute("GRANT SELECT, UPDATE ON t TO \"" + role + "\"");
            assertThat(findings(database, "tables: {t: {grants: {" + role + ": [select, update]}}}"))
                    .isEmpty();
        } finally {
            database.execute("DROP OWNED BY \"" + role + "\"", "DROP ROLE \"" + role + "\"");
        }
    }

    @EveryMajor
    void aSequenceEndsWhereItsColumnDoes(TestDatabase database) {
        database.execute(
                "CREATE TABLE owned (id int)",
                "CREATE SEQUENCE wide OWNED BY owned.id",
                "CREATE SEQUENCE loose",
                "CREATE TABLE fed (id int DEFAULT nextval('loose'))",
                "CREATE SEQUENCE alone",
                "CREATE TABLE big (id bigint DEFAULT nextval('alone'))",
                "SELECT setval(s, 2000000000) FROM unnest('{wide,loose,alone}'::regclass[]) s");

        assertThat(findings(
                        database, "sequences: {all: {max_used_pct: 70}, wide: {max_used_pct: 94}, loose: , alone: }"))
                .containsExactlyInAnyOrder(
                        "sequence public.loose is used up by more than 70 %",
                        "sequence public.wide is used up by more than 70 %");
    }

    @Test
    void aSequenceThatFeedsNoColumnIsAheadOfNone(TestDatabase database) {
        database.execute(
                "CREATE SEQUENCE alone",
                "CREATE SEQUENCE loose",
                "CREATE TABLE fed (id int GENERATED ALWAYS AS IDENTITY, n int DEFAULT nextval('loose'))");

        assertThat(findings(database, """
                sequences:
                  alone: {ahead_of_column: true}
                  loose: {ahead_of_column: true}
                  fed_id_seq: {ahead_of_column: true}
                """))
                .containsExactly("sequence public.alone feeds no column that it could be ahead of");
    }

    @Test
    void anIndexOfNoPartitionIsNotOnAllOfThem(TestDatabase database) {
        database.execute("CREATE TABLE t (at date) PARTITION BY RANGE (at)");
        assertThat(findings(database, "partitions: {t: {index_on_all: [\"btree (at)\"]}}"))
                .containsExactly("partitions public.t has no partition, so none has these indexes");

        database.execute("CREATE TABLE t1 PARTITION OF t DEFAULT");
        assertThat(findings(database, "partitions: {t: {index_on_all: [t_at]}}"))
                .containsExactly("partitions public.t1 has no valid part of the index public.t_at");
        database.execute("CREATE INDEX t_at ON t (at)");
        assertThat(findings(database, "partitions: {t: {index_on_all: [t_at, \"btree (at)\"]}}"))
                .isEmpty();
    }

    @Test
    void ofPartitionedTablesNobodySaysThatTheyAreUnchanged(TestDatabase database) {
        database.execute("CREATE TABLE t (at date) PARTITION BY RANGE (at)");

        assertThat(findings(database, "tables: {t: {data: {unchanged_since: before.yaml}}}"))
                .containsExactly(
                        "data public.t is partitioned: unchanged_since is for its partitions, and sees nothing here");
    }

    @Test
    void namesThatNeedQuotesAreWrittenAsTheyAre(TestDatabase database) {
        database.execute(
                "CREATE TABLE \"Order Items\" (\"Order Id\" int, \"Pos\" int, PRIMARY KEY (\"Order Id\", \"Pos\"))",
                "CREATE TABLE r (\"The Order\" int, \"The Pos\" int, CONSTRAINT \"To Item\""
                        + " FOREIGN KEY (\"The Order\", \"The Pos\") REFERENCES \"Order Items\")");

        assertThat(findings(database, """
                tables:
                  r:
                    foreign_keys:
                      To Item: {columns: [The Order, The Pos], references: "Order Items(Order Id, Pos)"}
                """)).isEmpty();
        assertThat(findings(database, """
                tables:
                  r:
                    foreign_keys:
                      To Item: {columns: [the order, The Pos], references: "order items(Order Id, Pos)"}
                """)).hasSize(2);
    }

    @EveryMajor
    void aConstraintThatIsNotEnforcedDoesNotHold(TestDatabase database) {
        if (database.server().major() < 18) {
            return;
        }
        database.execute(
                "CREATE TABLE a (id int PRIMARY KEY, CONSTRAINT few CHECK (id < 9) NOT ENFORCED)",
                "CREATE TABLE b (a int CONSTRAINT to_a REFERENCES a NOT ENFORCED)");

        assertThat(findings(database, "tables: {a: {checks: {few: }}, b: {foreign_keys: {to_a: }}}"))
                .containsExactly("check public.a.few is NOT ENFORCED", "foreign-key public.b.to_a is NOT ENFORCED");
        assertThat(findings(database, """
                tables: {a: {checks: {few: {validated: false}}}, b: {foreign_keys: {to_a: {validated: false}}}}
                """)).isEmpty();
    }

    @Test
    void settingsAreTheSameInOtherUnits(TestDatabase database) {
        assertThat(findings(database, """
                target: {settings: {work_mem: 4096kB, jit: true, statement_timeout: 0, checkpoint_timeout: 300s}}
                """)).isEmpty();
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET work_mem = '65536'");
        assertThat(findings(database, "target: {settings: {work_mem: 64MB, maintenance_work_mem: 65536}}"))
                .isEmpty();
        assertThat(findings(database, "target: {settings: {work_mem: 64kB, jit: false, nosuch.one: a}}"))
                .containsExactly(
                        "setting work_mem is 65536 kB, not 64kB",
                        "setting jit is on, not false",
                        "setting nosuch.one is not known, not a");
    }

    @Test
    void whatThisSessionItselfHasSetHidesTheServers(TestDatabase database) {
        String yaml = "target: {settings: {timezone: Antarctica/Troll}}";

        assertThat(findings(database, yaml)).isEmpty();
        assertThat(new Checked(database, folder).unseen(yaml))
                .containsExactly("setting timezone each client says it of its own session, and so did this one: ALTER"
                        + " DATABASE or ALTER ROLE … SET timezone makes it certain");
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET timezone = 'Asia/Tokyo'");
        assertThat(findings(database, yaml)).containsExactly("setting timezone is Asia/Tokyo, not Antarctica/Troll");
    }

    @Test
    void nullsAreNoDoubles(TestDatabase database) {
        database.execute("CREATE TABLE t (a int, b int)", "INSERT INTO t VALUES (NULL, 1), (NULL, 1), (1, 1), (1, 2)");

        assertThat(findings(database, "tables: {t: {data: {unique: [[a, b]]}}}"))
                .isEmpty();
        assertThat(findings(database, "tables: {t: {data: {unique: [[b]]}}}"))
                .containsExactly("data public.t [b] is not unique: 1 value more than once");
    }

    @Test
    void typesHaveTheirOtherNames(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a numeric(10), b float, c dec(5, 2)[], d numeric(10) GENERATED ALWAYS AS (1) STORED)");

        assertThat(findings(database, """
                tables:
                  t: {columns: {a: {type: numeric(10), generated: none}, b: float, c: "dec(5, 2)[]", d: decimal(10)}}
                """)).isEmpty();
        assertThat(findings(database, "tables: {t: {columns: {a: numeric(9), d: {generated: none}}}}"))
                .containsExactly(
                        "column public.t.a is of type numeric(10,0), not numeric(9)",
                        "column public.t.d is generated, and should not be");
    }

    @Test
    void whatIsMissingToSeeRowsIsSaidOfTheTable(TestDatabase database) {
        String role = "reader_" + database.name();
        database.execute(
                "CREATE TABLE \"Odd One\" (a int)",
                "CREATE TABLE hidden (a int)",
                "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
                "CREATE ROLE \"" + role + "\" LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON hidden TO \"" + role + "\"");
        try {
            Checked reader = new Checked(new TestDatabase(database.server(), database.name(), role, "secret"), folder);
            assertThat(reader.report("""
                            version: 1
                            health: false
                            tables: {Odd One: {data: {null_frac: {a: 0}}}, hidden: {rows: 0}}
                            """, Set.of()).unseen())
                    .extracting(Unseen::grant)
                    .containsExactly(
                            "GRANT SELECT ON public.\"Odd One\" TO " + role, "ALTER ROLE " + role + " BYPASSRLS");
        } finally {
            database.execute("DROP OWNED BY \"" + role + "\"", "DROP ROLE \"" + role + "\"");
        }
    }

    @Test
    void whatWasNotAskedForIsNotTried() {
        Spec spec = SpecReader.read("verify.yaml", """
                version: 1
                tables: {t: {rows: 0, columns: [a]}}
                rejects: [{sql: SELECT 1 / 0}]
                """, folder);

        assertThat(spec.only(Set.of()).needsScratch()).isTrue();
        assertThat(spec.only(Set.of("rejects")).needsScratch()).isTrue();
        assertThat(spec.only(Set.of("column")).needsScratch()).isFalse();
        assertThat(spec.only(Set.of("column")).expectations())
                .noneMatch(one -> one.subject().check().equals("rows"));
        assertThat(spec.only(Set.of("rows")).expectations())
                .anyMatch(one -> one.subject().check().equals("rows"));
    }

    @Test
    void whatIsAcceptedAsAWarningIsNotAcceptedAsAnError(TestDatabase database) {
        database.execute("CREATE TABLE t (id serial PRIMARY KEY)", "SELECT setval('t_id_seq', 1600000000)");
        String yaml = """
                version: 1
                tables: {t: }
                health: {only: [sequence-exhausted]}
                accept: [{check: sequence-exhausted, object: public.t_id_seq, severity: warning, reason: not yet}]
                """;
        Checked checked = new Checked(database, folder);

        assertThat(checked.report(yaml, Set.of()).passed()).isTrue();
        database.execute("SELECT setval('t_id_seq', 2000000000)");
        assertThat(checked.report(yaml, Set.of()).findings())
                .extracting(Finding::check)
                .containsExactly("sequence-exhausted", "acceptance");
        assertThat(checked.report(yaml.replace("severity: warning, ", ""), Set.of())
                        .passed())
                .isTrue();
    }

    @Test
    void nothingIsCalledCheckedThatWasFoundUnderAnotherName(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int, CONSTRAINT late CHECK (id > 0))",
                "ALTER TABLE t DROP CONSTRAINT late, ADD CONSTRAINT late CHECK (id > 0) NOT VALID");

        assertThat(new Checked(database, folder)
                        .report("version: 1\nhealth: false\ntables: {t: {checks: {late: }}}", Set.of())
                        .checked())
                .containsExactly(
                        new Subject("table", "public.t"), new Subject("not-valid-constraint", "public.t.late"));
    }

    @Test
    void aCheckThatIsChosenIsToldWhateverItsNameIs(TestDatabase database) {
        database.execute("CREATE TABLE t (id int)", "ALTER TABLE t ADD CONSTRAINT late CHECK (id > 0) NOT VALID");

        Report report = new Checked(database, folder)
                .report(
                        "version: 1\nhealth: false\ntables: {t: {checks: {late: }, columns: {gone: }}}",
                        Set.of("check"));
        assertThat(report.findings()).extracting(Finding::check).containsExactly("not-valid-constraint");
        assertThat(report.checked()).containsExactly(new Subject("not-valid-constraint", "public.t.late"));
    }
}
