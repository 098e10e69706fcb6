package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;

@ServerTest
final class ExtensionTest {
    @EveryMajor
    void anExtensionIsCopiedWithoutItsMembers(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA "Ext";
                CREATE EXTENSION hstore WITH SCHEMA "Ext";
                CREATE EXTENSION earthdistance CASCADE;
                COMMENT ON EXTENSION hstore IS 'our own words';
                """);

        Extension hstore = (Extension)
                catalog.find(ObjectId.of(ObjectType.EXTENSION, "", "hstore")).orElseThrow();
        assertThat(hstore.schema()).isEqualTo("Ext");
        assertThat(hstore.version()).startsWith("1.");
        assertThat(hstore.tables()).isEmpty();
        assertThat(hstore.dependsOn()).containsExactly(ObjectId.of(ObjectType.SCHEMA, "", "Ext"));
        Extension earth = (Extension) catalog.find(ObjectId.of(ObjectType.EXTENSION, "", "earthdistance"))
                .orElseThrow();
        assertThat(earth.dependsOn()).contains(ObjectId.of(ObjectType.EXTENSION, "", "cube"));
        assertThat(catalog.objects().keySet()).extracting(ObjectId::type).doesNotContain(ObjectType.MEMBER_PRIVILEGES);
    }

    @EveryMajor
    void whatIsInEveryNewDatabaseIsNotListed(TestDatabase database) {
        database.execute("DROP EXTENSION plpgsql", "CREATE EXTENSION plpgsql");

        assertThat(RoundTrip.read(database).objects().keySet())
                .extracting(ObjectId::type)
                .containsOnly(ObjectType.SCHEMA);
    }

    @EveryMajor
    void tablesWhoseRowsBelongToTheUserAreNamedWithTheirConditions(TestDatabase database) {
        // None of the extensions at hand has one, so this one gets what pg_extension_config_dump would write.
        database.execute(
                "CREATE EXTENSION hstore",
                "CREATE TABLE \"Odd t\" (a int)",
                "CREATE TABLE plain (a int)",
                "UPDATE pg_extension SET extconfig = ARRAY['plain'::regclass::oid, '\"Odd t\"'::regclass::oid],"
                        + " extcondition = ARRAY['', 'WHERE a > 1'] WHERE extname = 'hstore'");

        Extension hstore = (Extension) RoundTrip.read(database)
                .find(ObjectId.of(ObjectType.EXTENSION, "", "hstore"))
                .orElseThrow();
        assertThat(hstore.tables())
                .containsExactlyInAnyOrder(
                        new Extension.ConfigurationTable("public.\"Odd t\"", "WHERE a > 1"),
                        new Extension.ConfigurationTable("public.plain", ""));
    }

    @EveryMajor
    void privilegesOnMembersAreCopiedAsTheyDifferFromWhatTheyCameWith(TestDatabase database) {
        Roles roles = new Roles(database, "ann", "odd");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                CREATE SCHEMA "Ext";
                CREATE EXTENSION hstore WITH SCHEMA "Ext";
                CREATE EXTENSION pg_stat_statements WITH SCHEMA "Ext";
                CREATE EXTENSION postgres_fdw;
                REVOKE EXECUTE ON FUNCTION "Ext".hstore(text, text) FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION "Ext".hstore(text, text) TO {odd} WITH GRANT OPTION;
                REVOKE SELECT ON "Ext".pg_stat_statements FROM PUBLIC;
                GRANT SELECT (queryid) ON "Ext".pg_stat_statements TO {ann};
                REVOKE USAGE ON TYPE "Ext".hstore FROM PUBLIC;
                GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO {ann};
                """));

        assertThat(catalog.objects().keySet())
                .filteredOn(id -> id.type() == ObjectType.MEMBER_PRIVILEGES)
                .extracting(ObjectId::toString)
                .containsExactly(
                        "member privileges postgres_fdw (foreign data wrapper)",
                        "member privileges Ext.hstore (function(text, text))",
                        "member privileges Ext.hstore (type)",
                        "member privileges Ext.pg_stat_statements (table)");
        assertThat(catalog.objects().values())
                .filteredOn(object -> object.id().name().equals("pg_stat_statements")
                        && object.id().type() == ObjectType.MEMBER_PRIVILEGES)
                .singleElement()
                .satisfies(object -> {
                    assertThat(object.subPrivileges())
                            .extracting(CatalogObject.SubPrivileges::column)
                            .containsExactly("queryid");
                    assertThat(object.dependsOn())
                            .containsExactly(ObjectId.of(ObjectType.EXTENSION, "", "pg_stat_statements"));
                });
    }

    @EveryMajor
    void privilegesOnTheServersOwnObjectsAreCopied(TestDatabase database) {
        Roles roles = new Roles(database, "ann");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO {ann};
                REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
                GRANT SELECT ON pg_catalog.pg_authid TO {ann};
                REVOKE SELECT ON pg_catalog.pg_tables FROM PUBLIC;
                GRANT SELECT (rolpassword), UPDATE (rolname) ON pg_catalog.pg_authid TO {ann};
                REVOKE SELECT (subname) ON pg_catalog.pg_subscription FROM PUBLIC;
                REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
                REVOKE USAGE ON TYPE pg_catalog.int4 FROM PUBLIC;
                REVOKE USAGE ON SCHEMA information_schema FROM PUBLIC;
                GRANT CREATE ON SCHEMA pg_catalog TO {ann};
                REVOKE SELECT ON information_schema.tables FROM PUBLIC;
                GRANT SELECT ON information_schema._pg_user_mappings TO {ann};
                """));

        assertThat(catalog.objects().keySet())
                .filteredOn(id -> id.type() == ObjectType.MEMBER_PRIVILEGES)
                .extracting(id -> id.schema() + " " + id.name() + " " + id.qualifier())
                .containsExactlyInAnyOrder(
                        "pg_catalog pg_read_file function(text)",
                        "pg_catalog pg_sleep function(double precision)",
                        "pg_catalog pg_authid table",
                        "pg_catalog pg_tables table",
                        "pg_catalog pg_subscription table",
                        "pg_catalog int4 type",
                        " plpgsql language",
                        " information_schema schema",
                        " pg_catalog schema",
                        "information_schema tables table",
                        "information_schema _pg_user_mappings table");
    }

    @EveryMajor
    void privilegesOnWhatWasAddedToAnExtensionByHandAreCopied(TestDatabase database, TestDatabase copy) {
        Roles roles = new Roles(database, "ann", "bob");
        String members = roles.in("""
                CREATE EXTENSION hstore;
                CREATE TABLE mine (a int, b int);
                CREATE TABLE lent (a int);
                CREATE TABLE numbered (a int GENERATED ALWAYS AS IDENTITY);
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
                CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
                CREATE TYPE mood AS ENUM ('good');
                CREATE SEQUENCE tickets;
                CREATE SCHEMA inner_parts;
                GRANT SELECT ON lent TO {ann};
                ALTER EXTENSION hstore ADD TABLE mine;
                ALTER EXTENSION hstore ADD TABLE lent;
                ALTER EXTENSION hstore ADD TABLE numbered;
                ALTER EXTENSION hstore ADD FUNCTION f();
                ALTER EXTENSION hstore ADD AGGREGATE total(int);
                ALTER EXTENSION hstore ADD TYPE mood;
                ALTER EXTENSION hstore ADD SEQUENCE tickets;
                ALTER EXTENSION hstore ADD SCHEMA inner_parts;
                """);
        RoundTrip.load(database, members);
        RoundTrip.load(copy, members);
        RoundTrip.load(database, roles.in("""
                GRANT SELECT ON mine TO {ann} WITH GRANT OPTION;
                GRANT UPDATE (b) ON mine TO {bob};
                REVOKE SELECT ON lent FROM {ann};
                GRANT INSERT ON lent TO {bob};
                GRANT SELECT ON numbered TO {ann};
                GRANT SELECT ON SEQUENCE numbered_a_seq TO {ann};
                REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION total(int) TO {ann};
                REVOKE USAGE ON TYPE mood FROM PUBLIC;
                GRANT USAGE ON SEQUENCE tickets TO {bob};
                GRANT USAGE ON SCHEMA inner_parts TO {ann};
                COMMENT ON TABLE mine IS 'told by the extension';
                CREATE INDEX an_index ON mine (a);
                """));
        Catalog catalog = RoundTrip.read(database);

        // As into a database in which the extension has brought all of them.
        RoundTrip.load(copy, SchemaScript.of(catalog));

        assertThat(RoundTrip.read(copy).objects()).isEqualTo(catalog.objects());
        if (StockDump.canRead(database)) {
            assertThat(StockDump.schema(copy))
                    .isEqualTo(StockDump.schema(database))
                    .contains("GRANT UPDATE(b)");
        }
    }
}
