-- UP:
CREATE TABLE account (
    id       bigint PRIMARY KEY,
    settings text NOT NULL DEFAULT ''
);

CREATE TABLE preference (
    account_id bigint PRIMARY KEY REFERENCES account,
    language   text NOT NULL,
    newsletter boolean NOT NULL
);

-- DOWN:
DROP TABLE preference;
DROP TABLE account;
