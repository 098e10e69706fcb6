package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class ForeignTest {
    @EveryMajor
    void wrappersServersAndMappingsAreCopiedWithEverythingTheyHave(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann", "odd");
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                CREATE SCHEMA "Odd ext";
                CREATE EXTENSION postgres_fdw WITH SCHEMA "Odd ext";
                CREATE FOREIGN DATA WRAPPER plain;
                CREATE FOREIGN DATA WRAPPER "w h" HANDLER "Odd ext".postgres_fdw_handler
                    VALIDATOR "Odd ext".postgres_fdw_validator;
                CREATE FOREIGN DATA WRAPPER mine OPTIONS (b 'it''s \\', "A b" '');
                COMMENT ON FOREIGN DATA WRAPPER mine IS 'own';
                GRANT USAGE ON FOREIGN DATA WRAPPER mine TO {ann} WITH GRANT OPTION;
                CREATE SERVER near FOREIGN DATA WRAPPER plain;
                CREATE SERVER "Far ""off\""" TYPE 't''1' VERSION '1.0 β' FOREIGN DATA WRAPPER "w h"
                    OPTIONS (host 'h', dbname 'd');
                ALTER SERVER "Far ""off\""" OWNER TO {boss};
                COMMENT ON SERVER near IS 'next door';
                GRANT USAGE ON FOREIGN SERVER near TO PUBLIC;
                CREATE USER MAPPING FOR PUBLIC SERVER near;
                CREATE USER MAPPING FOR {odd} SERVER near OPTIONS ("user" 'me', password 'p\\''w');
                CREATE USER MAPPING FOR {ann} SERVER "Far ""off\""" OPTIONS ("user" 'x');
                """));

        ForeignDataWrapper wrapper =
                (ForeignDataWrapper) catalog.find(ObjectId.of(ObjectType.FOREIGN_DATA_WRAPPER, "", "w h"))
                        .orElseThrow();
        assertThat(wrapper.handler()).contains("\"Odd ext\".postgres_fdw_handler");
        assertThat(wrapper.validator()).contains("\"Odd ext\".postgres_fdw_validator");
        assertThat(wrapper.dependsOn()).contains(ObjectId.of(ObjectType.EXTENSION, "", "postgres_fdw"));
        Server server = (Server)
                catalog.find(ObjectId.of(ObjectType.SERVER, "", "Far \"off\"")).orElseThrow();
        assertThat(server.serverType()).contains("t'1");
        assertThat(server.version()).contains("1.0 β");
        assertThat(server.options())
                .isEqualTo(List.of(new ForeignOption("dbname", "d"), new ForeignOption("host", "h")));
        assertThat(server.head().owner()).isEqualTo(Optional.of(roles.name("boss")));
        UserMapping mapping =
                (UserMapping) catalog.find(new ObjectId(ObjectType.USER_MAPPING, "", roles.name("odd"), "near"))
                        .orElseThrow();
        assertThat(mapping.options())
                .containsExactly(new ForeignOption("password", "p\\'w"), new ForeignOption("user", "me"));
        assertThat(catalog.missing()).isEmpty();
    }
}
