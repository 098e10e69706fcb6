CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, email text UNIQUE, born date, balance numeric(12,2));
CREATE TABLE purchase (id bigint PRIMARY KEY, ref uuid NOT NULL, customer int NOT NULL, state text NOT NULL,
  amount numeric(12,2) NOT NULL, placed timestamptz NOT NULL, changed timestamptz, details jsonb NOT NULL, note text);
CREATE TABLE line (purchase bigint NOT NULL, position smallint NOT NULL, article uuid NOT NULL, quantity int NOT NULL, price numeric(10,2) NOT NULL, PRIMARY KEY (purchase, position));
INSERT INTO customer SELECT i, 'Customer ' || md5(i::text), 'c' || i || '@example.org', date '1950-01-01' + (i % 20000), (i % 100000) / 7.0 FROM generate_series(1, 400000) i;
INSERT INTO purchase SELECT i, md5(i::text)::uuid, (1 + (i * 7919) % 400000)::int, (ARRAY['new','paid','sent','done'])[1 + (i % 4)::int], (i % 1000000) / 13.0,
  timestamptz '2024-01-01' + i::int * interval '11 seconds', timestamptz '2024-01-02' + i::int * interval '13 seconds',
  jsonb_build_object('channel', CASE i % 3 WHEN 0 THEN 'web' WHEN 1 THEN 'shop' ELSE 'phone' END, 'agent', md5((i % 5000)::text), 'tags', jsonb_build_array(i % 17, i % 23, 'x' || i % 101), 'address', jsonb_build_object('street', md5((i / 3)::text), 'zip', i % 99999)),
  repeat(md5((i % 977)::text) || ' ', 1 + (i % 3)::int) FROM generate_series(1::bigint, 2200000) i;
INSERT INTO line SELECT 1 + i / 3, i % 3, md5((i % 90000)::text)::uuid, 1 + i % 9, (i % 10000) / 3.0 FROM generate_series(0, 5999999) i;
CREATE UNIQUE INDEX ON purchase (ref);
CREATE INDEX ON purchase (customer);
CREATE INDEX ON purchase (placed);
CREATE INDEX ON line (article);
ALTER TABLE purchase ADD FOREIGN KEY (customer) REFERENCES customer;
VACUUM ANALYZE;
