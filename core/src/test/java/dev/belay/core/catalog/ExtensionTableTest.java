package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class ExtensionTableTest {
    @EveryMajor
    void whatHangsOnATableOfAnExtensionComesWithTheExtension(TestDatabase database) {
        database.execute("""
                CREATE EXTENSION "uuid-ossp";
                CREATE TABLE ours (a int PRIMARY KEY);
                CREATE TABLE theirs (a int PRIMARY KEY, b int UNIQUE REFERENCES ours);
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE INDEX an_index ON theirs (b);
                CREATE STATISTICS some_statistics ON a, b FROM theirs;
                CREATE TRIGGER a_trigger BEFORE INSERT ON theirs EXECUTE FUNCTION f();
                CREATE RULE a_rule AS ON DELETE TO theirs DO INSTEAD NOTHING;
                CREATE POLICY a_policy ON theirs;
                ALTER TABLE theirs ENABLE ROW LEVEL SECURITY;
                CREATE TABLE refers (a int REFERENCES theirs);
                ALTER EXTENSION "uuid-ossp" ADD TABLE theirs;
                """);

        Catalog catalog = RoundTrip.read(database);

        assertThat(catalog.objects().keySet())
                .extracting(ObjectId::toString)
                .containsExactlyInAnyOrder(
                        "schema public",
                        "extension uuid-ossp",
                        "table public.ours",
                        "table public.refers",
                        "function public.f()",
                        "constraint ours_pkey on public.ours",
                        "foreign key refers_a_fkey on public.refers");
        assertThat(catalog.find(new ObjectId(ObjectType.FOREIGN_KEY, "public", "refers_a_fkey", "refers"))
                        .orElseThrow()
                        .dependsOn())
                .contains(ObjectId.of(ObjectType.EXTENSION, "", "uuid-ossp"));
    }
}
