-- 5,000 tables with four indexes each, one of them of the primary key, and 5,000 functions, in ten schemas.
SET client_min_messages = warning;
DO $do$
BEGIN
    FOR s IN 0..9 LOOP
        EXECUTE format('CREATE SCHEMA app%s', s);
    END LOOP;
    FOR i IN 1..5000 LOOP
        EXECUTE format($sql$
            CREATE TABLE app%1$s.t%2$s (
                id bigint PRIMARY KEY, customer bigint NOT NULL, name text NOT NULL, email varchar(200),
                price numeric(12,2) DEFAULT 0 NOT NULL, active boolean DEFAULT true NOT NULL,
                created_at timestamptz DEFAULT now() NOT NULL, payload jsonb,
                CONSTRAINT t%2$s_price_check CHECK (price >= 0));
            CREATE INDEX t%2$s_customer_idx ON app%1$s.t%2$s (customer, created_at DESC);
            CREATE INDEX t%2$s_name_idx ON app%1$s.t%2$s (lower(name));
            CREATE INDEX t%2$s_active_idx ON app%1$s.t%2$s (created_at) WHERE active;
            CREATE FUNCTION app%1$s.f%2$s(a bigint, b text DEFAULT 'x') RETURNS numeric LANGUAGE sql STABLE
                AS 'SELECT sum(price) FROM app%1$s.t%2$s WHERE customer = a AND name = b'$sql$, i % 10, i);
    END LOOP;
END
$do$;
VACUUM ANALYZE;
