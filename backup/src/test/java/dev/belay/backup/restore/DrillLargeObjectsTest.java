package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill compares every byte of large objects; where it cannot, it has proven nothing. */
@ServerTest
final class DrillLargeObjectsTest {
    @TempDir
    Path scratch;

    private TestDatabase source;
    private TestDatabase target;

    /** Of several pieces. A table is compared before it. */
    @BeforeEach
    void fill(TestDatabase from, TestDatabase to) {
        source = from;
        target = to;
        source.execute(
                "CREATE TABLE t (id int)",
                "SELECT lo_from_bytea(4711, decode(repeat('00ff', 500000), 'hex'))",
                "SELECT lo_from_bytea(4712, 'small')",
                "SELECT lo_from_bytea(4713, '')");
    }

    private DrillResult drill(TestDatabase into, Runnable beforeTheComparison) throws IOException {
        RestoreListener meddling = new RestoreListener() {
            @Override
            public void begun(String label) {
                if (label.startsWith("compare public.t")) {
                    beforeTheComparison.run();
                }
            }
        };
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();
            return new Drill(
                            Restores.database(into),
                            RestoreOptions.DEFAULT.withoutOwners(),
                            meddling,
                            new Cancellation(),
                            Clock.systemUTC())
                    .run(RestoreSource.open(storage, archive, Decryption.NONE), "0");
        }
    }

    private List<String> findings(String... meddling) throws IOException {
        return drill(target, () -> target.execute(meddling)).drill().findings();
    }

    @Test
    void theSameBytesAreNoFinding() throws IOException {
        DrillResult drill = drill(target, () -> {});

        assertThat(drill.drill().findings()).isEmpty();
        assertThat(drill.drill().largeObjects()).isEqualTo(3);
    }

    @Test
    void oneOtherByteIsFound() throws IOException {
        assertThat(findings("SELECT lo_put(4711, 900000, '\\x01')"))
                .containsExactly("large object 4711: its bytes are not those that were backed up");
    }

    @Test
    void oneMoreByteIsFound() throws IOException {
        assertThat(findings("SELECT lo_put(4711, 1000000, '\\x00')"))
                .containsExactly("large object 4711: its bytes are not those that were backed up");
    }

    @Test
    void oneThatIsGoneAndOneThatIsNewAreFound() throws IOException {
        assertThat(findings("SELECT lo_unlink(4712)"))
                .containsExactly(
                        "large object 4712: its bytes are not those that were backed up",
                        "2 large objects are there, and 3 were backed up");
    }

    @Test
    void oneThatMayNotBeReadIsAnErrorAndNoProof(TestServer server) {
        String role = target.name() + "_reader";
        server.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        server.execute("ALTER DATABASE " + target.name() + " OWNER TO " + role);
        try {
            assertThatThrownBy(() -> drill(
                            new TestDatabase(server, target.name(), role, "x"),
                            () -> target.execute("ALTER LARGE OBJECT 4712 OWNER TO CURRENT_USER")))
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("permission denied for large object 4712");
        } finally {
            target.execute("REASSIGN OWNED BY " + role + " TO CURRENT_USER", "DROP OWNED BY " + role);
            server.execute("DROP ROLE " + role);
        }
    }

    @Test
    void aSessionThatEndsInTheMiddleIsAnErrorAndNoProof() {
        source.execute("SELECT lo_from_bytea(4714, decode(repeat('00ff', 20000000), 'hex'))");
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> target.execute("""
                DO $$
                BEGIN
                    FOR i IN 1 .. 30000 LOOP
                        PERFORM pg_stat_clear_snapshot();
                        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND query LIKE '%lo_get(%' AND pid <> pg_backend_pid();
                        EXIT WHEN found;
                        PERFORM pg_sleep(0.002);
                    END LOOP;
                END
                $$"""));

        assertThatThrownBy(() -> drill(target, () -> {}))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECTION))
                .hasMessageContaining("terminating connection due to administrator command");
        end.join();
    }
}
