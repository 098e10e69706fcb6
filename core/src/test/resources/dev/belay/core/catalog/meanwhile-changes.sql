-- waits: tables are locked while they are read
ALTER TABLE app.users RENAME COLUMN score TO points
ALTER TABLE app.users RENAME CONSTRAINT users_pkey TO users_key
ALTER TABLE app.orders RENAME CONSTRAINT by TO bought
CREATE OR REPLACE RULE keep AS ON DELETE TO app.users DO INSTEAD NOTHING
ALTER TABLE app.users FORCE ROW LEVEL SECURITY
ALTER POLICY own ON app.users RENAME TO mine
ALTER TRIGGER touch ON app.users RENAME TO touched
ALTER TABLE app.parts ATTACH PARTITION app.part FOR VALUES IN (1)
ALTER TABLE app.parts ALTER COLUMN word TYPE varchar(9)
ALTER TABLE app.parts DETACH PARTITION app.first
ALTER TABLE app.users OWNER TO {ann}
ALTER TABLE app.users RENAME TO people
TRUNCATE app.orders
DROP INDEX app.orders_lower
DROP TABLE app.old

-- not seen: it is read from the snapshot alone
ALTER DATABASE {database} SET work_mem = '7MB'
CREATE SCHEMA new
CREATE TABLE app.new (id integer PRIMARY KEY)
CREATE INDEX users_mood ON app.users (mood)
ALTER TYPE app.mood ADD VALUE 'calm' BEFORE 'sad'
ALTER DOMAIN app.mail ADD CONSTRAINT long CHECK (length(VALUE) > 4)
ALTER DOMAIN app.mail VALIDATE CONSTRAINT later
ALTER LANGUAGE own RENAME TO mine
DROP TRANSFORM FOR app.mood LANGUAGE mine
DROP CAST (app.mood AS integer)
DROP ACCESS METHOD pile
ALTER OPERATOR FAMILY app.kin USING btree RENAME TO clan
ALTER CONVERSION app.latin RENAME TO roman
ALTER TEXT SEARCH PARSER app.reader RENAME TO scanner
ALTER TEXT SEARCH TEMPLATE app.template RENAME TO pattern
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword WITH simple
ALTER FOREIGN DATA WRAPPER far RENAME TO farther
ALTER SERVER away RENAME TO gone
ALTER USER MAPPING FOR {ann} SERVER gone OPTIONS (SET a 'c')
ALTER SEQUENCE app.numbers INCREMENT BY 3
ALTER INDEX app.users_pkey RENAME TO users_key
ALTER INDEX app.orders_half RENAME TO orders_third
ALTER INDEX app.orders_third ALTER COLUMN 1 SET STATISTICS 9
ALTER TABLE app.orders VALIDATE CONSTRAINT later
REFRESH MATERIALIZED VIEW app.totals
COMMENT ON TABLE app.users IS 'who buys'
GRANT SELECT ON app.users TO {ann}
ALTER PUBLICATION news RENAME TO tidings
ALTER PUBLICATION tidings SET TABLE app.users
ALTER PUBLICATION tidings ADD TABLES IN SCHEMA app                --[15-]
ALTER SUBSCRIPTION heard RENAME TO known
ALTER EVENT TRIGGER watching RENAME TO looking
ALTER LARGE OBJECT 99 OWNER TO {bob}
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM {bob}
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM {bob}

-- noticed: the printers show it as it is now
ALTER TYPE app.mood RENAME VALUE 'sad' TO 'blue'
ALTER TYPE app.mood RENAME TO humour
ALTER TYPE app.pair RENAME ATTRIBUTE a TO c
ALTER TYPE app.pair ADD ATTRIBUTE d app.span
ALTER TYPE app.pair RENAME TO couple
ALTER TYPE app.span RENAME TO stretch
ALTER TYPE app.spans RENAME TO stretches
ALTER DOMAIN app.mail RENAME TO address
ALTER COLLATION app.plain RENAME TO simple
CREATE OR REPLACE FUNCTION app.half(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 3'
ALTER FUNCTION app.half(integer) RENAME TO third
ALTER FUNCTION app.touch() RENAME TO stamp
ALTER FUNCTION app.watch() RENAME TO look
ALTER FUNCTION app.handler() RENAME TO handle
ALTER FUNCTION app.same(integer, integer) RENAME TO equal
ALTER FUNCTION app.feel(app.humour) RENAME TO sense
ALTER PROCEDURE app.tidy RENAME TO clean
ALTER AGGREGATE app.total(integer) RENAME TO sum
ALTER OPERATOR app.=== (integer, integer) SET SCHEMA other
ALTER OPERATOR CLASS app.kind USING btree RENAME TO sort
ALTER TEXT SEARCH DICTIONARY app.words RENAME TO terms
ALTER TEXT SEARCH CONFIGURATION app.search RENAME TO find
ALTER FOREIGN TABLE app.distant RENAME COLUMN id TO key
ALTER FOREIGN TABLE app.distant RENAME TO remote
ALTER SEQUENCE app.numbers RENAME TO counts
ALTER INDEX app.users_score_excl SET (fillfactor = 60)
ALTER INDEX app.users_score_excl RESET (fillfactor)
ALTER STATISTICS app.together RENAME TO united
CREATE OR REPLACE TRIGGER touch AFTER UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.stamp()
ALTER VIEW app.glad RENAME COLUMN half TO part
ALTER VIEW app.glad RENAME TO merry
ALTER MATERIALIZED VIEW app.totals RENAME TO sums
ALTER EXTENSION pg_trgm SET SCHEMA public
ALTER ROLE {bob} RENAME TO {bob}_too
ALTER ROLE {bob}_too RENAME TO {bob}
ALTER SCHEMA app RENAME TO shop
