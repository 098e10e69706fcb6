package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Pooler;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer between Belay and the server. */
@ServerTest
@EnabledIf(value = "dev.belay.testing.PgBouncer#isHere", disabledReason = "pgbouncer is not installed")
final class PoolerTest {
    @TempDir
    Path folder;

    @TempDir
    Path settings;

    private Project project(TestDatabase database) {
        return new Project(folder, database)
                .with("add_1", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .with("add_2", "CREATE INDEX CONCURRENTLY author_id ON author (id); SELECT 1;");
    }

    private static Pooler seen(Project project) throws SQLException {
        var database = project.place().database();
        try (Connection connection = database.connect()) {
            return Pooler.before(connection, database.settings());
        }
    }

    private static long held(TestDatabase database) {
        return database.query("SELECT FROM pg_locks WHERE locktype = 'advisory'")
                .size();
    }

    @Test
    void throughATransactionPoolerNothingIsRunAndNoLockIsLeft(TestDatabase database) throws SQLException {
        try (PgBouncer pooler = PgBouncer.before(database, "transaction", settings)) {
            Project far = project(pooler.through(database));

            assertThat(seen(far)).isEqualTo(Pooler.OF_TRANSACTIONS);
            BelayException refused = catchThrowableOfType(BelayException.class, far::up);
            assertThat(refused).hasMessageContaining("transaction pooler");
            assertThat(refused.kind()).isEqualTo(Kind.CONNECTION);
            assertThat(refused.hint()).contains("direct_url");
            assertThat(catchThrowableOfType(
                                    BelayException.class,
                                    () -> far.bookkeeper().markApplied(Project.version("add_1"), "no"))
                            .kind())
                    .isEqualTo(Kind.CONNECTION);
            assertThat(database.tables()).isEmpty();
            assertThat(held(database)).isZero();
        }
    }

    @Test
    void throughATransactionPoolerItCanBeLookedAt(TestDatabase database) {
        project(database).up();
        try (PgBouncer pooler = PgBouncer.before(database, "transaction", settings)) {
            Project far = project(pooler.through(database)).with("add_3", "SELECT 3;");

            assertThat(far.states()).containsExactly("add_1 APPLIED", "add_2 APPLIED", "add_3 PENDING");
            assertThat(far.migrator().preview(PlanRequest.up()).plan().steps()).hasSize(1);
        }
    }

    @Test
    void whoLooksThroughATransactionPoolerLeavesNothingInTheSession(TestDatabase database) {
        project(database).up();
        try (PgBouncer pooler = PgBouncer.before(database, "transaction", settings)) {
            TestDatabase far = pooler.through(database);
            Project looking = project(far).with("add_3", "SELECT 3;");
            looking.role = Optional.of(database.user());
            List<String> before = sessionSettings(far);

            looking.states();
            looking.migrator().preview(PlanRequest.up());

            assertThat(sessionSettings(far)).isEqualTo(before);
        }
    }

    @Test
    void whoIsRefusedBehindATransactionPoolerLeavesNothingInTheSession(TestDatabase database) {
        try (PgBouncer pooler = PgBouncer.before(database, "transaction", settings)) {
            TestDatabase far = pooler.through(database);
            List<String> before = sessionSettings(far);

            assertThat(catchThrowableOfType(BelayException.class, project(far)::up))
                    .hasMessageContaining("transaction pooler");

            assertThat(sessionSettings(far)).isEqualTo(before);
        }
    }

    /** What somebody set in the server's session; the pooler looks after the settings that it is told of by the server. */
    private static List<String> sessionSettings(TestDatabase far) {
        return far.query("SELECT pg_catalog.concat(name, '=', setting) FROM pg_catalog.pg_settings"
                + " WHERE source = 'session' AND name NOT IN ('client_encoding', 'DateStyle', 'TimeZone',"
                + " 'standard_conforming_strings', 'application_name', 'IntervalStyle') ORDER BY 1");
    }

    @Test
    void aPoolerOfSessionsIsAsGoodAsNone(TestDatabase database) throws SQLException {
        try (PgBouncer pooler = PgBouncer.before(database, "session", settings)) {
            Project far = project(pooler.through(database));

            assertThat(seen(far)).isEqualTo(Pooler.OF_SESSIONS);
            assertThat(Project.outcomes(far.up())).containsExactly("add_1 APPLIED", "add_2 APPLIED");
            assertThat(far.states()).containsExactly("add_1 APPLIED", "add_2 APPLIED");
            assertThat(held(database)).isZero();
        }
        assertThat(seen(project(database))).isEqualTo(Pooler.NONE);
    }
}
