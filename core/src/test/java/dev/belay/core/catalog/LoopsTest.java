package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

/** What PostgreSQL lets people tie in a circle comes out of the copy in the same circle. */
@ServerTest
final class LoopsTest {
    /** Faithful, and with nothing said at the top that could not be kept. */
    private static Catalog copies(TestDatabase database, String sql) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, sql);

        assertThat(CreationOrder.of(catalog).givenUp()).isEmpty();
        return catalog;
    }

    /** A generated column in a loop becomes a plain one in the text of {@code pg_dump}, which then does not load. */
    private static void copiesWhereStockDumpCannot(TestDatabase database, String sql) {
        RoundTrip.load(database, sql);
        Catalog original = RoundTrip.read(database);

        try (TestDatabase target = database.server().createDatabase()) {
            RoundTrip.load(target, SchemaScript.of(original));

            assertThat(RoundTrip.read(target).objects()).isEqualTo(original.objects());
        }
        assertThat(CreationOrder.of(original).givenUp()).isEmpty();
    }

    @EveryMajor
    void aViewAndTheFunctionOverItsRow(TestDatabase database) {
        copies(database, """
                CREATE TABLE t (id int PRIMARY KEY, name text);
                CREATE VIEW v AS SELECT id, name FROM t;
                CREATE FUNCTION shown(v) RETURNS text LANGUAGE sql AS 'SELECT $1.name';
                CREATE OR REPLACE VIEW v WITH (security_barrier) AS SELECT id, shown(ROW(id, name)::v) AS name FROM t;
                COMMENT ON VIEW v IS 'a circle';
                GRANT SELECT ON v TO PUBLIC;
                CREATE VIEW above AS SELECT * FROM v;
                CREATE FUNCTION rows_of() RETURNS SETOF above LANGUAGE sql AS 'SELECT * FROM above';
                CREATE OR REPLACE VIEW above AS SELECT id, name FROM v UNION ALL SELECT id, name FROM rows_of();
                """);
    }

    @EveryMajor
    void viewsThatReadEachOther(TestDatabase database) {
        copies(database, """
                CREATE VIEW a AS SELECT 1 AS x, 'y'::varchar(3) COLLATE "C" AS y;
                CREATE VIEW b AS SELECT x, y FROM a;
                CREATE VIEW c AS SELECT x, y FROM b;
                CREATE OR REPLACE VIEW a AS SELECT x, y FROM c;
                """);
    }

    @EveryMajor
    void viewsThatWriteEachOtherThroughRulesAndTriggers(TestDatabase database) {
        copies(database, """
                CREATE TABLE t (x int PRIMARY KEY);
                CREATE VIEW a AS SELECT x FROM t;
                CREATE VIEW b AS SELECT x FROM a;
                CREATE RULE to_b AS ON INSERT TO a DO INSTEAD INSERT INTO b VALUES (NEW.x);
                CREATE RULE to_a AS ON DELETE TO b DO INSTEAD DELETE FROM a WHERE x = OLD.x;
                CREATE RULE to_t AS ON INSERT TO b DO INSTEAD INSERT INTO t VALUES (NEW.x) RETURNING x;
                CREATE RULE back AS ON UPDATE TO t DO ALSO UPDATE a SET x = NEW.x;
                CREATE FUNCTION written() RETURNS trigger LANGUAGE plpgsql AS 'DECLARE r b; BEGIN RETURN NEW; END';
                CREATE TRIGGER written INSTEAD OF UPDATE ON b FOR EACH ROW EXECUTE FUNCTION written();
                """);
    }

    @EveryMajor
    void aTypeAndItsFunctions(TestDatabase database) {
        copies(database, """
                CREATE TYPE whole;
                CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
                CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
                CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = int4, DEFAULT = '7');
                CREATE FUNCTION less(whole, whole) RETURNS bool IMMUTABLE LANGUAGE internal AS 'int4lt';
                CREATE FUNCTION more(whole, whole) RETURNS bool IMMUTABLE LANGUAGE internal AS 'int4gt';
                CREATE FUNCTION compared(whole, whole) RETURNS int IMMUTABLE LANGUAGE internal AS 'btint4cmp';
                CREATE FUNCTION equal(whole, whole) RETURNS bool IMMUTABLE LANGUAGE internal AS 'int4eq';
                CREATE FUNCTION less_or(whole, whole) RETURNS bool IMMUTABLE LANGUAGE internal AS 'int4le';
                CREATE FUNCTION more_or(whole, whole) RETURNS bool IMMUTABLE LANGUAGE internal AS 'int4ge';
                CREATE OPERATOR < (FUNCTION = less, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = >, NEGATOR = >=);
                CREATE OPERATOR > (FUNCTION = more, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = <, NEGATOR = <=);
                CREATE OPERATOR <= (FUNCTION = less_or, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = >=, NEGATOR = >);
                CREATE OPERATOR >= (FUNCTION = more_or, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = <=, NEGATOR = <);
                CREATE OPERATOR = (FUNCTION = equal, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = =, HASHES, MERGES);
                CREATE OPERATOR CLASS whole_ops DEFAULT FOR TYPE whole USING btree AS
                    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 compared(whole, whole);
                CREATE TYPE wholes;
                CREATE FUNCTION distance(whole, whole) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT 1.0::float8';
                CREATE FUNCTION canonical(wholes) RETURNS wholes IMMUTABLE LANGUAGE internal AS 'int4range_canonical';
                CREATE TYPE wholes AS RANGE (SUBTYPE = whole, SUBTYPE_DIFF = distance, CANONICAL = canonical);
                CREATE TABLE t (id whole PRIMARY KEY DEFAULT '3', span wholes);
                CREATE FUNCTION id(t) RETURNS whole LANGUAGE sql AS 'SELECT $1.id';
                CREATE FUNCTION larger(whole, whole) RETURNS whole IMMUTABLE LANGUAGE internal AS 'int4larger';
                CREATE AGGREGATE greatest_of(whole) (SFUNC = larger, STYPE = whole, SORTOP = >);
                """);
    }

    @EveryMajor
    void aDomainWhoseCheckCallsAFunctionOverATypeThatHoldsTheDomain(TestDatabase database) {
        copies(database, """
                CREATE TYPE pair AS (a int);
                CREATE FUNCTION fits(pair) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';
                CREATE DOMAIN small AS int CONSTRAINT fits CHECK (VALUE > 0 OR fits(NULL::pair)) CHECK (VALUE < 100);
                ALTER TYPE pair ADD ATTRIBUTE b small;
                CREATE FUNCTION positive(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
                CREATE DOMAIN count AS int DEFAULT 1 CHECK (positive(VALUE));
                CREATE DOMAIN higher AS count CHECK (VALUE > 10);
                CREATE FUNCTION itself(higher) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';
                ALTER DOMAIN higher ADD CONSTRAINT itself CHECK (itself(VALUE)) NOT VALID;
                CREATE TABLE t (a small, b higher, c count[]);
                """);
    }

    @EveryMajor
    void aTableAndFunctionsOverItsRowInDefaultCheckIndexAndPolicy(TestDatabase database) {
        copies(database, """
                CREATE TABLE t (id int, n int);
                CREATE FUNCTION next_of(t) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION fine(t) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';
                CREATE FUNCTION key_of(t) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1.id';
                CREATE FUNCTION all_of() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
                ALTER TABLE t ALTER n SET DEFAULT next_of(NULL::t);
                ALTER TABLE t ADD CONSTRAINT fine CHECK (fine(ROW(id, n)::t));
                CREATE INDEX keyed ON t (key_of(ROW(id, n)::t)) WHERE fine(ROW(id, n)::t);
                CREATE STATISTICS told ON key_of(ROW(id, n)::t), n FROM t;
                CREATE POLICY own ON t USING (EXISTS (SELECT FROM all_of() a WHERE a.id = t.id));
                ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                CREATE TABLE child () INHERITS (t);
                CREATE TABLE alone (id int);
                CREATE FUNCTION fine(alone) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';
                ALTER TABLE alone ADD CONSTRAINT later CHECK (fine(alone)) NOT VALID;
                ALTER TABLE child ALTER n SET DEFAULT next_of(NULL::child);
                CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql AS 'DECLARE r t; BEGIN RETURN NEW; END';
                CREATE TRIGGER counted BEFORE INSERT ON t FOR EACH ROW WHEN (fine(NEW)) EXECUTE FUNCTION count_up();
                """);
    }

    @EveryMajor
    void tablesWhoseDefaultsCallFunctionsOverEachOther(TestDatabase database) {
        copiesWhereStockDumpCannot(database, """
                CREATE TABLE a (id int);
                CREATE TABLE b (id int);
                CREATE FUNCTION of_a(a) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION of_b(b) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 2';
                ALTER TABLE a ALTER id SET DEFAULT of_b(NULL);
                ALTER TABLE b ALTER id SET DEFAULT of_a(NULL);
                ALTER TABLE a ADD made int GENERATED ALWAYS AS (of_b(NULL::b) + id) STORED;
                CREATE SEQUENCE s OWNED BY b.id;
                ALTER TABLE a ADD n bigint DEFAULT nextval('s');
                """);
    }

    @EveryMajor
    void aMaterializedViewOverAFunctionThatReadsATable(TestDatabase database) {
        copies(database, """
                CREATE TABLE zoo (id int PRIMARY KEY, name text);
                CREATE FUNCTION animals() RETURNS SETOF text LANGUAGE plpgsql AS
                    'BEGIN RETURN QUERY SELECT name FROM public.zoo; END';
                CREATE MATERIALIZED VIEW aardvark AS SELECT * FROM animals() AS animal;
                CREATE UNIQUE INDEX ON aardvark (animal);
                CREATE FUNCTION caged(aardvark) RETURNS text LANGUAGE sql AS 'SELECT $1.animal';
                CREATE VIEW aaa AS SELECT caged(a) FROM aardvark a;
                CREATE MATERIALIZED VIEW aaaa AS SELECT * FROM aaa WITH NO DATA;
                """);
    }

    @EveryMajor
    void foreignKeysInACircle(TestDatabase database) {
        copies(database, """
                CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL, self int REFERENCES a ON DELETE CASCADE);
                CREATE TABLE b (id int PRIMARY KEY, c int REFERENCES a DEFERRABLE INITIALLY DEFERRED);
                CREATE TABLE c (id int PRIMARY KEY, a int UNIQUE REFERENCES b (id) MATCH FULL);
                ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c (a) ON UPDATE SET NULL NOT VALID;
                ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c;
                """);
    }

    @EveryMajor
    void whatIsGroupedByAPrimaryKeyAndReadByParsedBodies(TestDatabase database) {
        copies(database, """
                CREATE TABLE shop (id int PRIMARY KEY, name text);
                CREATE VIEW sold AS SELECT id, name, count(*) AS n FROM shop GROUP BY id;
                CREATE FUNCTION best() RETURNS SETOF sold BEGIN ATOMIC SELECT * FROM sold ORDER BY n; END;
                CREATE FUNCTION names() RETURNS SETOF text
                    BEGIN ATOMIC SELECT name || count(*) FROM shop GROUP BY id; END;
                CREATE VIEW top AS SELECT b.id, b.name FROM best() b;
                CREATE MATERIALIZED VIEW kept AS SELECT * FROM top;
                CREATE PROCEDURE write() BEGIN ATOMIC INSERT INTO shop SELECT id, name FROM top; END;
                CREATE RULE sell AS ON INSERT TO sold DO INSTEAD INSERT INTO shop SELECT NEW.id, n FROM names() n;
                """);
    }

    @EveryMajor
    void aPartitionTreeWithAttachedTablesIndexesAndForeignKeys(TestDatabase database) {
        copies(database, """
                CREATE FUNCTION bucket(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 4';
                CREATE TABLE tree (id int, at date, up int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
                CREATE TABLE y1 (at date NOT NULL, up int, id int NOT NULL) PARTITION BY LIST (bucket(id));
                CREATE TABLE leaf (extra int, id int NOT NULL, up int, at date NOT NULL);
                ALTER TABLE leaf DROP extra;
                CREATE UNIQUE INDEX leaf_own ON leaf (id, at);
                CREATE TABLE y2 PARTITION OF tree (up DEFAULT 3, CHECK (up < 9)) FOR VALUES FROM ('2002-01-01') TO (MAXVALUE);
                CREATE TABLE rest PARTITION OF tree DEFAULT;
                ALTER TABLE tree ATTACH PARTITION leaf FOR VALUES FROM ('2000-01-01') TO ('2001-01-01');
                CREATE INDEX ON tree (up);
                CREATE INDEX only_top ON ONLY tree (at);
                ALTER TABLE tree ADD CONSTRAINT itself FOREIGN KEY (up, at) REFERENCES tree (id, at);
                CREATE TABLE other (id int, at date, FOREIGN KEY (id, at) REFERENCES tree) PARTITION BY HASH (id);
                CREATE TABLE other0 PARTITION OF other FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE other1 (at date, id int);
                ALTER TABLE other ATTACH PARTITION other1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER seen AFTER INSERT ON tree FOR EACH ROW EXECUTE FUNCTION seen();
                ALTER TABLE rest DISABLE TRIGGER seen;
                CREATE VIEW whole AS SELECT * FROM tree;
                CREATE TABLE y3 PARTITION OF y1 FOR VALUES IN (1, 2);
                """);
    }
}
