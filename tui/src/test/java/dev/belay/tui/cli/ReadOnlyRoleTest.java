package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** All of {@code verify} but what needs a scratch, by roles that may only read, and one that may not even do that. */
@ServerTest
final class ReadOnlyRoleTest {
    private static final String SPEC = """
            version: 1
            defaults: {schema: app}
            target: {min_server: 14, extensions: {pgcrypto: ">=1.3"}, settings: {work_mem: 64MB}}
            history: {pending: 0, checksums_match: true}
            tables:
              users:
                columns:
                  id: {type: bigint, null: false, identity: always}
                  email: {type: varchar(255), null: false, default: none}
                  tier: {type: text, default: "'free'"}
                  twice: {type: bigint, generated: id * 2}
                primary_key: [id]
                unique: [[email]]
                checks: {users_late: {expr: length(tier) < 99, validated: false}}
                indexes: {users_tier: {def: btree (tier), unique: false, max_size: 1GB, usage: {min_scans: 0}}}
                triggers: {touch: {enabled: origin, def_contains: BEFORE UPDATE, function: touch}}
                rls: {enabled: false, policies: []}
                grants: {public: []}
                rows: {min: 3, max: 3, unchanged_since: before.yaml}
                data: {none: [tier = ''], unique: [[email]], null_frac: {tier: 0}, unchanged_since: before.yaml}
                analyzed: {since: 7 days}
              orders:
                foreign_keys: {orders_user: {columns: [user_id], references: users(id), indexed: true, orphans: 0}}
                analyzed: migration
              stages:
                rows: {columns: [id, name], equal: [[1, draft], [2, done]]}
            sequences: {all: {ahead_of_column: true}, numbers: {max_used_pct: 70}}
            views: {open_orders: {columns: [id], executes: true}}
            materialized_views: {totals: {populated: true}}
            functions: {"touch()": {returns: trigger, language: plpgsql}}
            enums: {mood: [sad, ok]}
            partitions: {events: {covers: [now, now + 7 days], default_empty: true, index_on_all: [events_at]}}
            queries:
              - {name: by mail, sql: SELECT * FROM users WHERE email = $1, params: [text], args: [a], uses_index: users_email_key, max_ms: 60000}
            rejects:
              - {name: no mail, sql: INSERT INTO users (email) VALUES (NULL), sqlstate: "23502"}
            drift: {ignore: [privileges]}
            accept:
              - {check: no-primary-key, object: app.events, reason: nobody looks a row up}
              - {check: not-valid-constraint, object: app.users.users_late, reason: old rows stay}
            """;

    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) throws Exception {
        database.execute("CREATE EXTENSION pgcrypto", "ALTER DATABASE " + database.name() + " SET work_mem = '64MB'");
        Desk desk = Desk.plain(folder, database)
                .file("verify.yaml", SPEC)
                .migration("01_app", """
                CREATE SCHEMA app;
                SET search_path = app;
                CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(255) NOT NULL UNIQUE,
                    tier text DEFAULT 'free', twice bigint GENERATED ALWAYS AS (id * 2) STORED);
                ALTER TABLE users ADD CONSTRAINT users_late CHECK (length(tier) < 99) NOT VALID;
                CREATE INDEX users_tier ON users (tier);
                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
                INSERT INTO users (email) VALUES ('a'), ('b'), ('c');
                CREATE TABLE orders (id int PRIMARY KEY, user_id bigint CONSTRAINT orders_user REFERENCES users);
                CREATE INDEX ON orders (user_id);
                CREATE TABLE stages (id int PRIMARY KEY, name text);
                INSERT INTO stages VALUES (1, 'draft'), (2, 'done');
                CREATE SEQUENCE numbers;
                CREATE VIEW open_orders AS SELECT id FROM orders;
                CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM orders;
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE TABLE events (at timestamptz NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE events_all PARTITION OF events FOR VALUES FROM ('2000-01-01') TO ('2999-01-01');
                CREATE TABLE events_rest PARTITION OF events DEFAULT;
                CREATE INDEX events_at ON events (at);
                """, "DROP SCHEMA app CASCADE;");
        assertThat(desk.run("up").exit()).isZero();
        database.execute("ANALYZE");
        String counted = "SELECT count(*) FROM pg_stat_user_tables WHERE relname IN ('users', 'orders')"
                + " AND last_analyze IS NOT NULL";
        for (int i = 0; i < 100 && !database.query(counted).equals(List.of("2")); i++) {
            Thread.sleep(50);
        }
        assertThat(desk.run("snapshot").exit()).isZero();
        assertThat(desk.run("verify", "--record").exit()).isZero();
        return desk;
    }

    @EveryMajor(ends = true)
    void whoMayOnlyReadSeesAllButWhatNeedsAScratch(TestDatabase database) throws Exception {
        shop(database);
        try (Reader reader = new Reader(database)) {
            database.execute("GRANT pg_read_all_data TO " + reader.name);

            Desk.Seen seen = reader.desk().run("verify", "--json");

            assertThat(findings(seen, "findings")).isEmpty();
            assertThat(findings(seen, "unseen")).containsExactly("query by mail", "rejects no mail");
            assertThat(reader.desk().run("health").exit()).isEqualTo(1);
            assertThat(reader.desk().run("drift").exit()).isZero();
            assertThat(reader.desk().run("verify", "--usage").out()).contains("app.users_tier", "app.stages");
            assertThat(reader.desk().run("verify", "--init", "-o", "new.yaml").exit())
                    .isZero();
        }
    }

    @EveryMajor(ends = true)
    void whoMayNotReadIsToldWhichGrantsWouldHelpAndTheyDo(TestDatabase database) throws Exception {
        shop(database);
        try (Reader reader = new Reader(database)) {
            Desk.Seen nothing = reader.desk().run("verify", "--json");

            assertThat(findings(nothing, "findings")).isEmpty();
            assertThat(new TreeSet<>(findings(nothing, "unseen")))
                    .contains(
                            "analyzed ",
                            "data app.users unchanged",
                            "history ",
                            "orphans app.orders.orders_user",
                            "partitions app.events default",
                            "rows app.stages",
                            "sequence app.numbers",
                            "view app.open_orders");
            assertThat(reader.desk().run("verify", "--usage").exit()).isZero();

            database.execute(grants(nothing));
            // What is granted shows what else is missing.
            database.execute(grants(reader.desk().run("verify", "--json")));

            assertThat(findings(reader.desk().run("verify", "--json"), "unseen"))
                    .containsExactly("query by mail", "rejects no mail");
        }
    }

    private static String[] grants(Desk.Seen seen) {
        return ((List<?>) seen.json().get("unseen"))
                .stream()
                        .map(Map.class::cast)
                        .map(one -> one.get("message") + ": " + one.get("grant"))
                        .filter(text -> text.contains("GRANT "))
                        .map(text -> text.substring(text.indexOf("GRANT ")).replaceFirst(": (null)?$", ""))
                        .distinct()
                        .toArray(String[]::new);
    }

    private static List<String> findings(Desk.Seen seen, String key) {
        return ((List<?>) seen.json().get(key))
                .stream()
                        .map(Map.class::cast)
                        .map(one -> one.get("check") + " " + one.get("object"))
                        .collect(Collectors.toList());
    }

    /** A role that may connect and nothing else, until somebody grants it something. */
    private final class Reader implements AutoCloseable {
        final String name;
        private final TestDatabase database;

        Reader(TestDatabase database) {
            this.database = database;
            name = database.name() + "_reader";
            database.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'secret'");
        }

        Desk desk() {
            return Desk.plain(folder, new TestDatabase(database.server(), database.name(), name, "secret"));
        }

        @Override
        public void close() {
            database.execute("DROP OWNED BY " + name, "DROP ROLE " + name);
        }
    }
}
