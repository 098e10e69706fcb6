package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What no kind reads is named, and nothing else is. */
@ServerTest
final class UnknownObjectsTest {
    private static final String RICH = """
            CREATE EXTENSION hstore;
            CREATE SCHEMA app;
            CREATE TYPE app.mood AS ENUM ('good', 'bad');
            CREATE TYPE app.pair AS (a int, b text);
            CREATE TYPE app.span AS RANGE (SUBTYPE = float8);
            CREATE DOMAIN app.email AS text NOT NULL CHECK (VALUE LIKE '%@%');
            CREATE TABLE app.users (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail app.email UNIQUE, feeling app.mood DEFAULT 'good',
                during app.span, pairs app.pair[], boss bigint REFERENCES app.users, tags hstore, n serial,
                twice int GENERATED ALWAYS AS (1 + 1) STORED, EXCLUDE USING gist (during WITH &&));
            CREATE TABLE app.made OF app.pair;
            CREATE TABLE app.parted (id int PRIMARY KEY, who bigint REFERENCES app.users) PARTITION BY RANGE (id);
            CREATE TABLE app.low PARTITION OF app.parted FOR VALUES FROM (0) TO (10);
            CREATE TABLE app.high PARTITION OF app.parted FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);
            CREATE TABLE app.ten PARTITION OF app.high FOR VALUES IN (10);
            CREATE TABLE app.follows (id int REFERENCES app.parted DEFERRABLE);
            CREATE TABLE app.heir (extra text) INHERITS (app.follows);
            CREATE INDEX ON app.parted (who);
            CREATE STATISTICS app.more ON mail, feeling FROM app.users;
            CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER touched AFTER INSERT ON app.parted FOR EACH ROW EXECUTE FUNCTION app.touch();
            CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app.users DEFERRABLE
                FOR EACH ROW EXECUTE FUNCTION app.touch();
            CREATE VIEW app.happy AS SELECT id FROM app.users WHERE feeling = 'good';
            CREATE MATERIALIZED VIEW app.stored AS SELECT * FROM app.happy;
            CREATE RULE nothing AS ON DELETE TO app.users DO INSTEAD NOTHING;
            CREATE POLICY own ON app.users USING (true);
            CREATE PUBLICATION told FOR TABLE app.users;
            CREATE FOREIGN DATA WRAPPER far;
            CREATE SERVER away FOREIGN DATA WRAPPER far;
            CREATE FOREIGN TABLE app.there (a int DEFAULT 1 CHECK (a > 0)) SERVER away;
            CREATE USER MAPPING FOR PUBLIC SERVER away;
            CREATE FUNCTION app.less(app.pair, app.pair) RETURNS boolean LANGUAGE sql AS 'SELECT true';
            CREATE FUNCTION app.compared(app.pair, app.pair) RETURNS int LANGUAGE sql AS 'SELECT 0';
            CREATE OPERATOR app.<<< (LEFTARG = app.pair, RIGHTARG = app.pair, PROCEDURE = app.less);
            CREATE OPERATOR app.>>> (LEFTARG = app.pair, RIGHTARG = app.pair, PROCEDURE = app.less);
            CREATE OPERATOR CLASS app.pairs FOR TYPE app.pair USING btree AS
                OPERATOR 1 app.<<<, FUNCTION 1 app.compared(app.pair, app.pair);
            ALTER OPERATOR FAMILY app.pairs USING btree ADD OPERATOR 2 app.>>> (app.pair, app.pair);
            CREATE CAST (app.pair AS app.mood) WITH INOUT;
            CREATE COLLATION app.plain FROM "C";
            CREATE TEXT SEARCH CONFIGURATION app.words (COPY = simple);
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
            """;

    @EveryMajor
    void nothingThatTheKindsReadIsUnknown(TestDatabase database) throws SQLException {
        RoundTrip.load(database, RICH);
        // Neither temporary tables nor what a failed build has left.
        RoundTrip.load(database, "CREATE TABLE app.twins AS SELECT 1 AS a FROM generate_series(1, 2)");
        try (Connection other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("""
                    CREATE TEMP TABLE hidden (id serial PRIMARY KEY, mood app.mood DEFAULT 'bad' CHECK (mood <> 'good'));
                    CREATE TEMP TABLE second (id int REFERENCES hidden);
                    CREATE TEMP VIEW seen AS SELECT * FROM hidden;
                    CREATE TRIGGER touched AFTER INSERT ON hidden FOR EACH ROW EXECUTE FUNCTION app.touch();
                    CREATE RULE nothing AS ON DELETE TO hidden DO INSTEAD NOTHING;
                    CREATE FUNCTION pg_temp.one() RETURNS int LANGUAGE sql AS 'SELECT 1'
                    """);
            try {
                statement.execute("CREATE UNIQUE INDEX CONCURRENTLY ON app.twins (a)");
            } catch (SQLException twice) {
                assertThat(twice.getSQLState()).isEqualTo("23505");
            }

            assertThat(RoundTrip.read(database).missing()).isEmpty();
        }
    }

    @EveryMajor
    void anObjectThatNoKindReadsIsNamed(TestDatabase database) throws SQLException {
        RoundTrip.load(database, RICH);

        try (Connection connection = database.connect()) {
            List<KindQuery> fewer = Kinds.ALL.stream()
                    .filter(kind -> !List.of("policies", "domains", "operator_classes", "views")
                            .contains(kind.query()))
                    .toList();
            Catalog catalog = CatalogReader.inSnapshot(connection, () -> CatalogReader.readHere(connection, fewer))
                    .get();

            assertThat(catalog.missing())
                    .allMatch(missing -> missing.what().equals(UnknownObjects.WHAT))
                    .extracting(missing -> missing.id().name())
                    .containsExactly(
                            "operator class app.pairs USING btree",
                            "policy own on app.users",
                            "type app.email",
                            "view app.happy");
        }
    }

    @EveryMajor
    void anEntryOfACatalogThatTheReaderDoesNotKnowIsNamed(TestDatabase database) {
        database.execute(
                "SET allow_system_table_mods = on",
                "CREATE TABLE pg_catalog.pg_novelty (oid oid, name name)",
                "INSERT INTO pg_catalog.pg_novelty VALUES (100, 'of the server'), (16999, 'of a user')");

        assertThat(RoundTrip.read(database).missing())
                .extracting(missing -> missing.id().name())
                .containsExactly("entry 16999 of pg_catalog.pg_novelty");
    }
}
