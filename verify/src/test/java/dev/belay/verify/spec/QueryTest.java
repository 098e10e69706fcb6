package dev.belay.verify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import dev.belay.verify.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of queries over tables without a row. */
@ServerTest
final class QueryTest {
    @TempDir
    private Path folder;

    private static void shop(TestDatabase database) {
        database.execute(
                "CREATE DOMAIN mail AS text NOT NULL CHECK (VALUE LIKE '%@%')",
                "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email mail NOT NULL,"
                        + " tenant int NOT NULL CHECK (tenant > 0), created timestamptz NOT NULL DEFAULT now(),"
                        + " status text NOT NULL, twice int GENERATED ALWAYS AS (tenant * 2) STORED, note text)",
                "CREATE INDEX tenant_created ON users (tenant, created)",
                "CREATE INDEX open ON users (created) WHERE status = 'open'",
                "CREATE INDEX covering ON users (tenant) INCLUDE (status)",
                "CREATE INDEX lower_email ON users (lower(email))",
                "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES users)",
                "CREATE INDEX orders_user ON orders (user_id)",
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'",
                "CREATE TRIGGER no BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION no()",
                "ALTER TABLE users ENABLE ALWAYS TRIGGER no",
                "CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE e1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
                "CREATE TABLE e2 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
                "CREATE INDEX events_id ON events (id)");
    }

    private List<String> findings(TestDatabase database, String yaml) {
        return new Checked(database, folder).findings("queries:\n" + yaml.indent(2));
    }

    @EveryMajor
    void whatAnIndexServesIsPlannedWithItThoughThereAreNoRows(TestDatabase database) {
        shop(database);
        database.execute("ANALYZE");

        assertThat(findings(database, """
            - {sql: SELECT * FROM users WHERE tenant = $1 AND created > $2, uses_index: tenant_created, no_seqscan_on: [users], max_cost_ratio: 0.05}
            - {sql: "SELECT * FROM users WHERE lower(email) = $1", params: [text], uses_index: lower_email}
            - {sql: SELECT tenant FROM users WHERE tenant = $1 AND status = $2, uses_index: {any_of: [covering, tenant_created]}}
            - {sql: SELECT * FROM users WHERE status = 'open' AND created > $1, uses_index: open}
            - {sql: SELECT * FROM users WHERE tenant = $1 ORDER BY created LIMIT 5, uses_index: tenant_created, sort: false}
            - {sql: SELECT * FROM users ORDER BY id DESC LIMIT 5, uses_index: users_pkey, sort: false}
            - {sql: SELECT max(id) FROM users, uses_index: users_pkey}
            - {sql: SELECT * FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = $1, uses_index: [orders_pkey, users_pkey]}
            - {sql: SELECT * FROM events WHERE id = $1, uses_index: events_id, no_seqscan_on: [events]}
            - {sql: UPDATE users SET note = $2 WHERE id = $1, uses_index: users_pkey}
            """)).isEmpty();
    }

