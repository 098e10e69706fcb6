package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Sql;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Holds {@code training.csv}, what the queries answered on PostgreSQL 15, against the queries. After a change of a query it
 * is recorded anew with {@code -Dbelay.record=core/src/main/resources/dev/belay/core/catalog/training.csv}, an absolute path.
 */
@ServerTest
final class TrainingRecordTest {
    private static final int RECORDED = 15;

    @EveryMajor
    void whatIsRecordedHasTheColumnsOfTheQueries(TestDatabase database) throws Exception {
        load(database);
        int major = database.server().major();
        Map<String, List<String>> answers = answers(database, major);
        String file = System.getProperty("belay.record");
        if (file != null && major == RECORDED) {
            write(Path.of(file), answers);
        }

        Map<String, String> recorded = recordedHeaders();

        assertThat(recorded.keySet()).isEqualTo(answers.keySet());
        answers.keySet().removeIf(query -> !QueryText.of(query, major).equals(QueryText.of(query, RECORDED)));
        recorded.keySet().retainAll(answers.keySet());
        assertThat(recorded).hasSizeGreaterThan(30);
        answers.forEach((query, lines) -> assertThat(recorded).containsEntry(query, lines.get(0)));
    }

    private static void load(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE SCHEMA app;
                CREATE EXTENSION pg_trgm;
                CREATE TYPE app.mood AS ENUM ('good', 'bad');
                CREATE TYPE app.pair AS (a int, b text);
                CREATE DOMAIN app.mail AS text CHECK (VALUE LIKE '%@%');
                CREATE TABLE app.person (id serial PRIMARY KEY, mail app.mail UNIQUE, name text NOT NULL DEFAULT 'x',
                    mood app.mood, age int CHECK (age > 0), born timestamptz DEFAULT now(),
                    twice int GENERATED ALWAYS AS (age * 2) STORED);
                CREATE TABLE app.item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person int REFERENCES app.person,
                    price numeric(12,2) DEFAULT 0 NOT NULL, payload jsonb);
                CREATE INDEX ON app.item (person, price DESC);
                CREATE INDEX ON app.person (lower(name));
                CREATE INDEX ON app.person (age) WHERE age > 9;
                CREATE TABLE app.event (at date NOT NULL, what text) PARTITION BY RANGE (at);
                CREATE TABLE app.event_2025 PARTITION OF app.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                CREATE SEQUENCE app.numbers;
                CREATE VIEW app.names AS SELECT id, name FROM app.person;
                CREATE MATERIALIZED VIEW app.ages AS SELECT age FROM app.person;
                CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE FUNCTION app.plus(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
                CREATE AGGREGATE app.total(int) (SFUNC = app.plus, STYPE = int);
                CREATE TRIGGER touch BEFORE UPDATE ON app.person FOR EACH ROW EXECUTE FUNCTION app.touch();
                ALTER TABLE app.person ENABLE ROW LEVEL SECURITY;
                CREATE POLICY own ON app.person USING (name = current_user);
                CREATE STATISTICS app.both ON age, name FROM app.person;
                CREATE PUBLICATION pub FOR TABLE app.item;
                GRANT SELECT ON app.person TO PUBLIC;
                GRANT UPDATE (name) ON app.person TO PUBLIC;
                ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
                COMMENT ON TABLE app.person IS 'somebody';
                COMMENT ON COLUMN app.person.name IS 'called';
                """);
    }

    private static Map<String, List<String>> answers(TestDatabase database, int major) throws SQLException {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            CatalogReader.inSnapshot(connection, () -> {
                for (List<String> queries : CatalogQueries.of(Kinds.ALL)) {
                    for (String query : queries) {
                        answers.put(query, lines(connection, RowTable.copy(query, QueryText.of(query, major))));
                    }
                }
                // What is asked for by number, once the rest is known.
                record(answers, connection, "check_definitions", major, """
                        SELECT oid FROM pg_constraint WHERE conrelid >= 16384 AND contype = 'c'
                        """);
                record(answers, connection, "index_definitions", major, """
                        SELECT indexrelid FROM pg_index WHERE indexprs IS NOT NULL OR indpred IS NOT NULL
                        """);
                return 0;
            });
        }
        return answers;
    }

    private static void record(
            Map<String, List<String>> answers, Connection connection, String query, int major, String which)
            throws SQLException {
        List<Long> oids = Sql.list(connection, which, row -> row.getLong(1));
        answers.put(query, lines(connection, RowTable.copy(query, QueryText.of(query, major, oids))));
    }

    private static List<String> lines(Connection connection, String copy) throws SQLException {
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        List<String> lines = new ArrayList<>();
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            lines.add(new String(row, UTF_8).stripTrailing());
        }
        return lines;
    }

    private static void write(Path file, Map<String, List<String>> answers) throws IOException {
        StringBuilder text = new StringBuilder();
        answers.forEach((query, lines) -> {
            text.append("-- ").append(query).append('\n');
            // One row is one line: a newline within a value becomes the symbol for it.
            lines.forEach(line -> text.append(line.replace('\n', '\u2424')).append('\n'));
        });
        Files.writeString(file, text);
    }

    private static Map<String, String> recordedHeaders() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        try (var file =
                Objects.requireNonNull(CatalogReader.class.getResourceAsStream("training.csv"), "training.csv")) {
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("-- ")) {
                    headers.put(lines.get(i).substring(3), lines.get(i + 1));
                }
            }
        }
        return headers;
    }
}
