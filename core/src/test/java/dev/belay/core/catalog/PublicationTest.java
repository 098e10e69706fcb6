package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class PublicationTest {
    @EveryMajor
    void publicationsAreCopiedWithTheirOptions(TestDatabase database) {
        String eighteen = database.server().major() < 18 ? "" : """
                CREATE PUBLICATION computed WITH (publish_generated_columns = stored);
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE PUBLICATION "every "" thing" FOR ALL TABLES;
                CREATE PUBLICATION part WITH (publish = 'insert, truncate', publish_via_partition_root = true);
                CREATE PUBLICATION nothing WITH (publish = '');
                COMMENT ON PUBLICATION part IS 'some of it';
                """ + eighteen);

        Publication part = (Publication)
                catalog.find(ObjectId.of(ObjectType.PUBLICATION, "", "part")).orElseThrow();
        assertThat(part.allTables()).isFalse();
        assertThat(part.publish()).containsExactly("insert", "truncate");
        assertThat(part.viaRoot()).isTrue();
        assertThat(part.generatedColumns()).isEqualTo("none");
    }

    @EveryMajor
    void tablesOfPublicationsAreCopied(TestDatabase database) {
        String fifteen = database.server().major() < 15 ? "" : """
                ALTER PUBLICATION p ADD TABLE "other one".narrow (d, b) WHERE (b > 0 AND c <> 'x''y');
                ALTER PUBLICATION q ADD TABLE "other one".narrow WHERE (true), TABLES IN SCHEMA inside;
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA inside;
                CREATE SCHEMA "other one";
                CREATE TABLE t (a int);
                CREATE TABLE inside.u (a int);
                CREATE TABLE "other one".narrow (a int, b int NOT NULL, c text NOT NULL, d int NOT NULL);
                CREATE UNIQUE INDEX i ON "other one".narrow (b, c, d);
                CREATE PUBLICATION p FOR TABLE t, inside.u;
                CREATE PUBLICATION q FOR TABLE t;
                """ + fifteen);

        assertThat(catalog.find(new ObjectId(ObjectType.PUBLICATION_TABLE, "public", "t", "q"))
                        .orElseThrow()
                        .drop())
                .isEqualTo("ALTER PUBLICATION q DROP TABLE ONLY public.t;\n");
        if (database.server().major() >= 15) {
            PublicationTable narrow = (PublicationTable)
                    catalog.find(new ObjectId(ObjectType.PUBLICATION_TABLE, "other one", "narrow", "p"))
                            .orElseThrow();
            assertThat(narrow.columns()).containsExactly("b", "d");
            assertThat(narrow.where().orElseThrow()).contains("b > 0");
            PublicationSchema inside =
                    (PublicationSchema) catalog.find(new ObjectId(ObjectType.PUBLICATION_SCHEMA, "", "inside", "q"))
                            .orElseThrow();
            assertThat(inside.dependsOn())
                    .containsExactly(
                            ObjectId.of(ObjectType.SCHEMA, "", "inside"), ObjectId.of(ObjectType.PUBLICATION, "", "q"));
        }
    }
}
