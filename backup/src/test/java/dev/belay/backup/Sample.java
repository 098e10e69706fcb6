package dev.belay.backup;

import dev.belay.testing.TestDatabase;

/** A small database with something of everything that holds rows. */
final class Sample {
    static final String SQL = """
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
            CREATE TABLE author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                                 born date, twice text GENERATED ALWAYS AS (name || name) STORED);
            INSERT INTO author (name, born) SELECT 'author ' || i || E'\\\\ \\t', date '1900-01-01' + i
            FROM generate_series(1, 3000) i;
            CREATE TABLE book (id serial PRIMARY KEY, author bigint NOT NULL REFERENCES author, title text,
                               data jsonb, price numeric(10, 2), cover bytea);
            INSERT INTO book (author, title, data, price, cover)
            SELECT 1 + i % 3000, md5(i::text), jsonb_build_object('i', i), i / 100.0, decode(md5(i::text), 'hex')
            FROM generate_series(1, 8000) i;
            CREATE INDEX ON book (author);
            CREATE TABLE nothing ();
            INSERT INTO nothing DEFAULT VALUES;
            INSERT INTO nothing DEFAULT VALUES;
            CREATE TABLE empty (id int);
            CREATE UNLOGGED TABLE fleeting (id int);
            INSERT INTO fleeting VALUES (1);
            CREATE TABLE feeling (m mood, n int) PARTITION BY HASH (m);
            CREATE TABLE feeling_0 PARTITION OF feeling FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE feeling_1 PARTITION OF feeling FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            INSERT INTO feeling SELECT (ARRAY['sad', 'ok', 'happy'])[1 + i % 3]::mood, i FROM generate_series(1, 99) i;
            CREATE TABLE sale (day date, author bigint REFERENCES author, n int) PARTITION BY RANGE (day);
            CREATE TABLE sale_2025 PARTITION OF sale FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE sale_2026 PARTITION OF sale FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO sale SELECT date '2025-06-01' + i % 500, 1 + i % 3000, i FROM generate_series(1, 2000) i;
            CREATE SEQUENCE counter START 5;
            CREATE SEQUENCE called;
            SELECT nextval('called'), nextval('called');
            CREATE MATERIALIZED VIEW by_author AS SELECT author, count(*) FROM book GROUP BY 1;
            CREATE MATERIALIZED VIEW "by count" AS SELECT count, count(*) AS n FROM by_author GROUP BY 1;
            CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS one WITH NO DATA;
            CREATE TABLE "odd ""table"" \\" ("odd column" int, "select" text);
            INSERT INTO "odd ""table"" \\" VALUES (1, NULL), (2, E'\\\\N'), (3, E'line\\nline\\r'), (4, ''), (5, E'\\\\.');
            SELECT lo_from_bytea(0, 'a large object'), lo_from_bytea(0, decode(repeat('00ff', 40000), 'hex')),
                   lo_create(0);
            COMMENT ON TABLE author IS 'who writes';
            """;

    private Sample() {}

    /** All of it as SQL. In which partition of an enum's hash a row is, differs from database to database. */
    static String text(TestDatabase database) {
        return Dumps.sorted(Stock.dump(database, "--exclude-table-data=feeling_*"))
                + database.query("SELECT * FROM feeling ORDER BY n");
    }

    static void load(TestDatabase database) {
        database.execute(SQL);
    }
}