    @EveryMajor
    void aPlanThatIsNotAsExpectedIsShown(TestDatabase database) {
        shop(database);

        List<String> findings = findings(database, """
            - {name: note, sql: SELECT * FROM users WHERE note = $1, uses_index: tenant_created, no_seqscan_on: [users], max_cost_ratio: 0.5}
            - {name: order, sql: SELECT * FROM users ORDER BY note, sort: false}
            - {name: parts, sql: SELECT * FROM events WHERE at > $1, no_seqscan_on: [events]}
            - {name: generic, sql: SELECT * FROM users WHERE status = $1 AND created > $2, uses_index: open}
            - {name: walked, sql: SELECT * FROM users WHERE note = $1 ORDER BY id LIMIT 1, uses_index: users_pkey}
            - {name: wrong, sql: SELECT nonsense FROM users, sort: false}
            """);

        assertThat(findings)
                .anySatisfy(it -> assertThat(it)
                        .startsWith("query note does not use the index tenant_created; the plan is Seq Scan on"
                                + " public.users, filter (users.note = $1) (cost "))
                .anySatisfy(it -> assertThat(it).startsWith("query note reads all of public.users;"))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("query note costs 1.00 of what it costs without indexes, more than 0.5;"))
                .anySatisfy(it -> assertThat(it).startsWith("query order sorts; the plan is Sort < Seq Scan on"))
                .anySatisfy(it -> assertThat(it).startsWith("query parts reads all of public.e1;"))
                .anySatisfy(it -> assertThat(it).startsWith("query generic does not use the index open;"))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("query walked uses users_pkey, but reads it row by row and throws away"))
                .anySatisfy(it ->
                        assertThat(it).startsWith("query wrong cannot be planned: column \"nonsense\" does not exist"))
                .hasSize(9);
    }

    @EveryMajor
    void anIndexIsUsedByItsLeadingColumn(TestDatabase database) {
        database.execute(
                "CREATE TABLE t (a int, b int, c text)",
                "CREATE INDEX ab ON t (a, b)",
                "CREATE INDEX lower_c ON t (lower(c))");

        assertThat(findings(database, """
            - {name: b, sql: "SELECT a, b FROM t WHERE b = $1", uses_index: ab}
            """))
                .singleElement()
                .asString()
                .containsAnyOf("looks nothing up by its leading column a", "does not use the index ab", "throws away");
        assertThat(findings(database, """
            - {name: a, sql: "SELECT a, b FROM t x WHERE b = $1 AND a = $2", uses_index: ab}
            """)).isEmpty();
    }

    @EveryMajor
    void theValuesCountWhereTheyAreSaid(TestDatabase database) {
        shop(database);

        assertThat(findings(database, """
            - {sql: SELECT * FROM users WHERE status = $1 AND created > $2, generic: false, args: [open, 2020-01-01], uses_index: open}
            """)).isEmpty();
    }

    @EveryMajor
    void howManyRowsThereSeemToBeDecides(TestDatabase database) {
        shop(database);

        assertThat(findings(database, """
            - {name: many, sql: SELECT * FROM orders WHERE user_id = $1, uses_index: orders_user}
            - {name: few, sql: SELECT * FROM orders WHERE user_id = $1, uses_index: orders_user, simulate_rows: {orders: 3}}
            - {name: none, sql: SELECT * FROM users WHERE tenant = $1, max_cost_ratio: 1, simulate_rows: false}
            """))
                .singleElement()
                .asString()
                .startsWith("query few does not use the index orders_user");
    }

    @Test
    void theDatabaseItselfIsLeftAlone(TestDatabase database) {
        shop(database);

        findings(database, "- {sql: SELECT * FROM orders WHERE user_id = $1, uses_index: orders_user}");

        assertThat(database.query("SELECT pg_relation_size('orders') || ' ' || reltuples FROM pg_class WHERE oid ="
                        + " 'orders'::regclass"))
                .containsExactly("0 -1");
    }

    @Test
    void howLongARealQueryTakesIsToldAndFailsNothing(TestDatabase database) {
        String yaml = """
            version: 1
            health: false
            queries:
              - {name: slow, sql: SELECT pg_sleep($1), params: [float8], args: [0.03], max_ms: 5}
              - {name: quick, sql: SELECT 1, max_ms: 5000}
              - {name: writes, sql: CREATE TABLE x (), max_ms: 5}
            """;

        Report report = new Checked(database, folder).report(yaml, Set.of());

        assertThat(report.passed()).isTrue();
        assertThat(report.accepted())
                .extracting(one -> one.finding().object() + " " + one.finding().message() + "; " + one.reason())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .matches("slow takes \\d+ ms, more than 5 ms; times are told and fail nothing"),
                        two -> assertThat(two).startsWith("writes cannot be timed: "));
    }

    @Test
    void aRealQueryFindsItsTablesAndWhyItFailsIsItsOwnError(TestDatabase database) {
        database.execute("CREATE SCHEMA app", "CREATE TABLE app.t (id int)");
        String name = "a name that is longer than all that a server keeps of one and as some texts are";

        Report report = new Checked(database, folder).report("""
            version: 1
            defaults: {schema: app}
            health: false
            queries:
              - {name: %s 1, sql: SELECT * FROM t, max_ms: 60000}
              - {name: %s 2, sql: SELECT id FROM t, max_ms: 60000}
              - {name: gone, sql: SELECT * FROM gone, max_ms: 60000}
            """.formatted(name, name), Set.of());

        assertThat(report.accepted())
                .extracting(one -> one.finding().object() + " " + one.finding().message())
                .containsExactly("gone cannot be timed: relation \"gone\" does not exist (SQLSTATE 42P01)");
    }

    @EveryMajor
    void whoIsNoSuperuserIsToldWhereItCanBeTriedOrTriesIt(TestDatabase database) {
        asOwner(database, owner -> {
            shop(owner);
            owner.execute(
                    "CREATE RULE no AS ON INSERT TO orders DO INSTEAD NOTHING",
                    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                    "CREATE POLICY everyone ON orders USING (true) WITH CHECK (false)",
                    "ALTER TABLE orders ADD CHECK (id > 0)",
                    "CREATE VIEW names AS SELECT email FROM users",
                    "CREATE TABLE special (extra text NOT NULL) INHERITS (orders)",
                    "CREATE TYPE shape AS (a int, b int)",
                    "CREATE TABLE shaped OF shape (PRIMARY KEY (a))",
                    "ALTER TABLE shaped ADD CHECK (shaped IS NOT NULL)",
                    "REVOKE INSERT ON users FROM CURRENT_USER");
            String queries = """
                queries:
                  - {name: q, sql: SELECT * FROM users WHERE tenant = $1 AND created > $2, uses_index: tenant_created, max_cost_ratio: 0.05}
                  - {name: q, sql: "SELECT * FROM names WHERE lower(email) = $1", params: [text], uses_index: lower_email}
                  - {name: q, sql: SELECT * FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = $1, uses_index: [orders_pkey, users_pkey]}
                  - {name: q, sql: SELECT * FROM events WHERE id = $1, uses_index: events_id, no_seqscan_on: [events]}
                  - {name: q, sql: SELECT * FROM shaped WHERE a = $1, uses_index: shaped_pkey}
                  - {name: q, sql: SELECT * FROM shaped WHERE b = $1, no_seqscan_on: [shaped]}
                """;

            List<String> unseen = new Checked(owner, folder).unseen(queries);

            if (database.server().major() < 18) {
                assertThat(unseen)
                        .hasSize(6)
                        .containsOnly("query q before PostgreSQL 18 only a superuser can make empty tables look full:"
                                + " --scratch embedded, or simulate_rows: false");
                return;
            }
            assertThat(unseen).isEmpty();
            assertThat(new Checked(owner, folder).findings(queries))
                    .singleElement()
                    .asString()
                    .startsWith("query q reads all of public.shaped; the plan is Seq Scan");
        });
    }

    @Test
    void whatAnOwnerLacksOnPostgreSql18IsSaid() {
        try (TestDatabase database = TestServer.of(18).createDatabase()) {
            asOwner(database, owner -> {
                owner.execute("CREATE TABLE t (id int)", "CREATE MATERIALIZED VIEW m AS SELECT id FROM t");

                assertThat(new Checked(owner, folder)
                                .unseen("queries: [{name: q, sql: SELECT * FROM m, no_seqscan_on: [m]}]"))
                        .containsExactly("query q nobody but a superuser can make the materialized view public.m look"
                                + " full: --scratch embedded, or simulate_rows: false");
            });
        }
    }

    /** With the database in the hands of a role that may log in, and make databases. */
    private static void asOwner(TestDatabase database, Consumer<TestDatabase> work) {
        String owner = database.name() + "_owner";
        database.execute(
                "CREATE ROLE " + owner + " LOGIN CREATEDB PASSWORD 'secret'",
                "ALTER DATABASE \"" + database.name() + "\" OWNER TO " + owner,
                "GRANT ALL ON SCHEMA public TO " + owner);
        try {
            work.accept(new TestDatabase(database.server(), database.name(), owner, "secret"));
        } finally {
            database.execute(
                    "ALTER DATABASE \"" + database.name() + "\" OWNER TO CURRENT_USER",
                    "DROP OWNED BY " + owner + " CASCADE",
                    "DROP ROLE " + owner);
        }
    }
}
