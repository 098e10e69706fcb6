package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that was made for a restore of which nothing came goes again, and nobody is told so who still has it. */
@ServerTest
final class RestoreTargetTest {
    private final BelayException cause = new BelayException(Kind.BACKUP, "the cause", "look");

    @Test
    void whatNothingCameIntoIsNotThereAnyMore(TestDatabase near) {
        Database server = Restores.database(near);
        String name = near.name() + "_made";
        RestoreTarget.create(server, name, Optional.empty(), RestoreOptions.DEFAULT);

        BelayException told = RestoreTarget.discard(server, name, cause);

        assertThat(told)
                .hasMessage("the cause; nothing was restored, and the new database \"" + name + "\" is not there")
                .hasCause(cause);
        assertThat(told.hint()).isEqualTo("look");
        assertThat(near.query("SELECT 1 FROM pg_database WHERE datname = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void whatCannotBeDroppedIsToldWithTheReasonAndTheCommand(TestDatabase near) {
        Database server = Restores.database(near);
        String name = near.name() + "_made";
        RestoreTarget.create(server, name, Optional.empty(), RestoreOptions.DEFAULT);
        near.execute("ALTER DATABASE \"" + name + "\" IS_TEMPLATE true");

        try {
            BelayException told = RestoreTarget.discard(server, name, cause);

            assertThat(told)
                    .hasMessage("the cause; nothing was restored, and the new database \"" + name
                            + "\" is there all the same: cannot drop a template database (SQLSTATE 42809)");
            assertThat(told.hint()).isEqualTo("look; then DROP DATABASE \"" + name + "\"");
        } finally {
            near.execute("ALTER DATABASE \"" + name + "\" IS_TEMPLATE false", "DROP DATABASE \"" + name + "\"");
        }
    }
}
