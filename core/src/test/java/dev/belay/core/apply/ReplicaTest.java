package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.Standby;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A real streaming replica: it can be looked at, and whoever wants more is told at once where to go. */
@Tag("server")
@EnabledIf(value = "dev.belay.testing.Standby#isHere", disabledReason = "no PostgreSQL server is installed here")
final class ReplicaTest {
    @TempDir
    Path folder;

    @Test
    void aReplicaIsReadAndNeverMigrated() {
        try (Standby standby = Standby.start()) {
            Project near = new Project(folder, standby.primary()).with("add_1", "SELECT 1;", "SELECT -1;");
            Project far = new Project(folder, standby.replica());
            assertThat(Project.outcomes(near.up())).containsExactly("add_1 APPLIED");
            near.with("add_2", "SELECT 2;");

            Pause.until("it has arrived", () -> far.states().contains("add_1 APPLIED"));
            assertThat(far.states()).containsExactly("add_1 APPLIED", "add_2 PENDING");
            assertThat(far.migrator().preview(PlanRequest.up()).plan().steps()).hasSize(1);
            assertRefused(catchThrowableOfType(BelayException.class, far::up));
            assertRefused(catchThrowableOfType(BelayException.class, far::down));
            assertRefused(catchThrowableOfType(
                    BelayException.class, () -> far.bookkeeper().markApplied(Project.version("add_2"), "no")));
        }
    }

    private static void assertRefused(BelayException refused) {
        assertThat(refused).hasMessage("this server is a replica: it can be read, and not migrated");
        assertThat(refused.kind()).isEqualTo(Kind.CONNECTION);
        assertThat(refused.hint()).contains("primary");
    }
}
