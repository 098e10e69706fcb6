package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@ServerTest
final class GlobalsTest {
    /** Those of this test: the server is shared with others. */
    private static Globals mine(TestDatabase database) {
        try (Connection connection = database.connect()) {
            return GlobalsReader.readWithPasswords(connection).only(role -> role.startsWith(database.name() + "_"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the grantors, which mean nothing before 16, and the directories inside of the data directory. */
    private static List<String> stock(TestDatabase database) {
        return StockDump.canReadGlobals(database)
                ? StockDump.globals(database)
                        .lines()
                        .filter(line -> line.contains(database.name()))
                        .map(line -> line.replaceAll(" GRANTED BY [^;]+|pg_tblspc/\\d+", ""))
                        .toList()
                : List.of();
    }

    @EveryMajor
    void rolesAreMadeAnewWithAllTheirAttributesAndMemberships(TestDatabase database) {
        Roles roles = new Roles(database, "group", "ann", "ben", "odd");
        String terms = database.server().major() < 16 ? "" : """
            GRANT {group} TO {odd} WITH INHERIT FALSE, SET FALSE;
            SET ROLE {ben};
            GRANT {group} TO {odd} WITH INHERIT TRUE;
            RESET ROLE;
            """;
        RoundTrip.load(database, roles.in("""
            ALTER ROLE {group} NOLOGIN PASSWORD NULL NOINHERIT;
            ALTER ROLE {ann} SUPERUSER CREATEROLE CREATEDB REPLICATION BYPASSRLS CONNECTION LIMIT 3
                VALID UNTIL '2030-01-02 03:04:05.678+02';
            ALTER ROLE {ben} VALID UNTIL 'infinity';
            COMMENT ON ROLE {odd} IS 'it''s \\ odd';
            ALTER ROLE {odd} SET search_path TO 'Odd, "path"', '';
            ALTER ROLE {odd} SET application_name TO 'x "y"';
            ALTER ROLE {ann} SET role TO {odd};
            GRANT pg_monitor TO {ann};
            GRANT {group} TO {ann} WITH ADMIN OPTION;
            SET ROLE {ann};
            GRANT {group} TO {ben} WITH ADMIN OPTION;
            RESET ROLE;
            """ + terms));
        Globals original = mine(database);
        List<String> stock = stock(database);

        roles.drop();
        RoundTrip.load(database, GlobalsScript.of(original));

        assertThat(mine(database)).isEqualTo(original);
        assertThat(stock(database)).isEqualTo(stock);
        Globals.Role ann = original.roles().stream()
                .filter(role -> role.name().equals(roles.name("ann")))
                .findFirst()
                .orElseThrow();
        assertThat(ann.validUntil()).contains("2030-01-02 01:04:05.678+00");
        assertThat(ann.password().orElseThrow()).startsWith("SCRAM-SHA-256$");
        assertThat(ann.toString()).doesNotContain("SCRAM");
        assertThat(original.memberships()).hasSize(database.server().major() < 16 ? 3 : 5);
    }

    @EveryMajor
    void tablespacesAndRightsOnParametersAreMadeAnew(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "boss", "ann");
        String tablespace = database.name() + "_space";
        database.execute("ALTER DATABASE " + database.name() + " SET allow_in_place_tablespaces TO on");
        RoundTrip.load(database, roles.in("""
            CREATE TABLESPACE {space} OWNER {boss} LOCATION '' WITH (seq_page_cost = 2, random_page_cost = 3.5);
            COMMENT ON TABLESPACE {space} IS 'fast';
            GRANT CREATE ON TABLESPACE {space} TO {ann} WITH GRANT OPTION;
            """.replace("{space}", tablespace)));
        boolean parameters = database.server().major() >= 15;
        if (parameters) {
            database.execute(
                    roles.in("GRANT SET, ALTER SYSTEM ON PARAMETER work_mem TO {ann}"),
                    roles.in("GRANT SET ON PARAMETER \"app.x\" TO {ann} WITH GRANT OPTION"));
        }
        Globals original = withoutRoles(database, tablespace);
        List<String> stock = stock(database);

        database.execute("DROP TABLESPACE " + tablespace);
        if (parameters) {
            database.execute(
                    roles.in("REVOKE ALL ON PARAMETER work_mem FROM {ann}"),
                    roles.in("REVOKE ALL ON PARAMETER \"app.x\" FROM {ann}"));
        }
        RoundTrip.load(database, GlobalsScript.of(original));

        assertThat(withoutRoles(database, tablespace)).isEqualTo(original);
        assertThat(stock(database)).isEqualTo(stock);
        assertThat(original.tablespaces()).singleElement().satisfies(space -> {
            assertThat(space.options()).containsExactly("seq_page_cost=2", "random_page_cost=3.5");
            assertThat(space.comment()).isEqualTo(Optional.of("fast"));
        });
        assertThat(original.parameters()).hasSize(parameters ? 2 : 0);
        database.execute("DROP TABLESPACE " + tablespace);
        if (parameters) {
            database.execute(roles.in("DROP OWNED BY {ann}"));
        }
    }

    /** What one server has of roles, memberships, settings, parameters and tablespaces, another one gets. */
    @Test
    void anotherServerGetsTheSameGlobals() throws SQLException {
        Optional<TestServer> installed = InstalledServer.of(15);
        Assumptions.assumeTrue(installed.isPresent(), "gate not run: PostgreSQL 15 is not installed");
        TestServer other = installed.orElseThrow();
        try (TestDatabase source = TestServer.of(15).createDatabase();
                TestDatabase target = new TestDatabase(other, source.name(), "postgres", "postgres")) {
            other.execute("CREATE DATABASE " + target.name() + " TEMPLATE template0");
            Roles roles = new Roles(source, "group", "ann", "ben", "odd");
            String space = source.name() + "_space";
            source.execute("ALTER DATABASE " + source.name() + " SET allow_in_place_tablespaces TO on");
            target.execute("ALTER DATABASE " + target.name() + " SET allow_in_place_tablespaces TO on");
            RoundTrip.load(source, roles.in("""
                    ALTER ROLE {group} NOLOGIN PASSWORD NULL;
                    ALTER ROLE {ann} SUPERUSER CREATEDB CONNECTION LIMIT 3 VALID UNTIL '2030-01-02 03:04:05.678+02';
                    ALTER ROLE {odd} SET search_path TO 'Odd, "path"', '';
                    COMMENT ON ROLE {odd} IS 'it''s \\ odd';
                    GRANT pg_monitor TO {ann};
                    GRANT {group} TO {ann} WITH ADMIN OPTION;
                    SET ROLE {ann};
                    GRANT {group} TO {ben};
                    RESET ROLE;
                    GRANT SET ON PARAMETER work_mem TO {ben};
                    CREATE TABLESPACE {space} OWNER {ben} LOCATION '' WITH (seq_page_cost = 2);
                    COMMENT ON TABLESPACE {space} IS 'fast';
                    """.replace("{space}", space)));
            Globals mine = mine(source);
            Globals shared = withoutRoles(source, space);
            Globals both = new Globals(
                    mine.major(),
                    mine.roles(),
                    List.of(),
                    mine.memberships(),
                    shared.parameters(),
                    shared.tablespaces(),
                    List.of());

            StockDump.load(target, GlobalsScript.of(both));

            assertThat(stock(target)).hasSizeGreaterThan(10).isEqualTo(stock(source));
            assertThat(mine(target)).isEqualTo(mine);
            assertThat(withoutRoles(target, space)).isEqualTo(shared);
            for (TestDatabase one : List.of(source, target)) {
                one.execute("DROP TABLESPACE " + space, roles.in("DROP OWNED BY {ben}"));
                one.execute(roles.in("DROP ROLE {group}, {ann}, {ben}, {odd}"));
            }
        }
    }

    private static Globals withoutRoles(TestDatabase database, String tablespace) throws SQLException {
        try (Connection connection = database.connect()) {
            Globals all = GlobalsReader.read(connection);
            return new Globals(
                    all.major(),
                    List.of(),
                    List.of(),
                    List.of(),
                    all.parameters(),
                    all.tablespaces().stream()
                            .filter(space -> space.name().equals(tablespace))
                            .toList(),
                    List.of());
        }
    }

    @EveryMajor
    void theInitialSuperuserIsNotCreatedWhereItIsThere(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            Globals initial = GlobalsReader.read(connection).only(database.user()::equals);

            assertThat(initial.roles())
                    .singleElement()
                    .satisfies(role -> assertThat(role.initial()).isTrue());
            RoundTrip.load(database, GlobalsScript.of(initial));
        }
    }

    @EveryMajor
    void whoMayNotSeePasswordsReadsEverythingElseAndIsToldWhatHelps(TestDatabase database) throws SQLException {
        Roles roles = new Roles(database, "reader");
        TestDatabase limited =
                new TestDatabase(database.server(), database.name(), roles.name("reader"), Roles.PASSWORD);
        try (Connection reader = limited.connect()) {
            Globals without = GlobalsReader.readWithPasswords(reader);

            assertThat(without.roles()).extracting(Globals.Role::name).contains(roles.name("reader"), "postgres");
            assertThat(without.roles()).extracting(Globals.Role::password).containsOnly(Optional.empty());
            assertThat(without.unread())
                    .containsExactly(new Globals.Unread(
                            "the passwords of roles",
                            "GRANT SELECT ON pg_catalog.pg_authid TO " + roles.name("reader")));
            assertThat(GlobalsReader.read(reader).unread()).isEmpty();

            // Rights on a catalog are each database's own, so this reaches nobody else.
            database.execute(without.unread().get(0).help());
            assertThat(GlobalsReader.readWithPasswords(reader).unread()).isEmpty();
        }
    }

    @Test
    void whatIsNotWantedIsLeftOut() {
        Privileges granted = new Privileges(List.of("a=X/a", "b=X/a"), List.of("a=X/a"));
        Globals globals = new Globals(
                15,
                List.of(),
                List.of(),
                List.of(new Globals.Membership("a", "b", false, Optional.empty())),
                List.of(new Globals.Parameter("work_mem", "a", granted)),
                List.of(new Globals.Tablespace("fast", "a", "/fast", List.of(), Optional.of("c"), granted, List.of())),
                List.of());

        assertThat(GlobalsScript.of(globals, new SchemaScript.Options(false, false, false, true, true)))
                .isEqualTo("""
                GRANT a TO b;
                CREATE TABLESPACE fast LOCATION '/fast';
                """);
        assertThat(GlobalsScript.of(globals, new SchemaScript.Options(true, false, true, true, false)))
                .isEqualTo("GRANT a TO b;\n");
        assertThat(GlobalsScript.of(globals)).contains("OWNER a", "COMMENT ON TABLESPACE", "GRANT", "PARAMETER");
    }
}
