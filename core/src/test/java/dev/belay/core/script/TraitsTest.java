package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            CREATE ROLE r                                            # true
            DROP USER IF EXISTS u                                    # true
            alter /* x */ group g ADD USER u                         # true
            ALTER ROLE r IN DATABASE d SET work_mem = '1MB'          # true
            ALTER DATABASE d SET work_mem = '1MB'                    # true
            CREATE TABLESPACE t LOCATION '/t'                        # true
            ALTER SYSTEM SET work_mem = '1MB'                        # true
            DROP SUBSCRIPTION s                                      # true
            REASSIGN OWNED BY a TO b                                 # true
            DROP OWNED BY a                                          # true
            COMMENT ON ROLE r IS ''                                  # true
            SECURITY LABEL FOR p ON DATABASE d IS ''                 # true
            GRANT a TO b                                             # true
            REVOKE ADMIN OPTION FOR a FROM b                         # true
            GRANT CONNECT ON DATABASE d TO b                         # true
            DO $$ BEGIN IF true THEN CREATE ROLE r; END IF; END $$   # true
            DO $$ BEGIN EXECUTE 'CREATE ROLE r'; END $$              # true
            GRANT SELECT ON TABLE "to" TO b                          # false
            GRANT SELECT (a, "on") ON t TO b                         # false
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r     # false
            CREATE USER MAPPING FOR u SERVER s                       # false
            COMMENT ON TABLE role IS 'CREATE ROLE'                   # false
            CREATE TABLE role (role text)                            # false
            SELECT 'CREATE ROLE r'                                   # false
            CREATE SCHEMA AUTHORIZATION r                            # false
            ALTER TABLE t OWNER TO r                                 # false
            DO $$ BEGIN RAISE NOTICE 'CREATE ROLE'; END $$           # false
            """)
    void sayWhatReachesBeyondTheDatabase(String sql, boolean reaches) {
        assertThat(traits(sql).reachesBeyondDatabase()).isEqualTo(reaches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            create or replace /* x */ function f() returns int language sql as '' # CREATE FUNCTION
            CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)       # CREATE INDEX
            CREATE TEMP TABLE t (a int)                       # CREATE TABLE
            CREATE RECURSIVE VIEW v (a) AS SELECT 1           # CREATE VIEW
            CREATE USER u                                     # CREATE ROLE
            DROP MATERIALIZED VIEW v                          # DROP MATERIALIZED VIEW
            ALTER TEXT SEARCH CONFIGURATION c OWNER TO o      # ALTER TEXT SEARCH CONFIGURATION
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r # ALTER
            insert into t values (1)                          # INSERT
            VACUUM                                            # VACUUM
            (SELECT 1)                                        # ``
            """)
    void nameTheVerb(String sql, String verb) {
        assertThat(traits(sql).verb()).isEqualTo(verb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            CREATE ROLE r LOGIN                                # CREATE ROLE
            create user r                                      # CREATE ROLE
            ALTER ROLE r SET search_path = x                   # ALTER ROLE
            DROP GROUP IF EXISTS r                             # DROP ROLE
            ALTER DATABASE d SET work_mem = 1                  # ALTER DATABASE
            CREATE TABLESPACE t LOCATION '/x'                  # CREATE TABLESPACE
            ALTER SYSTEM SET x = 1                             # ALTER SYSTEM
            REASSIGN OWNED BY a TO b                           # REASSIGN OWNED
            DROP OWNED BY a                                    # DROP OWNED
            COMMENT ON ROLE r IS 'x'                           # COMMENT ON ROLE
            SECURITY LABEL FOR p ON DATABASE d IS 'x'          # SECURITY LABEL ON DATABASE
            GRANT a, b TO c WITH ADMIN OPTION                  # GRANT ROLE
            REVOKE ADMIN OPTION FOR a FROM c                   # REVOKE ROLE
            GRANT CONNECT ON DATABASE d TO c                   # GRANT ON DATABASE
            DO $$ BEGIN CREATE ROLE r; END $$                  # CREATE ROLE
            DO 'BEGIN IF true THEN EXECUTE ''ALTER ROLE r LOGIN''; END IF; END' # ALTER ROLE
            DO $$ BEGIN IF NOT EXISTS (SELECT 1) THEN CREATE ROLE "R"; END IF; END $$ # CREATE ROLE unless there is R
            CREATE USER MAPPING FOR u SERVER s                 # ``
            ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT SELECT ON TABLES TO c # ``
            GRANT SELECT ON TABLE t TO c                       # ``
            REVOKE ALL ON SCHEMA s FROM c                      # ``
            CREATE TABLE role (a int)                          # ``
            SELECT 'CREATE ROLE r'                             # ``
            COMMENT ON TABLE database IS 'x'                   # ``
            """)
    void sayWhatStaysWhenTheDatabaseGoes(String sql, String words) {
        assertThat(traits(sql).serverWide().stream()
                        .map(one -> one.words()
                                + one.unlessThere()
                                        .map(role -> " unless there is " + role)
                                        .orElse(""))
                        .toList())
                .isEqualTo(words.isEmpty() ? List.of() : List.of(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            CREATE INDEX CONCURRENTLY i ON t (a)                        # CREATE_INDEX [i] t false
            CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I" ON ONLY s.t USING hash (a) # CREATE_INDEX [s.I] s.t true
            CREATE INDEX CONCURRENTLY ON s.t (a)                        # CREATE_INDEX [] s.t false
            DROP INDEX CONCURRENTLY s.i                                 # DROP_INDEX [s.i] - false
            DROP INDEX CONCURRENTLY IF EXISTS a, "B".c CASCADE          # DROP_INDEX [a, B.c] - true
            REINDEX INDEX CONCURRENTLY s.i                              # REINDEX_INDEX [s.i] - false
            REINDEX (VERBOSE, CONCURRENTLY) TABLE t                     # REINDEX_TABLE [] t false
            REINDEX SCHEMA CONCURRENTLY s                               # REINDEX_SCHEMA [s] - false
            REINDEX (CONCURRENTLY) DATABASE                             # REINDEX_DATABASE [] - false
            ALTER TABLE s.p DETACH PARTITION s.c CONCURRENTLY           # DETACH_PARTITION [s.c] s.p false
            ALTER TABLE ONLY p DETACH PARTITION c FINALIZE              # DETACH_FINALIZE [c] p false
            """)
    void saySoOfWhatCommitsInSteps(String sql, String expected) {
        Concurrent concurrent = traits(sql).concurrent().orElseThrow();

        assertThat(concurrent.action() + " " + concurrent.objects() + " "
                        + concurrent.table().map(Name::toString).orElse("-") + " " + concurrent.guarded())
                .isEqualTo(expected);
        assertThat(concurrent.object()).isEqualTo(concurrent.objects().stream().findFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON t (a)",
                "DROP INDEX i",
                "REINDEX TABLE t",
                "REINDEX SCHEMA s",
                "REINDEX (CONCURRENTLY false) TABLE t",
                "ALTER TABLE p DETACH PARTITION c",
                "ALTER TABLE p ADD COLUMN concurrently int",
                "VACUUM",
                "SELECT 1"
            })
    void sayNothingOfWhatDoesNot(String sql) {
        assertThat(traits(sql).concurrent()).isEmpty();
    }

    /** kind name[ on table], guarded with ?, replacing with !. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            CREATE TABLE t (a int)                             # table t
            create table IF NOT EXISTS App."Users" (a int)     # table app.Users?
            CREATE TABLE db.s.t AS SELECT 1                    # table s.t
            CREATE TEMPORARY TABLE t (a int)                   # table pg_temp.t
            CREATE UNLOGGED TABLE if (a int)                   # table if
            CREATE TABLE U&"d!0061ta" UESCAPE '!' (a int)      # table data
            CREATE TABLE U&"\\0441лон" (a int)                 # table слон
            CREATE FOREIGN TABLE t (a int) SERVER s            # foreign table t
            CREATE OR REPLACE VIEW v AS SELECT 1               # view v!
            CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 # materialized view v?
            CREATE UNIQUE INDEX IF NOT EXISTS i ON ONLY s.t (a) # index s.i on s.t?
            CREATE INDEX CONCURRENTLY i ON t (a)               # index i on t
            CREATE INDEX ON t (a)                              # ``
            CREATE SEQUENCE s                                  # sequence s
            CREATE TYPE s.e AS ENUM ('a')                      # type s.e
            CREATE DOMAIN d AS int CHECK (VALUE > 0)           # domain d
            CREATE OR REPLACE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' # function s.f!
            CREATE PROCEDURE p() LANGUAGE sql AS ''            # procedure p
            CREATE AGGREGATE a (int) (SFUNC = f, STYPE = int)  # aggregate a
            CREATE OR REPLACE TRIGGER g BEFORE UPDATE OF a, b ON s.t FOR EACH ROW EXECUTE FUNCTION f() # trigger g on s.t!
            CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t FROM u EXECUTE FUNCTION f() # trigger g on t
            CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f() # event trigger e
            CREATE SCHEMA IF NOT EXISTS s                      # schema s?
            CREATE SCHEMA AUTHORIZATION joe                    # schema joe
            CREATE SCHEMA s AUTHORIZATION joe CREATE TABLE t (a int) CREATE VIEW x.v AS SELECT 1 CREATE INDEX i ON t (a) # schema s, table s.t, view x.v, index s.i on s.t
            CREATE EXTENSION IF NOT EXISTS "uuid-ossp"         # extension uuid-ossp?
            CREATE POLICY p ON s.t USING (true)                # policy p on s.t
            CREATE RULE r AS ON INSERT TO s.t DO NOTHING       # rule r on s.t
            CREATE ROLE r                                      # role r
            CREATE USER r PASSWORD 'table x'                   # role r
            CREATE USER MAPPING FOR r SERVER s                 # ``
            CREATE CAST (a AS b) WITHOUT FUNCTION              # ``
            CREATE OPERATOR === (PROCEDURE = f)                # ``
            CREATE OPERATOR CLASS c FOR TYPE t USING btree AS OPERATOR 1 < # operator class c
            CREATE DATABASE d                                  # database d
            CREATE TABLESPACE x LOCATION '/x'                  # tablespace x
            CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p  # subscription s
            CREATE PUBLICATION p FOR ALL TABLES                # publication p
            CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple) # text search dictionary d
            CREATE TRUSTED PROCEDURAL LANGUAGE l               # language l
            CREATE DEFAULT CONVERSION c FOR 'a' TO 'b' FROM f  # conversion c
            CREATE STATISTICS s (ndistinct) ON a, b FROM t     # statistics s
            CREATE COLLATION c (locale = 'C')                  # collation c
            CREATE SERVER IF NOT EXISTS s FOREIGN DATA WRAPPER w # server s?
            CREATE FOREIGN DATA WRAPPER w                      # foreign data wrapper w
            ALTER TABLE s.t ADD a int                          # column a on s.t
            ALTER TABLE IF EXISTS ONLY t * ADD COLUMN IF NOT EXISTS "A" numeric(1, 2), DROP b, ADD c int # column A on t?, column c on t
            ALTER TABLE t ADD CONSTRAINT k CHECK (a IN (1, 2)), ADD PRIMARY KEY (a), ADD UNIQUE (b) # constraint k on t
            ALTER TABLE t ADD EXCLUDE USING gist (a WITH &&), ADD exclude int # column exclude on t
            ALTER TABLE t ADD NOT NULL a, ADD COLUMN check_it int # column check_it on t
            ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'it''s' AFTER 'b' # enum value it's on s.e?
            ALTER TYPE e RENAME VALUE 'a' TO 'b'               # ``
            ALTER DOMAIN d ADD CONSTRAINT k CHECK (true)       # constraint k on d
            CREATE NONSENSE x                                  # ``
            CREATE                                             # ``
            CREATE TABLE                                       # ``
            ALTER TABLE                                        # ``
            SELECT 'CREATE TABLE t (a int)'                    # ``
            """)
    void listWhatComesIntoBeing(String sql, String expected) {
        assertThat(traits(sql).creates().stream().map(TraitsTest::shown).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(", ")));
    }

    @Test
    void lookIntoTheBodyOfADoBlock() {
        assertThat(traits("""
                        DO $$ DECLARE c int; BEGIN
                          -- CREATE TABLE not_this
                          IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e') THEN
                            CREATE TYPE app.e AS ENUM ('a;b');
                          END IF;
                          ALTER TABLE t ADD a int, ADD b text;
                          EXECUTE 'CREATE TABLE made (a int)';
                          EXECUTE 'CREATE TABLE part_' || c;
                          RAISE NOTICE 'CREATE TABLE nor_this';
                          DROP TABLE old;
                        END $$""").creates())
                .extracting(TraitsTest::shown)
                .containsExactly("type app.e?", "column a on t?", "column b on t?", "table made?");
        assertThat(traits("DO 'BEGIN CREATE TABLE t (a text DEFAULT ''x''); END'")
                        .creates())
                .extracting(TraitsTest::shown)
                .containsExactly("table t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            DROP TABLE a, s."B" CASCADE                        # table a, table s.B
            DROP TABLE IF EXISTS t                             # table t?
            DROP INDEX CONCURRENTLY IF EXISTS s.i              # index s.i?
            DROP FUNCTION s.f(int, text), g                    # function s.f, function g
            DROP AGGREGATE a(*)                                # aggregate a
            DROP TRIGGER IF EXISTS g ON s.t                    # trigger g on s.t?
            DROP POLICY p ON t                                 # policy p on t
            DROP USER u                                        # role u
            DROP OWNED BY u                                    # ``
            DROP CAST (a AS b)                                 # ``
            DROP                                               # ``
            ALTER TABLE s.t DROP a, DROP COLUMN IF EXISTS b CASCADE, DROP CONSTRAINT k, ADD x int # column a on s.t, column b on s.t?, constraint k on s.t
            ALTER TABLE t ALTER COLUMN a DROP NOT NULL, ALTER b DROP DEFAULT # ``
            ALTER DOMAIN d DROP CONSTRAINT k                   # constraint k on d
            ALTER DOMAIN d DROP NOT NULL                       # ``
            DO $$ BEGIN DROP VIEW v; END $$                    # view v
            """)
    void listWhatGoes(String sql, String expected) {
        assertThat(traits(sql).drops().stream()
                        .map(gone -> new Created(gone.kind(), gone.name(), gone.guarded(), false, gone.on()))
                        .map(TraitsTest::shown)
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            INSERT INTO schema_migrations VALUES ('1')         # schema_migrations
            insert /* x */ into "public" . Schema_Migrations (v) SELECT 1 ON CONFLICT DO NOTHING # public.schema_migrations
            WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a # t
            WITH a AS (INSERT INTO u VALUES (1) RETURNING *) INSERT INTO t SELECT * FROM a # t, u
            WITH a AS (INSERT INTO u VALUES (1) RETURNING *) SELECT * FROM a # u
            MERGE INTO t USING s ON true WHEN NOT MATCHED THEN INSERT VALUES (1) # t
            COPY s.t (a, b) FROM stdin;~\\.                    # s.t
            COPY t FROM '/x'                                   # t
            COPY t TO STDOUT                                   # ``
            DO $$ BEGIN INSERT INTO t VALUES (1); INSERT INTO u VALUES (1); END $$ # t, u
            UPDATE t SET a = 1                                 # ``
            SELECT 'INSERT INTO t'                             # ``
            CREATE RULE r AS ON INSERT TO t DO INSERT INTO u VALUES (1) # ``
            INSERT                                             # ``
            """)
    void nameTheTableThatGetsRows(String sql, String expected) {
        Traits traits = traits(sql.replace('~', '\n'));

        List<String> tables = expected.isEmpty() ? List.of() : List.of(expected.split(", "));
        assertThat(traits.insertTargets()).extracting(Name::toString).isEqualTo(tables);
        assertThat(traits.inserts().map(Name::toString))
                .isEqualTo(tables.stream().findFirst());
    }

    @ParameterizedTest
    @CsvSource({"s.t,s.t,true", "s.t,x.t,false", "t,s.t,true", "s.t,t,true", "t,t,true", "t,u,false", "\"T\",t,false"})
    void compareNamesAsFarAsTheyAreSaid(String one, String other, boolean same) {
        assertThat(name(one).matches(name(other))).isEqualTo(same);
    }

    @Test
    void cutNamesWhereTheServerDoes() {
        assertThat(name("\"" + "x".repeat(62) + "éy\"").name()).isEqualTo("x".repeat(62));
        assertThat(name("\"" + "x".repeat(61) + "éy\"").name()).isEqualTo("x".repeat(61) + "é");
        assertThat(name("ÀB").name()).isEqualTo("Àb");
    }

    private static Name name(String written) {
        return traits("CREATE TABLE " + written + " (a int)").creates().get(0).name();
    }

    private static String shown(Created created) {
        return created.kind() + " " + created.name()
                + created.on().map(on -> " on " + on).orElse("") + (created.guarded() ? "?" : "")
                + (created.replaces() ? "!" : "");
    }

    private static Traits traits(String sql) {
        return Script.parse("x.sql", sql).executable().get(0).traits();
    }
}
