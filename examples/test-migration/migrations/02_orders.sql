CREATE TYPE order_status AS ENUM ('open', 'paid', 'sent');

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    status order_status NOT NULL DEFAULT 'open'
);
CREATE INDEX orders_customer ON orders (customer_id);
