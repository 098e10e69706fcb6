package dev.belay.core.catalog;

import static dev.belay.core.catalog.ObjectType.SEQUENCE;
import static dev.belay.core.catalog.ObjectType.TABLE;
import static dev.belay.core.catalog.Thing.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.core.catalog.SchemaScript.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SchemaScriptTest {
    private static final SchemaScript.Origin ORIGIN = new SchemaScript.Origin("Belay 1.2", "shop", "15.4");

    @Test
    void theHeaderSaysWhereTheScriptComesFromAndNotWhen() {
        assertThat(script(Options.ALL, Thing.of(TABLE, "users")))
                .startsWith("""
                -- The schema of the database shop
                -- read by Belay 1.2 from PostgreSQL 15.4

                SET statement_timeout = 0;
                """)
                .endsWith("""
                SET row_security = off;

                -- table app.users
                users;
                """);
    }

    @Test
    void theHeaderNamesWhatCouldNotBeRead() throws IOException {
        Missing missing = new Missing(new ObjectId(ObjectType.SUBSCRIPTION, "", "news", ""), "its connection", "ask");
        Catalog catalog = new Catalog(15, List.of(), List.of(missing), Optional.empty());
        StringBuilder script = new StringBuilder();

        SchemaScript.write(catalog, ORIGIN, Options.ALL, script);

        assertThat(script.toString()).contains("""
                from PostgreSQL 15.4
                -- left out: subscription news, its connection

                SET""");
    }

    @Test
    void eachObjectIsNamedAndItsCommentStandsBelow() {
        assertThat(script(Options.ALL, new Owned("users", "ann", "people", "", "heap")))
                .endsWith("""

                -- table app.users; owner ann
                SET default_tablespace = '';
                SET default_table_access_method = heap;
                users;
                ALTER TABLE app.users OWNER TO ann;
                COMMENT ON TABLE app.users IS 'people';
                """);
    }

    @Test
    void tablespaceAndAccessMethodAreSwitchedOnlyWhenTheyChange() {
        assertThat(script(
                                Options.ALL,
                                new Owned("a", "ann", "a", "fast", "heap"),
                                new Owned("b", "ann", "b", "fast", "columnar"),
                                new Owned("c", "ann", "c", "", "columnar"))
                        .lines()
                        .filter(line -> line.startsWith("SET default_") || line.length() == 2))
                .containsExactly(
                        "SET default_tablespace = fast;",
                        "SET default_table_access_method = heap;",
                        "a;",
                        "SET default_table_access_method = columnar;",
                        "b;",
                        "SET default_tablespace = '';",
                        "c;");
    }

    @Test
    void whatIsNotWantedIsLeftOut() {
        Options bare = Options.ALL
                .withoutOwners()
                .withoutPrivileges()
                .withoutComments()
                .withoutSecurityLabels()
                .withoutTablespaces();

        assertThat(script(bare, new Owned("users", "ann", "people", "fast", "heap")))
                .endsWith("""

                -- table app.users
                SET default_table_access_method = heap;
                users;
                """);
    }

    @Test
    void aNameCannotLeaveItsComment() {
        String script = script(
                Options.ALL, new Owned("x\nDROP TABLE y;\r-- \u2028\u001b", "ann\n\\! sh", "people", "", "heap"));

        assertThat(script).contains("\n-- table app.x DROP TABLE y; --   ; owner ann \\! sh\n");
    }

    @Test
    void aPartOfItsOwnIsNamedByWhatItIs() {
        assertThat(script(
                        Options.ALL,
                        Thing.of(TABLE, "t").with("default id", id(SEQUENCE, "s")),
                        Thing.of(SEQUENCE, "s", id(TABLE, "t"))))
                .endsWith("""

                        -- table app.t
                        t;

                        -- sequence app.s
                        s;

                        -- default id default id
                        default id;
                        """);
    }

    @Test
    void aDependencyThatIsGivenUpIsSaidAtTheTop() {
        assertThat(script(Options.ALL, Thing.of(TABLE, "a", id(TABLE, "b")), Thing.of(TABLE, "b", id(TABLE, "a"))))
                .contains("-- warning: these need each other, and table app.a does not wait for table app.b: "
                        + "table app.a → table app.b\n");
    }

    @Test
    void entriesKnowTheEntriesTheyWaitFor() {
        List<Creation> creations = Creations.of(new Catalog(
                15, List.of(new Owned("a", "ann", "a", "", "heap"), Thing.of(TABLE, "b", id(TABLE, "a")))));

        assertThat(creations)
                .extracting(Creation::description, Creation::needs)
                .containsExactly(tuple("TABLE", List.of()), tuple("COMMENT", List.of(0)), tuple("TABLE", List.of(0)));
    }

    private static String script(Options options, CatalogObject... objects) {
        StringBuilder script = new StringBuilder();
        try {
            SchemaScript.write(new Catalog(15, Arrays.asList(objects)), ORIGIN, options, script);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return script.toString();
    }

    /** A table with all that is said of tables. */
    private record Owned(String name, String owner, String comment, String space, String method)
            implements CatalogObject {
        @Override
        public Head head() {
            return new Head(
                    Thing.id(TABLE, name),
                    Optional.of(owner),
                    Optional.of(comment),
                    Privileges.NONE,
                    List.of(),
                    new TreeSet<>());
        }

        @Override
        public String create(Set<Part> apart) {
            return name + ";\n";
        }

        @Override
        public Optional<String> tablespace() {
            return Optional.of(space);
        }

        @Override
        public Optional<String> accessMethod() {
            return Optional.of(method);
        }
    }
}
