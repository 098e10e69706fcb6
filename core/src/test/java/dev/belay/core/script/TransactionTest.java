package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            BEGIN                                    # BEGIN
            begin work                               # BEGIN
            BEGIN ISOLATION LEVEL SERIALIZABLE       # BEGIN
            START /* x */ TRANSACTION READ ONLY      # BEGIN
            COMMIT                                   # COMMIT
            END                                      # COMMIT
            COMMIT WORK                              # COMMIT
            END TRANSACTION AND NO CHAIN             # COMMIT
            COMMIT AND CHAIN                         # COMMIT
            ROLLBACK                                 # ROLLBACK
            ABORT WORK                               # ROLLBACK
            ROLLBACK AND CHAIN                       # ROLLBACK
            ROLLBACK TO a                            # SAVEPOINT
            ROLLBACK TRANSACTION TO SAVEPOINT a      # SAVEPOINT
            SAVEPOINT a                              # SAVEPOINT
            RELEASE a                                # SAVEPOINT
            RELEASE SAVEPOINT a                      # SAVEPOINT
            PREPARE TRANSACTION 'x'                  # OTHER_CONTROL
            COMMIT PREPARED 'x'                      # OTHER_CONTROL
            ROLLBACK PREPARED 'x'                    # OTHER_CONTROL
            PREPARE transaction AS SELECT 1          # JOINS
            PREPARE p AS SELECT 1                    # JOINS
            CALL p()                                 # MAY_COMMIT
            DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$               # MAY_COMMIT
            DO LANGUAGE plpgsql $x$ BEGIN rollback; END $x$              # MAY_COMMIT
            DO 'BEGIN RAISE NOTICE ''x''; COMMIT; END'                   # MAY_COMMIT
            DO E'BEGIN\\nCOMMIT; END'                                    # MAY_COMMIT
            DO $$ BEGIN CALL p(); END $$                                 # MAY_COMMIT
            DO LANGUAGE plpython3u $$ plpy.commit() $$                   # MAY_COMMIT
            DO $$ BEGIN CREATE TEMP TABLE t (a int) ON COMMIT DROP; END $$ # JOINS
            DO $$ BEGIN -- COMMIT|RAISE NOTICE 'COMMIT'; /* ROLLBACK */ END $$ # JOINS
            DO $$ BEGIN RAISE NOTICE 'don''t'; END $$                    # JOINS
            SELECT 'COMMIT'                          # JOINS
            SET TRANSACTION READ ONLY                # JOINS
            LOCK TABLE t                             # JOINS
            CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$ # JOINS
            """)
    void isReadFromTheWords(String sql, Transaction expected) {
        assertThat(traits(sql.replace('|', '\n')).transaction()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void isForbiddenWhereTheServerRefusesABlock(String sql) {
        assertThat(traits(sql).transaction()).isEqualTo(Transaction.FORBIDDEN);
        assertThat(traits(sql.toLowerCase(Locale.ROOT)).transaction()).isEqualTo(Transaction.FORBIDDEN);
        assertThat(traits(sql.replace(" ", "/* c */\n")).transaction()).isEqualTo(Transaction.FORBIDDEN);
    }

    /** What {@link TransactionServerTest} shows to the servers too. */
    static Stream<String> forbidden() {
        return Stream.of(
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
                "DROP INDEX CONCURRENTLY i",
                "REINDEX TABLE CONCURRENTLY t",
                "REINDEX (CONCURRENTLY) TABLE t",
                "REINDEX (VERBOSE, CONCURRENTLY true) INDEX i",
                "REINDEX (CONCURRENTLY 'on', VERBOSE) TABLE t",
                "REINDEX (CONCURRENTLY 1) TABLE t",
                "REINDEX SCHEMA s",
                "REINDEX SCHEMA CONCURRENTLY s",
                "ALTER TABLE p DETACH PARTITION t CONCURRENTLY",
                "VACUUM",
                "VACUUM (ANALYZE) t",
                "CLUSTER",
                "CLUSTER VERBOSE",
                "ALTER SYSTEM SET work_mem = '8MB'",
                "ALTER SYSTEM RESET ALL",
                "CREATE DATABASE never",
                "DROP DATABASE IF EXISTS never",
                "CREATE TABLESPACE never LOCATION '/never'",
                "DROP TABLESPACE never",
                "ALTER DATABASE never SET TABLESPACE pg_default",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (slot_name = 'x', enabled = false)",
                "DISCARD ALL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REINDEX DATABASE d",
                "REINDEX SYSTEM d",
                "ALTER TABLE IF EXISTS ONLY \"P\".p * DETACH PARTITION s.t FINALIZE",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "ALTER SUBSCRIPTION s SET PUBLICATION p",
                "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (copy_data = false)",
                "ALTER SUBSCRIPTION s DROP PUBLICATION p",
                "ALTER SUBSCRIPTION s SET (failover = true)",
                "ALTER SUBSCRIPTION s SET (two_phase = false)",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = true, connect = true)",
                "CLUSTER (VERBOSE)",
                "REPACK",
                "REPACK (CONCURRENTLY) t"
            })
    void isForbiddenWhereTheServerRefusesOnlySomeOrNewerOnesDo(String sql) {
        assertThat(traits(sql).transaction()).isEqualTo(Transaction.FORBIDDEN);
    }

    @ParameterizedTest
    @MethodSource("joining")
    void joinsOtherwise(String sql) {
        assertThat(traits(sql).transaction()).isEqualTo(Transaction.JOINS);
    }

    /** What {@link TransactionServerTest} shows to the servers too. */
    static Stream<String> joining() {
        return Stream.of(
                "CREATE INDEX concurrently_built ON t (a)",
                "CREATE INDEX \"concurrently\" ON t (a)",
                "CREATE TABLE concurrently (a int)",
                "DROP INDEX i",
                "DROP TABLE database",
                "REINDEX TABLE t",
                "REINDEX INDEX i",
                "REINDEX (CONCURRENTLY false) TABLE t",
                "REINDEX (CONCURRENTLY off, VERBOSE) INDEX i",
                "REINDEX (CONCURRENTLY 0) TABLE t",
                "REINDEX (VERBOSE) TABLE t",
                "ALTER TABLE p DETACH PARTITION t",
                "ALTER TABLE p ATTACH PARTITION concurrently FOR VALUES IN (1)",
                "ALTER DATABASE d SET work_mem = '8MB'",
                "ALTER DATABASE d RENAME TO e",
                "ANALYZE t",
                "CLUSTER t",
                "CLUSTER VERBOSE t USING i",
                "CLUSTER (VERBOSE) t",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false, slot_name = NONE)",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
                "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
                "ALTER SUBSCRIPTION s SET (two_phase = true)",
                "ALTER SUBSCRIPTION s SET (binary = true)",
                "ALTER SUBSCRIPTION s DISABLE",
                "ALTER TYPE t ADD VALUE 'x'",
                "DISCARD PLANS",
                "REPACK t",
                "EXPLAIN SELECT 1",
                "SELECT 'VACUUM'",
                "COMMENT ON DATABASE d IS 'x'",
                "(SELECT 1) UNION SELECT 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            COMMIT AND CHAIN             # true
            END WORK AND CHAIN           # true
            ROLLBACK TRANSACTION AND /**/ CHAIN # true
            COMMIT AND NO CHAIN          # false
            COMMIT                       # false
            SELECT a AND chain           # false
            """)
    void mayOpenTheNextOne(String sql, boolean chained) {
        assertThat(traits(sql).chained()).isEqualTo(chained);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            DISCARD ALL                                                  # true
            DISCARD /* x */ all                                          # true
            DISCARD TEMP                                                 # false
            """)
    void namesWhatCanNeverRun(String sql, boolean never) {
        assertThat(traits(sql).forbiddenEntirely().isPresent()).isEqualTo(never);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SELECT pg_advisory_unlock_all()                              # true
            SELECT 1, pg_catalog . "pg_advisory_unlock_all" /* x */ ( )  # true
            DO $$ BEGIN PERFORM PG_ADVISORY_UNLOCK_ALL(); END $$         # true
            SELECT 'pg_advisory_unlock_all()'                            # false
            SELECT pg_advisory_unlock_all FROM t                         # false
            SELECT pg_advisory_unlock(1)                                 # false
            CREATE VIEW v AS SELECT pg_advisory_unlock_all()             # false
            """)
    void seesALockDropped(String sql, boolean unlocks) {
        assertThat(traits(sql).unlocksAll()).isEqualTo(unlocks);
    }

    private static Traits traits(String sql) {
        return Script.parse("x.sql", sql).executable().get(0).traits();
    }
}
