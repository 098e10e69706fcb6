package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class TablePrivilegesTest {
    @EveryMajor
    void grantsOnTablesAndTheirColumnsAreCopied(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann", "odd");
        String newest = database.server().major() < 17 ? "" : "GRANT MAINTAIN ON app.t TO {ann};\n";
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                CREATE SCHEMA app;
                GRANT USAGE ON SCHEMA app TO PUBLIC;
                CREATE TABLE app.t (a int, "B b" int, c int);
                ALTER TABLE app.t OWNER TO {boss};
                GRANT ALL ON app.t TO {ann} WITH GRANT OPTION;
                SET SESSION AUTHORIZATION {ann};
                GRANT SELECT ON app.t TO {odd};
                RESET SESSION AUTHORIZATION;
                REVOKE TRUNCATE, TRIGGER ON app.t FROM {boss};
                GRANT SELECT (a, "B b"), REFERENCES (a) ON app.t TO {odd} WITH GRANT OPTION;
                SET SESSION AUTHORIZATION {odd};
                GRANT SELECT ("B b") ON app.t TO PUBLIC;
                RESET SESSION AUTHORIZATION;
                GRANT UPDATE (c) ON app.t TO {ann};
                CREATE SEQUENCE app.s;
                GRANT USAGE, SELECT ON SEQUENCE app.s TO {ann};
                CREATE VIEW app.v AS SELECT a, c FROM app.t;
                GRANT SELECT (a) ON app.v TO {ann};
                GRANT INSERT ON app.v TO PUBLIC;
                CREATE MATERIALIZED VIEW app.m AS SELECT a FROM app.t;
                GRANT SELECT ON app.m TO {ann};
                CREATE FOREIGN DATA WRAPPER w;
                CREATE SERVER s FOREIGN DATA WRAPPER w;
                CREATE FOREIGN TABLE app.f (a int) SERVER s;
                GRANT SELECT ON app.f TO {ann};
                GRANT SELECT (a) ON app.f TO {odd};
                CREATE EXTENSION hstore;
                ALTER MATERIALIZED VIEW app.m DEPENDS ON EXTENSION hstore;
                """ + newest));

        assertThat(catalog.find(ObjectId.of(ObjectType.MATERIALIZED_VIEW, "app", "m"))
                        .orElseThrow()
                        .head()
                        .extensions())
                .containsExactly("hstore");
    }
}
