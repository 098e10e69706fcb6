package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;

@ServerTest
final class LargeObjectTest {
    @EveryMajor
    void theCatalogKnowsThemButTheScriptOfTheSchemaLeavesThemOut(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                SELECT pg_catalog.lo_create(4711);
                SELECT pg_catalog.lo_create(4712);
                ALTER LARGE OBJECT 4711 OWNER TO {boss};
                GRANT SELECT ON LARGE OBJECT 4711 TO {ann};
                COMMENT ON LARGE OBJECT 4711 IS 'a picture';
                """));

        assertThat(SchemaScript.of(catalog)).doesNotContain("4711");
        List<Creation> entries = Creations.of(catalog).stream()
                .filter(creation -> creation.object().name().equals("4711"))
                .toList();
        assertThat(entries.stream()
                        .map(entry -> entry.create() + entry.setOwner())
                        .collect(Collectors.joining()))
                .isEqualTo(roles.in("""
                SELECT pg_catalog.lo_create('4711');
                ALTER LARGE OBJECT 4711 OWNER TO {boss};
                COMMENT ON LARGE OBJECT 4711 IS 'a picture';
                GRANT SELECT ON LARGE OBJECT 4711 TO {ann};
                """));
        assertThat(entries).extracting(Creation::description).containsExactly("BLOB", "COMMENT", "ACL");
        assertThat(catalog.find(ObjectId.of(ObjectType.LARGE_OBJECT, "", "4712")))
                .isPresent();
    }
}
