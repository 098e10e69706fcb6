package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.db.SqlError;
import dev.belay.core.history.History;
import dev.belay.core.history.History.Match;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class PrismaTest {
    private static final String INIT = "20250101120000_init";
    private static final String USERS =
            "CREATE TABLE \"User\" (\"id\" TEXT NOT NULL, CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\"));\n";

    /** The statement with which Prisma makes its table. */
    private static final String TABLE = """
            CREATE TABLE _prisma_migrations (
                id                      VARCHAR(36) PRIMARY KEY NOT NULL,
                checksum                VARCHAR(64) NOT NULL,
                finished_at             TIMESTAMPTZ,
                migration_name          VARCHAR(255) NOT NULL,
                logs                    TEXT,
                rolled_back_at          TIMESTAMPTZ,
                started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
                applied_steps_count     INTEGER NOT NULL DEFAULT 0
            )""";

    @TempDir
    private Path folder;

    private Project prisma() {
        return Project.of(folder, "prisma")
                .file("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n")
                .file("prisma/migrations/" + INIT + "/migration.sql", USERS)
                .file("prisma/migrations/20250102120000_add_job/migration.sql", "CREATE TABLE \"Job\" (\"id\" TEXT);\n")
                .file("prisma/migrations/20250102120000_add_job/down.sql", "DROP TABLE \"Job\";\n");
    }

    @Test
    void readsFoldersInTheOrderOfTheirNames() {
        assertThat(prisma().open().migrations())
                .extracting(Migration::label, Migration::reversible)
                .extracting(Object::toString)
                .containsExactly("(\"20250101120000_init init\", false)", "(\"20250102120000_add_job add job\", true)");
        assertThat(prisma().open().outOfOrderIsNormal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prisma", "prisma/migrations"})
    void findsTheMigrationsFromAnyFolderAbove(String base) {
        prisma();

        assertThat(Project.of(folder.resolve(base), "prisma").versions()).hasSize(2);
    }

    @Test
    void refusesAFolderWithoutAScript() throws Exception {
        Project project = prisma();
        Files.createDirectory(folder.resolve("prisma/migrations/20250103120000_empty"));

        assertThatThrownBy(() -> project.open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessage("the folder \"20250103120000_empty\" has no migration.sql");
    }

    @Test
    void replacesNoVariables() {
        Project project = Project.of(folder, "prisma").file("1_a/migration.sql", "SELECT '${x} \\${y}';");

        assertThat(project.with(Map.of("x", "1")).up()).isEqualTo("SELECT '${x} \\${y}';");
    }

    @Test
    void readsTheRowsThatPrismaWrites(TestDatabase database) throws Exception {
        database.execute(TABLE, """
                INSERT INTO _prisma_migrations
                    (id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count)
                VALUES ('1', 'a', NULL, 'm1', 'ERROR: x', '2025-01-01 01:00Z', '2025-01-01 00:00Z', 0),
                       ('2', 'a', '2025-01-01 02:00:01Z', 'm1', NULL, NULL, '2025-01-01 02:00Z', 1),
                       ('3', 'a', NULL, 'm3', 'ERROR: y', NULL, '2025-01-01 04:00Z', 0),
                       ('4', 'a', '2025-01-01 03:00:01Z', 'm2', '', NULL, '2025-01-01 03:00Z', 1)
                """);

        assertThat(prisma().states(database))
                .containsExactly("m1 ROLLED_BACK", "m1 APPLIED", "m2 APPLIED", "m3 UNFINISHED");
        assertThat(prisma().rows(database).get(1).appliedAt()).isEqualTo("2025-01-01 02:00:01.000000 UTC");
    }

    @Test
    void createsTheTableThatPrismaCreates(TestDatabase ours, TestDatabase theirs) throws Exception {
        String columns = """
                SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
                FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position
                """;
        theirs.execute(TABLE);
        try (Connection connection = ours.connect()) {
            prisma().open().history().create(connection);
        }

        assertThat(ours.query(columns)).hasSize(8).isEqualTo(theirs.query(columns));
    }

    @Test
    void writesTheRowThatPrismaWouldWrite(TestDatabase database) throws Exception {
        prisma().migrate(database);

        assertThat(database.query("""
                        SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, length(id),
                               finished_at >= started_at
                        FROM _prisma_migrations ORDER BY migration_name LIMIT 1
                        """)).containsExactly(INIT + "|" + sha(USERS) + "|null|null|1|36|t");
        assertThat(prisma().states(database)).containsExactly(INIT + " APPLIED", "20250102120000_add_job APPLIED");
    }

    @Test
    void marksWhatWasUndoneAsRolledBackAndAppliesItAgain(TestDatabase database) throws Exception {
        prisma().migrate(database);
        prisma().undo(database);

        assertThat(prisma().states(database)).containsExactly(INIT + " APPLIED", "20250102120000_add_job ROLLED_BACK");

        prisma().migrate(database);

        assertThat(prisma().states(database))
                .containsExactly(
                        INIT + " APPLIED", "20250102120000_add_job ROLLED_BACK", "20250102120000_add_job APPLIED");
    }

    @Test
    void finishesWhatWasStarted(TestDatabase database) throws Exception {
        Migration init = prisma().open().migrations().get(0);
        History history = prisma().open().history();
        try (Connection connection = database.connect()) {
            history.create(connection);
            history.start(connection, init);
            assertThat(prisma().states(database)).containsExactly(INIT + " UNFINISHED");

            history.failed(connection, init, new SqlError("42P07", "relation exists", "", "", 0));
            assertThat(database.query("SELECT logs FROM _prisma_migrations"))
                    .containsExactly("relation exists (SQLSTATE 42P07)");

            history.start(connection, init);
            HistoryRow row = history.record(connection, init);
            assertThat(history.rows(connection)).containsExactly(row);
        }

        assertThat(database.query("SELECT logs, applied_steps_count FROM _prisma_migrations"))
                .containsExactly("null|1");
    }

    @Test
    void leavesNoOlderAttemptOpenThatWouldStopPrisma(TestDatabase database) throws Exception {
        database.execute(
                TABLE,
                "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)" + " VALUES ('1', 'a', '"
                        + INIT + "', '2025-01-01'), ('2', 'a', '" + INIT + "', '2025-01-02')");
        try (Connection connection = database.connect()) {
            prisma().open()
                    .history()
                    .record(connection, prisma().open().migrations().get(0));
        }

        assertThat(database.query(
                        "SELECT id, finished_at IS NULL, rolled_back_at IS NULL FROM _prisma_migrations ORDER BY 1"))
                .containsExactly("1|t|f", "2|f|t");
    }

    @Test
    void recordsAFailureThatNobodyAnnounced(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            History history = prisma().open().history();
            history.create(connection);
            history.failed(connection, prisma().open().migrations().get(0), new SqlError("XX000", "broken", "", "", 0));
        }

        assertThat(prisma().states(database)).containsExactly(INIT + " UNFINISHED");
        assertThat(database.query("SELECT logs FROM _prisma_migrations")).containsExactly("broken (SQLSTATE XX000)");
    }

    @Test
    void countsBothLineEnds(TestDatabase database) throws Exception {
        String crlf = USERS.replace("\n", "\r\n");
        for (String file : List.of(USERS, crlf)) {
            Project project = prisma().file("prisma/migrations/" + INIT + "/migration.sql", file);
            Migration init = project.open().migrations().get(0);

            assertThat(init.nativeChecksum()).contains(sha(file));
            for (String stored : List.of(USERS, crlf)) {
                assertThat(project.open().history().compare(init, row(sha(stored))))
                        .isEqualTo(Match.SAME);
            }
            assertThat(project.open().history().compare(init, row(sha(file + "\n"))))
                    .isEqualTo(Match.CHANGED);
        }
    }

    private static HistoryRow row(String checksum) {
        return new HistoryRow(new Version(INIT), "1", "", HistoryRow.State.APPLIED, Optional.of(checksum), "");
    }

    private static String sha(String text) {
        return HexFormat.of().formatHex(Checksum.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void declaresABaselineAndAcceptsAChangedFile(TestDatabase database) throws Exception {
        Project project = prisma();
        History history = project.open().history();
        try (Connection connection = database.connect()) {
            history.create(connection);
            history.baseline(connection, project.open().migrations());
            history.baseline(connection, project.open().migrations());
            assertThat(database.query("SELECT applied_steps_count, finished_at IS NOT NULL FROM _prisma_migrations"))
                    .containsExactly("0|t", "0|t");

            project.file("prisma/migrations/" + INIT + "/migration.sql", "SELECT 1;\n");
            Migration changed = project.open().migrations().get(0);
            HistoryRow row = history.rows(connection).get(0);
            assertThat(history.compare(changed, row)).isEqualTo(Match.CHANGED);
            history.accept(connection, changed, row);
            assertThat(history.compare(changed, history.rows(connection).get(0)))
                    .isEqualTo(Match.SAME);
        }
    }

    @Test
    void keepsItsTableInTheSchemaOfTheProject(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA app");
        prisma().history("app", "_prisma_migrations").migrate(database);

        assertThat(database.tables()).contains("app._prisma_migrations").doesNotContain("public._prisma_migrations");
    }
}
