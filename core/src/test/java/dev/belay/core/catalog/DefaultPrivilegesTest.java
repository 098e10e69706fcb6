package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.List;

@ServerTest
final class DefaultPrivilegesTest {
    @EveryMajor
    void defaultPrivilegesAreCopiedForEverySortOfObject(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann", "odd");
        String newest = database.server().major() < 18
                ? ""
                : "ALTER DEFAULT PRIVILEGES FOR ROLE {boss} GRANT SELECT ON LARGE OBJECTS TO {ann};";
        Catalog catalog = RoundTrip.copiesFaithfully(database, roles.in("""
                CREATE SCHEMA "Odd schema";
                ALTER DEFAULT PRIVILEGES FOR ROLE {boss} GRANT SELECT ON TABLES TO {ann} WITH GRANT OPTION;
                ALTER DEFAULT PRIVILEGES FOR ROLE {boss} REVOKE INSERT ON TABLES FROM {boss};
                ALTER DEFAULT PRIVILEGES FOR ROLE {boss} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
                ALTER DEFAULT PRIVILEGES FOR ROLE {odd} GRANT USAGE ON SEQUENCES TO {ann};
                ALTER DEFAULT PRIVILEGES FOR ROLE {odd} REVOKE USAGE ON TYPES FROM PUBLIC;
                ALTER DEFAULT PRIVILEGES FOR ROLE {odd} GRANT ALL ON SCHEMAS TO {boss};
                ALTER DEFAULT PRIVILEGES FOR ROLE {boss} IN SCHEMA "Odd schema" GRANT ALL ON TABLES TO {odd};
                ALTER DEFAULT PRIVILEGES FOR ROLE {boss} IN SCHEMA "Odd schema" GRANT EXECUTE ON ROUTINES TO {odd};
                ALTER DEFAULT PRIVILEGES IN SCHEMA "Odd schema" GRANT USAGE ON SEQUENCES TO PUBLIC;
                """ + newest));

        ObjectId functions = new ObjectId(ObjectType.DEFAULT_PRIVILEGES, "", roles.name("boss"), "FUNCTIONS");
        DefaultPrivileges revoked = (DefaultPrivileges) catalog.find(functions).orElseThrow();
        String boss = roles.name("boss");
        assertThat(revoked.privileges())
                .isEqualTo(new Privileges(List.of("=X/" + boss, boss + "=X/" + boss), List.of(boss + "=X/" + boss)));
        assertThat(revoked.drop())
                .isEqualTo("ALTER DEFAULT PRIVILEGES FOR ROLE " + boss + " GRANT ALL ON FUNCTIONS TO PUBLIC;\n");
    }
}
