package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class TableTest {
    @EveryMajor
    void aTableIsCopiedWithAllThatItsColumnsCanHave(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE TABLE app.users (
                    id bigint NOT NULL,
                    email varchar(100) COLLATE "C" DEFAULT 'it''s \\ me' NOT NULL,
                    tags text[] DEFAULT '{}',
                    price numeric(10,2) DEFAULT 0,
                    gone int,
                    total numeric GENERATED ALWAYS AS (price * 2) STORED,
                    at timestamptz DEFAULT now(),
                    CONSTRAINT positive CHECK (price >= 0),
                    CONSTRAINT alone CHECK (id > 0) NO INHERIT
                ) WITH (fillfactor=70, autovacuum_enabled=false, toast.autovacuum_enabled=false,
                        autovacuum_vacuum_scale_factor=0.05);
                ALTER TABLE app.users DROP COLUMN gone;
                ALTER TABLE app.users ALTER COLUMN email SET STORAGE EXTERNAL;
                ALTER TABLE app.users ALTER COLUMN email SET COMPRESSION pglz;
                ALTER TABLE app.users ALTER COLUMN email SET STATISTICS 500;
                ALTER TABLE app.users ALTER COLUMN price SET STATISTICS 0;
                ALTER TABLE app.users ALTER COLUMN email SET (n_distinct = -0.5, n_distinct_inherited = 20);
                ALTER TABLE app.users ADD CONSTRAINT later CHECK (price < 1000) NOT VALID;
                COMMENT ON TABLE app.users IS 'people';
                COMMENT ON COLUMN app.users.email IS 'where
                to';
                COMMENT ON CONSTRAINT positive ON app.users IS 'no debts';
                COMMENT ON CONSTRAINT later ON app.users IS 'not yet';
                CREATE UNLOGGED TABLE app.cache (key text);
                CREATE TABLE app.empty ();
                ALTER TABLE app.users REPLICA IDENTITY FULL;
                ALTER TABLE app.empty REPLICA IDENTITY NOTHING;
                """);

        Table users = table(catalog, "app", "users");
        assertThat(users.columns())
                .extracting(Column::name)
                .containsExactly("id", "email", "tags", "price", "total", "at");
        Column email = users.columns().get(1);
        assertThat(email.type()).isEqualTo("character varying(100)");
        assertThat(email.collation()).contains("pg_catalog.\"C\"");
        assertThat(email.storage()).contains("EXTERNAL");
        assertThat(email.compression()).contains("pglz");
        assertThat(email.statistics()).contains("500");
        assertThat(email.options()).containsExactly("n_distinct=-0.5", "n_distinct_inherited=20");
        assertThat(email.comment()).contains("where\nto");
        assertThat(users.columns().get(4).generated().orElseThrow().kind()).isEqualTo("STORED");
        assertThat(users.checks()).extracting(Check::name).containsExactly("alone", "later", "positive");
        assertThat(users.options()).contains("fillfactor=70");
        assertThat(users.toastOptions()).containsExactly("autovacuum_enabled=false");
        assertThat(users.replicaIdentity()).isEqualTo("FULL");
        assertThat(table(catalog, "app", "cache").unlogged()).isTrue();
    }

    /** Since 15.20 the server keeps a version there, which nobody can set, and pg_dump says nothing of it. */
    @EveryMajor
    void whatTheServerNotesAmongTheOptionsOfAColumnIsNoOption(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE TABLE t (a int, b int);
                ALTER TABLE t ALTER COLUMN a SET (n_distinct = 5);
                UPDATE pg_attribute SET attoptions = CASE attname WHEN 'a' THEN '{n_distinct=5,pg_attver=279}'
                                                                  ELSE '{pg_attver=279}' END::text[]
                WHERE attrelid = 't'::regclass AND attnum > 0;
                """);

        Table table = (Table) RoundTrip.read(database)
                .find(ObjectId.of(ObjectType.TABLE, "public", "t"))
                .orElseThrow();

        assertThat(table.columns()).extracting(Column::options).containsExactly(List.of("n_distinct=5"), List.of());
    }

    @EveryMajor
    void namesMayBeAnything(TestDatabase database) {
        String longest = "x".repeat(63);
        RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA "a.b ""c""\";
                CREATE TABLE "a.b ""c""\"."select
                from" ("group" int NOT NULL DEFAULT 1, "Ünïcode é" text NOT NULL, "a""b" serial, "it's" int CHECK ("it's" > 0),
                    CONSTRAINT "odd "" name" CHECK ("group" > 0));
                COMMENT ON COLUMN "a.b ""c""\"."select
                from"."a""b" IS 'odd';
                COMMENT ON CONSTRAINT "odd "" name" ON "a.b ""c""\"."select
                from" IS 'odd';
                CREATE VIEW "a.b ""c""\"."user" AS SELECT "group", "a""b" AS "order" FROM "a.b ""c""\"."select
                from";
                CREATE TABLE %1$s (%1$s int NOT NULL, id int GENERATED ALWAYS AS IDENTITY);
                """.formatted(longest));
    }

    @EveryMajor
    void aChildPrintsOnlyWhatIsItsOwn(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (id int NOT NULL DEFAULT 1, kind text DEFAULT 'a', plain int, price int DEFAULT 5,
                    twice int GENERATED ALWAYS AS (price * 2) STORED, CONSTRAINT positive CHECK (id > 0));
                CREATE TABLE other (more int, plain int);
                CREATE TABLE child (kind text DEFAULT 'b', own int) INHERITS (base, other);
                ALTER TABLE child ALTER COLUMN id SET DEFAULT 2;
                ALTER TABLE child ALTER COLUMN price DROP DEFAULT;
                ALTER TABLE child ALTER COLUMN plain SET NOT NULL;
                ALTER TABLE child ALTER COLUMN plain SET STATISTICS 7;
                ALTER TABLE ONLY base ALTER COLUMN kind SET STORAGE EXTERNAL;
                ALTER TABLE ONLY base ALTER COLUMN kind SET COMPRESSION pglz;
                ALTER TABLE child ADD CONSTRAINT own_check CHECK (own > 0);
                CREATE TABLE grandchild (price int, plain int) INHERITS (child);
                CREATE TABLE redeclared (twice int, price int) INHERITS (base);
                CREATE TABLE without (kind text) INHERITS (base);
                ALTER TABLE without ALTER COLUMN kind DROP DEFAULT;
                COMMENT ON COLUMN child.id IS 'its own';
                """);

        Table child = table(catalog, "public", "child");
        assertThat(child.inherits()).extracting(ObjectId::name).containsExactly("base", "other");
        assertThat(child.create()).contains("    kind text DEFAULT 'b'::text,").doesNotContain("twice", "positive");
        assertThat(child.columns().get(0).inherited()).isTrue();
        assertThat(child.columns().get(3).withoutParentsDefault()).isTrue();
    }

    @EveryMajor
    void whatIsValidOnlyInAChildStaysSo(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (id int);
                CREATE TABLE child () INHERITS (base);
                CREATE TABLE grandchild () INHERITS (child);
                ALTER TABLE base ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
                ALTER TABLE child VALIDATE CONSTRAINT positive;
                """);

        assertThat(table(catalog, "public", "child").parts())
                .extracting(Part::name)
                .containsExactly("validate positive");
    }

    @EveryMajor
    void partitionsAreMadeAloneAndAttached(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE events (id int NOT NULL, at date DEFAULT '2020-01-01', kind text, twice int GENERATED ALWAYS AS (id * 2) STORED,
                    CONSTRAINT positive CHECK (id > 0)) PARTITION BY RANGE (at, lower(kind));
                CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2020-01-01', MINVALUE) TO ('2021-01-01', MAXVALUE)
                    PARTITION BY LIST (kind);
                CREATE TABLE events_a_x PARTITION OF events_a (id DEFAULT 7, CONSTRAINT extra CHECK (id < 100)) FOR VALUES IN ('x', 'it''s', NULL);
                CREATE TABLE events_rest PARTITION OF events DEFAULT;
                CREATE TABLE attached (kind text, id int NOT NULL, at date, twice int GENERATED ALWAYS AS (id * 2) STORED,
                    CONSTRAINT positive CHECK (id > 0));
                ALTER TABLE events ATTACH PARTITION attached FOR VALUES FROM ('2022-01-01', MINVALUE) TO ('2023-01-01', MAXVALUE);
                ALTER TABLE events ADD CONSTRAINT later CHECK (kind <> '') NOT VALID;
                ALTER TABLE attached VALIDATE CONSTRAINT later;
                CREATE TABLE hashed (a int) PARTITION BY HASH (a);
                CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0) WITH (fillfactor=50);
                CREATE UNLOGGED TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                """);

        Table part = table(catalog, "public", "events_a_x");
        assertThat(part.partition())
                .contains(new Table.Partition(
                        ObjectId.of(ObjectType.TABLE, "public", "events_a"), "FOR VALUES IN ('x', 'it''s', NULL)"));
        assertThat(part.inherits()).isEmpty();
        assertThat(table(catalog, "public", "events")
                        .partitionedBy()
                        .orElseThrow()
                        .key())
                .isEqualTo("RANGE (at, lower(kind))");
    }

    @EveryMajor
    void newerTablesAreCopiedWhereTheyExist(TestDatabase database) {
        int major = database.server().major();
        if (major >= 17) {
            Catalog catalog = RoundTrip.copiesFaithfully(database, """
                    CREATE TABLE parted (id int GENERATED BY DEFAULT AS IDENTITY, v text) PARTITION BY LIST (v) USING heap;
                    CREATE TABLE parted_a PARTITION OF parted FOR VALUES IN ('a');
                    """);

            assertThat(table(catalog, "public", "parted").partitionedBy())
                    .contains(new Table.PartitionedBy("LIST (v)", Optional.of("heap")));
        }
        if (major >= 18) {
            RoundTrip.copiesFaithfully(database, """
                    CREATE TABLE virtuals (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL,
                        CONSTRAINT lax CHECK (a > 0) NOT ENFORCED);
                    CREATE TABLE virtuals_child (c int) INHERITS (virtuals);
                    """);
        }
    }

    @EveryMajor
    void notNullIsCopiedWithNameAndState(TestDatabase database) {
        if (database.server().major() < 18) {
            RoundTrip.copiesFaithfully(database, """
                    CREATE TABLE base (a int NOT NULL, b int);
                    CREATE TABLE child (b int NOT NULL) INHERITS (base);
                    CREATE TABLE grandchild (c int NOT NULL) INHERITS (child);
                    """);
            return;
        }
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE base (a int NOT NULL, b int CONSTRAINT "b is there" NOT NULL, c int, d int NOT NULL NO INHERIT,
                    e int, f int, g int);
                CREATE TABLE child (b int CONSTRAINT own_b NOT NULL, h int NOT NULL, CONSTRAINT own_c NOT NULL c,
                    CONSTRAINT own_f NOT NULL f NO INHERIT) INHERITS (base);
                ALTER TABLE base ADD CONSTRAINT e_later NOT NULL e NOT VALID;
                ALTER TABLE child ADD CONSTRAINT g_later NOT NULL g NOT VALID;
                ALTER TABLE ONLY child VALIDATE CONSTRAINT e_later;
                COMMENT ON CONSTRAINT "b is there" ON base IS 'sure';
                COMMENT ON CONSTRAINT base_a_not_null ON base IS 'sure as well';
                COMMENT ON CONSTRAINT e_later ON base IS 'later';
                CREATE TABLE parted (a int NOT NULL, b int) PARTITION BY LIST (a);
                CREATE TABLE part_1 PARTITION OF parted FOR VALUES IN (1);
                CREATE TABLE part_2 (a int CONSTRAINT mine NOT NULL, b int CONSTRAINT also_mine NOT NULL);
                ALTER TABLE parted ATTACH PARTITION part_2 FOR VALUES IN (2);
                ALTER TABLE parted ADD CONSTRAINT lax NOT NULL b NOT VALID;
                """);

        Table base = table(catalog, "public", "base");
        assertThat(base.columns().get(1).notNull())
                .contains(new Column.NotNull("b is there", false, false, true, Optional.of("sure")));
        assertThat(base.columns().get(4).notNull())
                .contains(new Column.NotNull("e_later", false, false, false, Optional.of("later")));
        assertThat(List.of(base.create().split("\n"))).contains("    a integer NOT NULL,");
    }

    @EveryMajor
    void aTypedTableSaysOnlyWhatItAddsToItsType(TestDatabase database) {
        Catalog catalog = RoundTrip.remakesFaithfully(database, """
                CREATE TYPE person AS (name text COLLATE "C", age int, born date);
                CREATE TABLE bare OF person;
                CREATE TABLE people OF person (name NOT NULL, age WITH OPTIONS DEFAULT 18, CHECK (age > 0));
                CREATE TABLE parted OF person PARTITION BY LIST (age);
                """, ObjectType.TABLE);

        assertThat(table(catalog, "public", "bare").create()).isEqualTo("CREATE TABLE public.bare OF public.person;\n");
        assertThat(table(catalog, "public", "people").ofType()).contains("public.person");
    }

    @EveryMajor
    void aForeignTableIsCopiedWithItsOptions(TestDatabase database) {
        Catalog catalog = RoundTrip.remakesFaithfully(
                database, """
                CREATE FOREIGN DATA WRAPPER nowhere;
                CREATE SERVER "far away" FOREIGN DATA WRAPPER nowhere;
                CREATE TABLE base (id int NOT NULL, name text DEFAULT 'x') PARTITION BY LIST (id);
                CREATE FOREIGN TABLE alone (id int OPTIONS (column_name 'ID', "odd name" 'it''s \\ me') NOT NULL DEFAULT 4,
                    name varchar(5) COLLATE "C", twice int GENERATED ALWAYS AS (id * 2) STORED, CHECK (id > 0))
                    SERVER "far away" OPTIONS (schema_name 'S', "table" 'a=b');
                ALTER FOREIGN TABLE alone ALTER COLUMN name SET STATISTICS 20;
                ALTER FOREIGN TABLE alone ALTER COLUMN name SET STORAGE EXTERNAL;
                ALTER FOREIGN TABLE alone ALTER COLUMN name SET (n_distinct = 3);
                ALTER FOREIGN TABLE alone ADD CONSTRAINT later CHECK (id < 9) NOT VALID;
                CREATE FOREIGN TABLE part PARTITION OF base FOR VALUES IN (1) SERVER "far away";
                CREATE TABLE plain (a int);
                CREATE FOREIGN TABLE child (b int GENERATED ALWAYS AS IDENTITY) INHERITS (plain) SERVER "far away";
                COMMENT ON FOREIGN TABLE alone IS 'far';
                COMMENT ON COLUMN alone.id IS 'number';
                """, ObjectType.TABLE, ObjectType.FOREIGN_TABLE, ObjectType.SEQUENCE);

        Table alone = (Table) catalog.find(ObjectId.of(ObjectType.FOREIGN_TABLE, "public", "alone"))
                .orElseThrow();
        assertThat(alone.foreign()).contains(new Table.Foreign("far away", List.of("schema_name=S", "table=a=b")));
        assertThat(alone.columns().get(0).foreignOptions()).containsExactly("column_name=ID", "odd name=it's \\ me");
        assertThat(alone.tablespace()).isEmpty();
    }

    @EveryMajor
    void accessMethodAndTablespaceAreKept(TestDatabase database) {
        RoundTrip.load(database, """
                SET allow_in_place_tablespaces = on;
                CREATE TABLESPACE "elsewhere é" LOCATION '';
                """);
        try {
            Catalog catalog =
                    RoundTrip.remakesFaithfully(database, """
                    CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
                    CREATE TABLE here (a int);
                    CREATE TABLE there (a int) USING heap2 TABLESPACE "elsewhere é";
                    CREATE TABLE parted (a int) PARTITION BY LIST (a) TABLESPACE "elsewhere é";
                    CREATE MATERIALIZED VIEW z_view USING heap2 TABLESPACE "elsewhere é" AS SELECT 1 AS one WITH NO DATA;
                    CREATE MATERIALIZED VIEW z_view_here AS SELECT 1 AS one WITH NO DATA;
                    """, ObjectType.TABLE, ObjectType.MATERIALIZED_VIEW);

            assertThat(table(catalog, "public", "there").accessMethod()).contains("heap2");
            assertThat(table(catalog, "public", "there").tablespace()).contains("elsewhere é");
            assertThat(table(catalog, "public", "here").tablespace()).contains("");
        } finally {
            RoundTrip.load(database, """
                    DROP TABLE there, parted;
                    DROP MATERIALIZED VIEW z_view;
                    DROP TABLESPACE "elsewhere é";
                    """);
        }
    }

    @EveryMajor
    void privilegesOfColumnsAreKept(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE TABLE t (a int, b int);
                GRANT SELECT (b), UPDATE (b) ON t TO PUBLIC;
                """);

        Table table = table(RoundTrip.read(database), "public", "t");

        assertThat(table.subPrivileges()).singleElement().satisfies(granted -> {
            assertThat(granted.column()).isEqualTo("b");
            assertThat(granted.privileges().actual()).singleElement().asString().startsWith("=rw/");
        });
        assertThat(table.grantable()).isEqualTo("TABLE public.t");
    }

    static Table table(Catalog catalog, String schema, String name) {
        return (Table) catalog.find(ObjectId.of(ObjectType.TABLE, schema, name)).orElseThrow();
    }
}
