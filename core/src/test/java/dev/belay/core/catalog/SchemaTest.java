package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class SchemaTest {
    private static Schema schema(Catalog catalog, String name) {
        return (Schema) catalog.find(ObjectId.of(ObjectType.SCHEMA, "", name)).orElseThrow();
    }

    @EveryMajor
    void aSchemaIsCopiedWithOwnerAndComment(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE SCHEMA "odd "" name";
                COMMENT ON SCHEMA app IS 'the app''s \\ own';
                """);

        assertThat(catalog.objects().keySet())
                .filteredOn(id -> id.type() == ObjectType.SCHEMA)
                .extracting(ObjectId::name)
                .containsExactly("app", "odd \" name", "public");
    }

    @EveryMajor
    void theUntouchedPublicSchemaIsNotMentioned(TestDatabase database) {
        assertThat(SchemaScript.of(RoundTrip.copiesFaithfully(database))).doesNotContain("COMMENT ON");
        assertThat(Creations.of(RoundTrip.read(database)))
                .filteredOn(creation -> creation.object().name().equals("public"))
                .allMatch(creation -> creation.setOwner().isEmpty())
                .hasSize(database.server().major() == 14 ? 2 : 1);
    }

    @EveryMajor
    void whatWasDoneToThePublicSchemaIsDoneAgain(TestDatabase database) {
        Roles roles = new Roles(database, "owner", "guest");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                ALTER SCHEMA public OWNER TO {owner};
                REVOKE ALL ON SCHEMA public FROM PUBLIC;
                GRANT USAGE ON SCHEMA public TO {guest} WITH GRANT OPTION;
                COMMENT ON SCHEMA public IS NULL;
                """));

        assertThat(schema(catalog, "public").head().owner()).contains(roles.name("owner"));
        assertThat(schema(catalog, "public").head().comment()).isEmpty();
        assertThat(schema(catalog, "public").commentToSet()).contains("");
        assertThat(SchemaScript.of(catalog)).contains("FROM PUBLIC;\n");
    }

    @EveryMajor
    void theRightToCreateInPublicIsGivenAndTakenWhateverTheTargetBeginsWith(TestDatabase database) {
        assertThat(SchemaScript.of(RoundTrip.copiesFaithfully(database, "GRANT CREATE ON SCHEMA public TO PUBLIC")))
                .contains("GRANT ALL ON SCHEMA public TO PUBLIC;\n");
        String taken =
                SchemaScript.of(RoundTrip.copiesFaithfully(database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC"));
        if (database.server().major() == 14) {
            assertThat(taken)
                    .contains("REVOKE ALL ON SCHEMA public FROM PUBLIC;\nGRANT USAGE ON SCHEMA public TO PUBLIC;\n");
        }
    }

    @EveryMajor
    void aPublicSchemaThatWasMadeAnewKeepsItsPrivileges(TestDatabase database) {
        RoundTrip.copiesFaithfully(database, "DROP SCHEMA public; CREATE SCHEMA public;");
    }

    @EveryMajor
    void aDroppedPublicSchemaIsDroppedAgain(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, "DROP SCHEMA public");

        assertThat(schema(catalog, "public").dropped()).isTrue();
    }

    @EveryMajor
    void grantsAreCopiedWithTheirGrantorsAndOptions(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann", "odd");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                CREATE SCHEMA app AUTHORIZATION {boss};
                GRANT USAGE ON SCHEMA app TO {ann} WITH GRANT OPTION;
                GRANT CREATE ON SCHEMA app TO {ann};
                SET SESSION AUTHORIZATION {ann};
                GRANT USAGE ON SCHEMA app TO {odd};
                RESET SESSION AUTHORIZATION;
                REVOKE CREATE ON SCHEMA app FROM {boss};
                CREATE SCHEMA closed AUTHORIZATION {boss};
                REVOKE ALL ON SCHEMA closed FROM {boss};
                """));

        assertThat(schema(catalog, "app").head().privileges().actual()).hasSize(3);
        assertThat(schema(catalog, "closed").head().privileges())
                .isEqualTo(new Privileges(List.of(roles.name("boss") + "=UC/" + roles.name("boss")), List.of()));
        assertThat(schema(catalog, "app").head().owner()).isEqualTo(Optional.of(roles.name("boss")));
    }
}
