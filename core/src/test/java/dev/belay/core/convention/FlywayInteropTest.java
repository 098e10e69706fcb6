package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.SqlError;
import dev.belay.core.history.History;
import dev.belay.core.history.History.Match;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself and Belay on one database, in turns. */
@ServerTest
final class FlywayInteropTest {
    private static final Map<String, String> VALUES = Map.of("size", "10", "word", "hello");

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void write() {
        project = Project.of(folder, "flyway")
                .file("V1__create_video.sql", "\uFEFFCREATE TABLE video (id int,\r\n title varchar(${size}));\r\n")
                .file("V1.10__later.sql", "CREATE TABLE later (id int DEFAULT 1); -- ü\n")
                .file("V1.9__index.sql", "CREATE INDEX video_id ON video (id);")
                .file("V1.9__index.sql.conf", "executeInTransaction=false\n")
                .file("sub/V02.0__sub_folder.sql", "CREATE TABLE sub ();\n")
                .file("R__greeting.sql", "CREATE OR REPLACE VIEW greeting AS SELECT '${word}' AS word;\n")
                .with(VALUES);
    }

    private Flyway flyway(TestDatabase database, Map<String, String> placeholders) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("filesystem:" + folder)
                .placeholders(placeholders)
                .load();
    }

    private Flyway flyway(TestDatabase database) {
        return flyway(database, VALUES);
    }

    /** How each row compares with its file. */
    private List<String> matches(Project project, TestDatabase database) throws Exception {
        Convention convention = project.open();
        List<String> matches = new ArrayList<>();
        for (HistoryRow row : project.rows(database)) {
            Migration migration = convention.migrations().stream()
                    .filter(known -> known.version().equals(row.version()))
                    .findFirst()
                    .orElseThrow();
            matches.add(row.version() + " " + row.state() + " "
                    + convention.history().compare(migration, row));
        }
        return matches;
    }

    @Test
    void seesWhatFlywayApplied(TestDatabase database) throws Exception {
        flyway(database).migrate();

        assertThat(matches(project, database))
                .containsExactly(
                        "1 APPLIED SAME",
                        "1.9 APPLIED SAME",
                        "1.10 APPLIED SAME",
                        "2 APPLIED SAME",
                        "R__greeting APPLIED SAME");
        assertThat(project.rows(database))
                .extracting(HistoryRow::title)
                .containsExactly("create video", "index", "later", "sub folder", "greeting");
    }

    @Test
    void isSeenByFlywayWhichFindsNothingToDo(TestDatabase database) throws Exception {
        project.migrate(database);

        Flyway flyway = flyway(database);
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway.info().all()).extracting(MigrationInfo::getState).containsOnly(MigrationState.SUCCESS);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(database.query("SELECT installed_rank, version, description, type, script, installed_by, success"
                        + " FROM flyway_schema_history ORDER BY 1"))
                .containsExactly(
                        "1|1|create video|SQL|V1__create_video.sql|postgres|t",
                        "2|1.9|index|SQL|V1.9__index.sql|postgres|t",
                        "3|1.10|later|SQL|V1.10__later.sql|postgres|t",
                        "4|02.0|sub folder|SQL|sub/V02.0__sub_folder.sql|postgres|t",
                        "5|null|greeting|SQL|R__greeting.sql|postgres|t");
    }

    @Test
    void writesTheChecksumsThatFlywayWrites(TestDatabase ours, TestDatabase theirs) throws Exception {
        String checksums = "SELECT script, checksum FROM flyway_schema_history ORDER BY installed_rank";
        project.migrate(ours);
        flyway(theirs).migrate();

        assertThat(ours.query(checksums)).hasSize(5).isEqualTo(theirs.query(checksums));
    }

    @Test
    void createsTheTableThatFlywayCreates(TestDatabase ours, TestDatabase theirs) throws Exception {
        String columns = """
                SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
                FROM information_schema.columns WHERE table_name = 'flyway_schema_history' ORDER BY ordinal_position
                """;
        String indexes =
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'flyway_schema_history' ORDER BY 1";
        flyway(theirs).migrate();
        try (Connection connection = ours.connect()) {
            project.open().history().create(connection);
        }

        assertThat(ours.query(columns)).hasSize(10).isEqualTo(theirs.query(columns));
        assertThat(ours.query(indexes)).hasSize(2).isEqualTo(theirs.query(indexes));
    }

    @Test
    void noticesThatARepeatableFileOrItsPlaceholderChanged(TestDatabase database) throws Exception {
        flyway(database).migrate();

        assertThat(matches(project.with(Map.of("size", "10", "word", "bye")), database))
                .contains("R__greeting APPLIED CHANGED", "1 APPLIED SAME");
        project.file("V1.10__later.sql", "CREATE TABLE other ();");
        assertThat(matches(project, database)).contains("R__greeting APPLIED SAME", "1.10 APPLIED CHANGED");
    }

    @Test
    void readsOnlyTheLastRunOfARepeatableFile(TestDatabase database) throws Exception {
        flyway(database).migrate();
        flyway(database, Map.of("size", "10", "word", "bye")).migrate();

        assertThat(matches(project.with(Map.of("size", "10", "word", "bye")), database))
                .hasSize(5)
                .contains("R__greeting APPLIED SAME");
        assertThat(matches(project, database)).contains("R__greeting APPLIED CHANGED");
    }

    @Test
    void acceptsAChecksumThatOldVersionsTookBeforeFillingIn(TestDatabase database) throws Exception {
        flyway(database).migrate();
        database.execute("UPDATE flyway_schema_history SET checksum = "
                + FlywayChecksum.of("CREATE OR REPLACE VIEW greeting AS SELECT '${word}' AS word;")
                + " WHERE version IS NULL");

        assertThat(matches(project, database)).contains("R__greeting APPLIED SAME");
        assertThat(flyway(database).validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void acceptsAChangedFileSoThatFlywayDoesToo(TestDatabase database) throws Exception {
        flyway(database).migrate();
        project.file("V1.10__later.sql", "CREATE TABLE other ();");
        assertThat(flyway(database).validateWithResult().validationSuccessful).isFalse();

        Convention convention = project.open();
        try (Connection connection = database.connect()) {
            HistoryRow row = convention.history().rows(connection).get(2);
            convention.history().accept(connection, convention.migrations().get(2), row);
            convention.history().took(connection, row, Duration.ofSeconds(3));
        }

        assertThat(flyway(database).validateWithResult().validationSuccessful).isTrue();
        assertThat(database.query("SELECT execution_time FROM flyway_schema_history WHERE installed_rank = 3"))
                .containsExactly("3000");
    }

    @Test
    void makesAMigrationPendingAgainForFlyway(TestDatabase database) throws Exception {
        project.file("U2__sub_folder.sql", "DROP TABLE sub;");
        flyway(database).migrate();
        Convention convention = project.open();
        try (Connection connection = database.connect()) {
            convention
                    .history()
                    .withdraw(connection, convention.history().rows(connection).get(3));
        }
        database.execute("DROP TABLE sub");

        assertThat(Arrays.stream(flyway(database).info().pending())
                        .map(info -> info.getVersion().toString()))
                .containsExactly("02.0");
    }

    @Test
    void replacesAFailedAttempt(TestDatabase database) throws Exception {
        Convention convention = project.open();
        Migration first = convention.migrations().get(0);
        try (Connection connection = database.connect()) {
            History history = convention.history();
            history.create(connection);
            history.failed(connection, first, new SqlError("42601", "syntax error", "", "", 1));
            assertThat(project.states(database)).containsExactly("1 UNFINISHED");
            assertThat(flyway(database).info().all()[0].getState()).isEqualTo(MigrationState.FAILED);

            HistoryRow row = history.record(connection, first);
            assertThat(history.rows(connection)).containsExactly(row);
            assertThat(history.compare(first, row)).isEqualTo(Match.SAME);
        }
    }

    @Test
    void declaresABaselineThatFlywayUnderstands(TestDatabase database) throws Exception {
        Convention convention = project.open();
        try (Connection connection = database.connect()) {
            convention.history().create(connection);
            convention.history().baseline(connection, convention.migrations().subList(0, 2));
        }

        assertThat(project.states(database)).containsExactly("1.9 BASELINE");
        assertThat(Arrays.stream(flyway(database).info().pending()).map(MigrationInfo::getDescription))
                .containsExactly("later", "sub folder", "greeting");
    }

    @Test
    void seesTheBaselineThatFlywayDeclared(TestDatabase database) throws Exception {
        Flyway.configure()
                .configuration(flyway(database).getConfiguration())
                .baselineVersion("1.9")
                .load()
                .baseline();

        assertThat(project.states(database)).containsExactly("1.9 BASELINE");
    }

    @Test
    void addsRowsToAHistoryThatHasBegun(TestDatabase database) throws Exception {
        Flyway.configure()
                .configuration(flyway(database).getConfiguration())
                .target("1")
                .load()
                .migrate();
        Convention convention = project.open();
        try (Connection connection = database.connect()) {
            convention.history().baseline(connection, convention.migrations());
        }

        assertThat(project.states(database))
                .containsExactly("1 APPLIED", "R__greeting APPLIED", "1.9 APPLIED", "1.10 APPLIED", "2 APPLIED");
        assertThat(flyway(database).migrate().migrationsExecuted).isZero();
    }

    @Test
    void understandsTheRowsOfThePaidEditionAndOfRepair(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            project.open().history().create(connection);
        }
        database.execute("""
                INSERT INTO flyway_schema_history VALUES
                (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"app"', NULL, 'me', now(), 0, true),
                (1, '1', 'a', 'SQL', 'V1__a.sql', 1, 'me', now(), 0, true),
                (2, '2', 'b', 'JDBC', 'db.V2__b', NULL, 'me', now(), 0, true),
                (3, '2', 'b', 'UNDO_SQL', 'U2__b.sql', 1, 'me', now(), 0, true),
                (4, '2', 'b', 'SQL', 'V2__b.sql', 1, 'me', now(), 0, true),
                (5, '3', 'c', 'SQL', 'V3__c.sql', 1, 'me', now(), 0, true),
                (6, '3', 'c', 'DELETE', 'V3__c.sql', 1, 'me', now(), 0, true),
                (7, NULL, 'd', 'SQL', 'R__d.sql', 1, 'me', now(), 0, true),
                (8, NULL, 'd', 'DELETE', 'R__d.sql', 1, 'me', now(), 0, true),
                (9, '4', 'e', 'SQL_BASELINE', 'B4__e.sql', 1, 'me', now(), 0, true),
                (10, '5', 'f', 'SQL', 'V5__f.sql', 1, 'me', now(), 0, false)
                """);

        assertThat(project.states(database))
                .containsExactly(
                        "1 APPLIED",
                        "2 ROLLED_BACK",
                        "2 APPLIED",
                        "3 ROLLED_BACK",
                        "R__d ROLLED_BACK",
                        "4 BASELINE",
                        "5 UNFINISHED");
    }

    @Test
    void flywayCallsADataMigrationInJavaMissingUntilItIsToldToPassOverIt(TestDatabase database) throws Exception {
        project.file("V1.95__backfill.jsh", "void up() {}").migrate(database);

        Flyway told = Flyway.configure()
                .configuration(flyway(database).getConfiguration())
                .ignoreMigrationPatterns("*:missing")
                .load();

        assertThat(flyway(database).validateWithResult().validationSuccessful).isFalse();
        assertThat(told.validateWithResult().validationSuccessful).isTrue();
        assertThat(told.migrate().migrationsExecuted).isZero();
    }
}
