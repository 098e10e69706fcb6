package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

@ServerTest
final class SubscriptionTest {
    @EveryMajor
    void subscriptionsAreCopiedWithTheirOptions(TestDatabase database) {
        int major = database.server().major();
        Catalog catalog = RoundTrip.copiesFaithfully(
                database,
                """
                CREATE SUBSCRIPTION plain CONNECTION 'dbname=x password=''it\\''\\\\s''' PUBLICATION one WITH (connect = false);
                CREATE SUBSCRIPTION "odd "" . ü" CONNECTION 'dbname=x' PUBLICATION two, "Thr ""ee"
                    WITH (connect = false, slot_name = 'other_slot', binary = true, streaming = on,
                          synchronous_commit = 'remote_apply'%s%s%s);
                CREATE SUBSCRIPTION slotless CONNECTION 'dbname=x' PUBLICATION one
                    WITH (connect = false, slot_name = NONE);
                COMMENT ON SUBSCRIPTION plain IS 'from afar';
                """.formatted(
                                major < 15 ? "" : ", two_phase = true, disable_on_error = true",
                                major < 16 ? "" : ", password_required = false, run_as_owner = true, origin = none",
                                major < 17 ? "" : ", failover = true")
                        + (major < 16 ? "" : """
                CREATE SUBSCRIPTION side_by_side CONNECTION 'dbname=x' PUBLICATION one
                    WITH (connect = false, streaming = parallel);
                """));

        Subscription odd = (Subscription) catalog.find(ObjectId.of(ObjectType.SUBSCRIPTION, "", "odd \" . ü"))
                .orElseThrow();
        assertThat(odd.publications()).containsExactly("two", "Thr \"ee");
        assertThat(odd.slot()).contains("other_slot");
        assertThat(odd.streaming()).isEqualTo("on");
        assertThat(odd.twoPhase()).isEqualTo(major >= 15);
        assertThat(odd.failover()).isEqualTo(major >= 17);
        assertThat(catalog.missing()).isEmpty();
    }

    @EveryMajor
    void aRoleThatMayNotSeeTheConnectionIsToldWhatIsMissingAndWhatWouldHelp(TestDatabase database) throws Exception {
        String role = "reader_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'x'",
                "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION one WITH (connect = false)");

        try {
            Catalog catalog = read(database, role);
            database.execute("GRANT SELECT (subconninfo) ON pg_subscription TO " + role);
            Catalog better = read(database, role);

            ObjectId id = ObjectId.of(ObjectType.SUBSCRIPTION, "", "s");
            assertThat(catalog.objects()).doesNotContainKey(id).isNotEmpty();
            assertThat(catalog.missing())
                    .containsExactly(new Missing(
                            id,
                            "its connection string",
                            "GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO " + role));
            assertThat(better.objects()).containsKey(id);
            assertThat(better.missing()).isEmpty();
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    @EveryMajor
    void aRoleThatMaySeeLittleReadsADatabaseWithoutSubscriptions(TestDatabase database) throws Exception {
        String role = "reader_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");

        try {
            assertThat(read(database, role).missing()).isEmpty();
        } finally {
            database.execute("DROP ROLE " + role);
        }
    }

    private static Catalog read(TestDatabase database, String role) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role, "x")) {
            return CatalogReader.read(connection);
        }
    }
}
