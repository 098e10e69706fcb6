package dev.belay.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check has what makes it fire, and the nearest thing that does not. */
@ServerTest
final class StandardChecksTest {
    private static Report ask(TestDatabase database, String check) {
        try (Connection connection = database.connect()) {
            connection.setReadOnly(true);
            return new Health(StandardChecks.only(List.of(check)), Scope.EVERYTHING).of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(check, e);
        }
    }

    private static List<String> found(TestDatabase database, String check) {
        return ask(database, check).findings().stream()
                .map(finding -> finding.object() + " " + finding.message())
                .toList();
    }

    private static List<String> objects(TestDatabase database, String check) {
        return ask(database, check).findings().stream().map(Finding::object).toList();
    }

    @EveryMajor
    void invalidIndexesAreThoseThatABuildOrADropLeft(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int)",
                "CREATE INDEX good ON t (a)",
                "CREATE INDEX bad ON t (b)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'bad'::regclass",
                "CREATE INDEX unready ON t (a, b)",
                "UPDATE pg_index SET indisvalid = false, indisready = false WHERE indexrelid = 'unready'::regclass",
                "CREATE TABLE p (id int, d int) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9)",
                "CREATE INDEX whole ON p (id)",
                "CREATE INDEX part ON ONLY p (d)");

        assertThat(found(database, "invalid-index"))
                .containsExactly(
                        "public.bad is invalid: no query uses it, and writes maintain it",
                        "public.part is not on every partition of public.p",
                        "public.unready is invalid: its build did not end, and writes do not maintain it");
    }

    @EveryMajor
    void leftoversOfReindexAreNotReportedTwice(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int)",
                "CREATE INDEX a_ccnew1 ON t (a)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'a_ccnew1'::regclass",
                "CREATE INDEX mine_ccnew ON t (a, id)");

        assertThat(objects(database, "concurrent-leftover")).containsExactly("public.a_ccnew1");
        assertThat(objects(database, "invalid-index")).isEmpty();
    }

    @EveryMajor
    void duplicatesAreEqualInEverythingThatCounts(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c text)",
                "CREATE INDEX a1 ON t (a)",
                "CREATE INDEX a2 ON t (a)",
                "CREATE INDEX id_again ON t (id)",
                "CREATE INDEX low1 ON t (lower(c))",
                "CREATE INDEX low2 ON t (lower(c))",
                // The near misses: order, collation, operator class, predicate, method, uniqueness.
                "CREATE INDEX ab ON t (a, b)",
                "CREATE INDEX ab_desc ON t (a, b DESC)",
                "CREATE INDEX c1 ON t (c)",
                "CREATE INDEX c_collated ON t (c COLLATE \"C\")",
                "CREATE INDEX c_pattern ON t (c text_pattern_ops)",
                "CREATE INDEX b_some ON t (b) WHERE b > 0",
                "CREATE INDEX b_hash ON t USING hash (b)",
                "CREATE INDEX b_all ON t (b)",
                "CREATE UNIQUE INDEX bc ON t (b, c)",
                "ALTER TABLE t ADD CONSTRAINT deferred UNIQUE (b, c) DEFERRABLE");

        assertThat(found(database, "duplicate-index"))
                .containsExactly(
                        "public.a2 is the same as a1",
                        "public.id_again is the same as t_pkey",
                        "public.low2 is the same as low1");
    }

    @EveryMajor
    void coveredIndexesBeginAnother(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int)",
                "CREATE INDEX a ON t (a)",
                "CREATE INDEX ab ON t (a, b)",
                "CREATE INDEX c_incl ON t (c) INCLUDE (d)",
                "CREATE INDEX cb ON t (c, b)",
                "CREATE UNIQUE INDEX d ON t (d)",
                "CREATE INDEX da ON t (d, a)",
                "CREATE INDEX b_part ON t (b) WHERE a > 0",
                "CREATE INDEX bd ON t (b, d)",
                "CREATE INDEX b_hash ON t USING hash (b)",
                // A plain one goes where a unique one begins with it; another order, collation or operator class stays,
                // and so does what a constraint, a foreign key or a subscriber relies on.
                "CREATE TABLE u (id int PRIMARY KEY, e text NOT NULL, f int, g text NOT NULL, r int4range)",
                "CREATE INDEX f ON u (f)",
                "CREATE UNIQUE INDEX fg ON u (f, g)",
                "CREATE INDEX f_desc ON u (f DESC)",
                "CREATE INDEX e_pattern ON u (e text_pattern_ops)",
                "CREATE INDEX e_collated ON u (e COLLATE \"C\")",
                "CREATE INDEX ef ON u (e, f)",
                "ALTER TABLE u ADD CONSTRAINT one_g UNIQUE (g)",
                "CREATE INDEX ge ON u (g, e)",
                "ALTER TABLE u REPLICA IDENTITY USING INDEX one_g",
                "ALTER TABLE u ADD CONSTRAINT apart EXCLUDE USING btree (e WITH =)");

        assertThat(found(database, "covered-index")).containsExactly("public.a begins ab", "public.f begins fg");
    }

    @EveryMajor
    void unusedIndexesEnforceNothingAndServeNoForeignKey(TestDatabase database) throws SQLException {
        database.execute(
                "CREATE TABLE o (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, o int REFERENCES o, a int, b int, r int4range,"
                        + " EXCLUDE USING gist (r WITH &&))",
                "CREATE INDEX idle ON t (a)",
                "CREATE INDEX busy ON t (b)",
                "CREATE INDEX serves ON t (o)",
                "CREATE UNIQUE INDEX only_one ON t (a, b)",
                "CREATE TABLE told (id int NOT NULL, a int)",
                "CREATE UNIQUE INDEX identity_of ON told (id)",
                "ALTER TABLE told REPLICA IDENTITY USING INDEX identity_of",
                "CREATE TABLE p (id int, a int) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9)",
                "CREATE INDEX p_idle ON p (a)",
                "INSERT INTO t SELECT g, NULL, g, g, int4range(g, g + 1) FROM generate_series(1, 1000) g",
                "SET enable_seqscan = off; SET enable_bitmapscan = off; SELECT * FROM t WHERE b = 7");
        awaitUse(database, "busy");

        assertThat(objects(database, "unused-index"))
                .as("one of a partitioned table is told once, and not of its partitions")
                .containsExactly("public.idle", "public.p_idle");
        assertThat(ask(database, "unused-index").atLeast(Severity.WARNING).findings())
                .isEmpty();
    }

    /** Counters come when the session that counted ends, or a little later. */
    private static void awaitUse(TestDatabase database, String index) {
        String query = "SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = '" + index + "'";
        for (int i = 0; i < 100 && !database.query(query).contains("t"); i++) {
            database.query("SELECT pg_sleep(0.05)");
        }
    }

    @EveryMajor
    void foreignKeysAreGradedByTheIndexThatIsThere(TestDatabase database) {
        database.execute("CREATE TABLE o (a int, b int, PRIMARY KEY (a, b), UNIQUE (a))");
        for (String name : List.of(
                "swapped", "not_null", "exact", "hashed", "prefix", "first", "behind", "part", "brin", "gin", "bare")) {
            String key = List.of("swapped", "prefix", "first", "behind").contains(name)
                    ? "FOREIGN KEY (a, b) REFERENCES o (a, b)"
                    : "FOREIGN KEY (a) REFERENCES o (a)";
            database.execute("CREATE TABLE " + name + " (x int, a int, b int, st text, CONSTRAINT fk " + key + ")");
        }
        database.execute(
                "CREATE INDEX ON swapped (b, a)",
                "CREATE INDEX ON not_null (a) WHERE a IS NOT NULL",
                "CREATE INDEX ON exact (a, x)",
                "CREATE INDEX ON hashed USING hash (a)",
                "CREATE INDEX prefix_index ON prefix (a)",
                "CREATE INDEX ON gin USING gin ((ARRAY[a]))",
                "CREATE TABLE whole (a int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES o (a)) PARTITION BY RANGE (a)",
                "CREATE TABLE whole1 PARTITION OF whole FOR VALUES FROM (0) TO (9)",
                "CREATE INDEX first_index ON first (a, x, b)",
                "CREATE INDEX behind_index ON behind (x, a)",
                "CREATE INDEX ON part (a) WHERE st = 'open'",
                "CREATE INDEX brin_index ON brin USING brin (a)",
                "CREATE INDEX broken ON bare (a)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass");

        assertThat(ask(database, "foreign-key-index").findings())
                .extracting(finding -> finding.severity() + " " + finding.object() + " " + finding.message())
                .containsExactly(
                        "WARNING public.bare.fk has no index on its columns",
                        "WARNING public.behind.fk is only on index behind_index, which cannot lead to its rows",
                        "WARNING public.brin.fk is only on index brin_index, which cannot lead to its rows",
                        "INFO public.first.fk is found by a part of its columns only: index first_index",
                        "WARNING public.gin.fk has no index on its columns",
                        "WARNING public.part.fk has no index on its columns",
                        "INFO public.prefix.fk is found by a part of its columns only: index prefix_index",
                        "WARNING public.whole.fk has no index on its columns");
    }

    @EveryMajor
    void notValidConstraintsArePromisesForNewRowsOnly(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, o int)",
                "ALTER TABLE t ADD CONSTRAINT later CHECK (a > 0) NOT VALID",
                "ALTER TABLE t ADD CONSTRAINT now CHECK (a > 0)",
                "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (o) REFERENCES t NOT VALID");
        if (database.server().major() >= 18) {
            database.execute("ALTER TABLE t ADD CONSTRAINT never CHECK (a < 9) NOT ENFORCED");
        }

        assertThat(objects(database, "not-valid-constraint")).containsExactly("public.t.fk", "public.t.later");
    }

    @EveryMajor
    void disabledTriggersIncludeThoseOfForeignKeys(TestDatabase database) {
        database.execute(
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TABLE o (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, o int CONSTRAINT fk REFERENCES o)",
                "CREATE TABLE kept (id int PRIMARY KEY, o int REFERENCES o)",
                "CREATE TRIGGER on_ BEFORE INSERT ON kept FOR EACH ROW EXECUTE FUNCTION f()",
                "CREATE TRIGGER always BEFORE INSERT ON kept FOR EACH ROW EXECUTE FUNCTION f()",
                "ALTER TABLE kept ENABLE ALWAYS TRIGGER always",
                "CREATE TRIGGER off_ BEFORE INSERT ON kept FOR EACH ROW EXECUTE FUNCTION f()",
                "ALTER TABLE kept DISABLE TRIGGER off_",
                "ALTER TABLE t DISABLE TRIGGER ALL");

        assertThat(ask(database, "disabled-trigger").findings())
                .extracting(finding -> finding.severity() + " " + finding.object() + " " + finding.message())
                .containsExactly(
                        "WARNING public.kept.off_ is disabled",
                        "ERROR public.t.fk is not kept when public.t changes: its internal triggers are disabled");
    }

    @EveryMajor
    void orphansAreCountedWhereAForeignKeyWasOff(TestDatabase database) {
        database.execute(
                "CREATE TABLE o (a int, b int, PRIMARY KEY (a, b))",
                "INSERT INTO o VALUES (1, 1)",
                "CREATE TABLE clean (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES o)",
                "CREATE TABLE t (a int, b int)",
                "INSERT INTO t VALUES (1, 1), (1, NULL), (NULL, NULL), (9, 9), (9, 9)",
                "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES o NOT VALID",
                "CREATE TABLE full_ (a int, b int)",
                "INSERT INTO full_ VALUES (1, NULL), (NULL, NULL)",
                "ALTER TABLE full_ ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES o MATCH FULL NOT VALID",
                "CREATE TABLE off_ (a int, b int, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES o)",
                "ALTER TABLE off_ DISABLE TRIGGER ALL",
                "INSERT INTO off_ VALUES (7, 7)",
                "ALTER TABLE clean DISABLE TRIGGER ALL",
                "INSERT INTO clean VALUES (1, 1)");

        assertThat(found(database, "orphans"))
                .containsExactly(
                        "public.full_.fk 1 row of public.full_ refers to no row of public.o",
                        "public.off_.fk 1 row of public.off_ refers to no row of public.o",
                        "public.t.fk 2 rows of public.t refer to no row of public.o");
    }

    @EveryMajor
    void sequencesAreComparedWithTheirColumns(TestDatabase database) {
        database.execute(
                "CREATE TABLE behind (id serial PRIMARY KEY)",
                "INSERT INTO behind VALUES (1), (7)",
                "CREATE TABLE even (id serial PRIMARY KEY)",
                "INSERT INTO even SELECT FROM generate_series(1, 7)",
                "CREATE TABLE identity_ (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)",
                "INSERT INTO identity_ DEFAULT VALUES",
                "INSERT INTO identity_ VALUES (2)",
                "CREATE SEQUENCE down INCREMENT -1",
                "CREATE TABLE backwards (id int PRIMARY KEY DEFAULT nextval('down'))",
                "INSERT INTO backwards DEFAULT VALUES",
                "INSERT INTO backwards VALUES (5)",
                "CREATE SEQUENCE codes",
                "CREATE TABLE coded (id text PRIMARY KEY DEFAULT 'c-' || nextval('codes'))",
                "INSERT INTO coded VALUES ('c-9')",
                "CREATE TABLE empty_ (id serial PRIMARY KEY)");

        assertThat(found(database, "sequence-behind"))
                .containsExactly(
                        "public.behind_id_seq starts with 1, and public.behind.id is at 7 already",
                        "public.identity__id_seq stands at 1, and public.identity_.id is at 2 already");
        assertThat(ask(database, "sequence-behind").findings().get(0).hint())
                .isEqualTo("SELECT setval('public.behind_id_seq', 7)");
    }

    @EveryMajor
    void sequencesEndWithTheTypeOfTheirColumn(TestDatabase database) {
        database.execute(
                "CREATE TABLE narrow (id int PRIMARY KEY)",
                "CREATE SEQUENCE wide OWNED BY narrow.id",
                "SELECT setval('wide', 1600000000)",
                "CREATE SEQUENCE free",
                "SELECT setval('free', 1600000000)",
                "CREATE SEQUENCE loose",
                "CREATE TABLE fed (big bigint DEFAULT nextval('loose'), id int DEFAULT nextval('loose'))",
                "SELECT setval('loose', 1600000000)",
                "CREATE SEQUENCE round MAXVALUE 10 CYCLE",
                "SELECT setval('round', 10)",
                "CREATE SEQUENCE last MAXVALUE 10",
                "SELECT setval('last', 10)");

        assertThat(ask(database, "sequence-exhausted").findings())
                .extracting(finding -> finding.severity() + " " + finding.object() + " " + finding.message())
                .containsExactly(
                        "ERROR public.last is used up to 100.0 %: it stands at 10 of 10",
                        "WARNING public.loose is used up to 74.5 %: it stands at 1600000000 of 2147483647",
                        "WARNING public.wide is used up to 74.5 %: it stands at 1600000000 of 2147483647");
    }

    @EveryMajor
    void tablesThatAreOldBeyondTheirLimitAreNamed(TestDatabase database) {
        String old = "UPDATE pg_class SET relfrozenxid = "
                + "((pg_current_xact_id()::text::bigint + 4294967296 - %d) %% 4294967296)::text::xid WHERE relname = '%s'";
        database.execute(
                "CREATE TABLE fresh (id int PRIMARY KEY)",
                "CREATE TABLE old (id int PRIMARY KEY) WITH (autovacuum_enabled = off)",
                "CREATE TABLE late (id int PRIMARY KEY) WITH (autovacuum_enabled = off)",
                String.format(old, 400_000_000, "old"),
                String.format(old, 250_000_000, "late"));

        assertThat(ask(database, "wraparound").findings())
                .extracting(finding -> finding.severity() + " " + finding.object())
                .containsExactly("WARNING public.old");
    }

    @EveryMajor
    void tablesWithoutAKeyAreNamedOnceWithTheirPartitions(TestDatabase database) {
        database.execute(
                "CREATE TABLE keyed (id int PRIMARY KEY)",
                "CREATE TABLE bare (id int UNIQUE)",
                "CREATE TABLE p (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9)",
                "CREATE VIEW v AS SELECT 1");

        assertThat(objects(database, "no-primary-key")).containsExactly("public.bare", "public.p");
    }

    @EveryMajor
    void unloggedTablesAreNamed(TestDatabase database) {
        database.execute("CREATE TABLE kept (id int)", "CREATE UNLOGGED TABLE loaded (id int)");

        assertThat(objects(database, "unlogged")).containsExactly("public.loaded");
    }

    @EveryMajor
    void tablesOfSomeSizeShouldHaveBeenAnalyzed(TestDatabase database) {
        String rows = " SELECT g, repeat('x', 100) FROM generate_series(1, 2000) g";
        database.execute(
                "CREATE TABLE never (id int, t text) WITH (autovacuum_enabled = off)",
                "INSERT INTO never" + rows,
                "CREATE TABLE analyzed (id int, t text) WITH (autovacuum_enabled = off)",
                "INSERT INTO analyzed" + rows,
                "ANALYZE analyzed",
                "CREATE TABLE small (id int) WITH (autovacuum_enabled = off)",
                "INSERT INTO small VALUES (1)",
                "CREATE TABLE p (id int, t text) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p DEFAULT WITH (autovacuum_enabled = off)",
                "INSERT INTO p" + rows,
                "ANALYZE p1");

        assertThat(objects(database, "never-analyzed")).containsExactly("public.never", "public.p");
        database.execute("ANALYZE never", "ANALYZE p", "SELECT pg_stat_reset()");
        assertThat(objects(database, "never-analyzed")).isEmpty();
    }

    @EveryMajor
    void columnsAndExpressionsThatCameAfterTheAnalyzeAreNamed(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (id int, c text, quiet int) WITH (autovacuum_enabled = off)",
                "ALTER TABLE t ALTER quiet SET STATISTICS 0",
                "INSERT INTO t SELECT g, g::text, g FROM generate_series(1, 1000) g",
                "CREATE INDEX known ON t (upper(c))",
                "ANALYZE t",
                "ALTER TABLE t ADD late int DEFAULT 1",
                "CREATE INDEX expression ON t (lower(c))",
                "CREATE INDEX plain ON t (c)");
        for (int i = 0; i < 100 && found(database, "missing-statistics").isEmpty(); i++) {
            database.query("SELECT pg_sleep(0.05)");
        }

        assertThat(objects(database, "missing-statistics")).containsExactly("public.expression", "public.t.late");
    }

    @EveryMajor
    void bloatIsWhatTheRowsCannotFill(TestDatabase database) {
        database.execute(
                "CREATE TABLE empty_ (id int, t text) WITH (autovacuum_enabled = off)",
                "INSERT INTO empty_ SELECT g, repeat('x', 100) FROM generate_series(1, 150000) g",
                "CREATE TABLE full_ (LIKE empty_) WITH (autovacuum_enabled = off)",
                "INSERT INTO full_ SELECT * FROM empty_",
                "DELETE FROM empty_ WHERE id % 10 > 0",
                "VACUUM ANALYZE empty_",
                "ANALYZE full_");

        assertThat(objects(database, "bloat")).containsExactly("public.empty_");
    }

    @Test
    void anUnknownCheckIsNamedWithTheNearest() {
        assertThatThrownBy(() -> StandardChecks.only(List.of("invalid-indexes")))
                .hasMessage("there is no check \"invalid-indexes\"")
                .hasFieldOrPropertyWithValue("hint", "did you mean \"invalid-index\"?");
    }
}
