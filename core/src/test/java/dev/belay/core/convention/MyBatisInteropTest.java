package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.DataSourceConnectionProvider;
import org.apache.ibatis.migration.FileMigrationLoader;
import org.apache.ibatis.migration.Migrator;
import org.apache.ibatis.migration.operations.DownOperation;
import org.apache.ibatis.migration.operations.StatusOperation;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The stock tool and Belay on one database, in turns. */
@ServerTest
final class MyBatisInteropTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void write() {
        project = Project.of(folder, "mybatis")
                .file("environments/development.properties", "send_full_script=true\nchangelog=CHANGELOG\nsize=10\n")
                .file("scripts/20250101000000_create_changelog.sql", """
                        -- // Create Changelog
                        CREATE TABLE ${changelog} (
                        ID NUMERIC(20,0) NOT NULL,
                        APPLIED_AT VARCHAR(25) NOT NULL,
                        DESCRIPTION VARCHAR(255) NOT NULL
                        );

                        ALTER TABLE ${changelog}
                        ADD CONSTRAINT PK_${changelog}
                        PRIMARY KEY (id);

                        -- //@UNDO
                        DROP TABLE ${changelog};
                        """)
                .file("scripts/20250102000000_create_video.sql", """
                        -- // create video
                        CREATE TABLE video (id int PRIMARY KEY, title varchar(${size}));
                        CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 42; END $$;

                        -- //@UNDO
                        DROP FUNCTION answer();
                        DROP TABLE video;
                        """)
                .file("scripts/20250103000000_seed.sql", """
                        INSERT INTO video VALUES (1, 'first');
                        -- //@UNDO
                        DELETE FROM video;
                        """);
    }

    private DataSourceConnectionProvider stock(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return new DataSourceConnectionProvider(source);
    }

    private FileMigrationLoader loader() {
        Properties variables = new Properties();
        variables.put("changelog", "CHANGELOG");
        variables.put("size", "10");
        return new FileMigrationLoader(folder.resolve("scripts").toFile(), "UTF-8", variables);
    }

    private static DatabaseOperationOption option() {
        DatabaseOperationOption option = new DatabaseOperationOption();
        option.setSendFullScript(true);
        option.setThrowWarning(false);
        return option;
    }

    private StatusOperation status(TestDatabase database) {
        return new StatusOperation().operate(stock(database), loader(), option(), null);
    }

    @Test
    void seesWhatTheStockToolApplied(TestDatabase database) throws Exception {
        new UpOperation(2).operate(stock(database), loader(), option(), null);

        assertThat(project.rows(database))
                .extracting(HistoryRow::version, HistoryRow::title, HistoryRow::state)
                .extracting(Object::toString)
                .containsExactly(
                        "(20250101000000, \"create changelog\", APPLIED)",
                        "(20250102000000, \"create video\", APPLIED)");

        project.migrate(database);

        assertThat(database.query("SELECT * FROM video")).containsExactly("1|first");
    }

    @Test
    void isSeenByTheStockToolWhichThenUndoesIt(TestDatabase database) throws Exception {
        project.migrate(database);

        StatusOperation after = status(database);
        assertThat(after.getAppliedCount()).isEqualTo(3);
        assertThat(after.getPendingCount()).isZero();
        assertThat(after.getMissingCount()).isZero();
        assertThat(after.getCurrentStatus())
                .extracting(Change::getDescription)
                .containsExactly("create changelog", "create video", "seed");

        new DownOperation(2).operate(stock(database), loader(), option(), null);

        assertThat(project.states(database)).containsExactly("20250101000000 APPLIED");
        assertThat(database.tables()).containsExactly("public.changelog");
    }

    @Test
    void undoesWhatTheStockToolAppliedDownToItsTable(TestDatabase database) throws Exception {
        new UpOperation().operate(stock(database), loader(), option(), null);

        project.undo(database);
        assertThat(status(database).getPendingCount()).isEqualTo(1);
        project.undo(database);
        project.undo(database);

        assertThat(database.tables()).isEmpty();
        assertThat(project.rows(database)).isEmpty();
    }

    @Test
    void sharesADatabaseWithTheStockCommandLine(TestDatabase database) throws Exception {
        project.file("environments/development.properties", """
                send_full_script=true
                changelog=CHANGELOG
                size=10
                url=%s
                username=%s
                password=%s
                driver=org.postgresql.Driver
                """.formatted(
                        database.jdbcUrl(), database.user(), database.password()));
        project.migrate(database);

        commandLine("down", "1");
        assertThat(project.states(database)).containsExactly("20250101000000 APPLIED", "20250102000000 APPLIED");
        commandLine("up");
        assertThat(project.states(database)).hasSize(3);
        assertThat(database.query("SELECT title FROM video")).containsExactly("first");
    }

    /** Its last act is to close the stream it was given, and it only exits after a failure. */
    private void commandLine(String... command) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            String[] arguments = Arrays.copyOf(command, command.length + 1);
            arguments[command.length] = "--path=" + folder;
            Migrator.main(arguments);
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void createsTheTableThatTheStockTemplateCreates(TestDatabase ours, TestDatabase theirs) throws Exception {
        String columns = """
                SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable
                FROM information_schema.columns WHERE table_name = 'changelog' ORDER BY ordinal_position
                """;
        String keys =
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'changelog'::regclass";
        new UpOperation(1).operate(stock(theirs), loader(), option(), null);
        try (Connection connection = ours.connect()) {
            History history = project.open().history();
            assertThat(history.exists(connection)).isFalse();
            history.create(connection);
            history.create(connection);
            assertThat(history.exists(connection)).isTrue();
        }

        assertThat(ours.query(columns)).hasSize(3).isEqualTo(theirs.query(columns));
        assertThat(ours.query(keys)).hasSize(1).isEqualTo(theirs.query(keys));
    }

    @Test
    void knowsTheMigrationThatCreatesTheTable(TestDatabase database) throws Exception {
        Convention convention = project.open();
        List<Migration> migrations = convention.migrations();

        assertThat(migrations)
                .extracting(migration -> convention.createsHistory(convention.read(migration, Direction.UP)))
                .containsExactly(true, false, false);
    }

    @Test
    void writesTheTimeAsTheStockToolDoesAndCutsALongDescription(TestDatabase database) throws Exception {
        String title = "ä".repeat(300);
        Project other = Project.of(folder.resolve("other"), "mybatis").file("1_" + "x".repeat(240) + ".sql", "");
        Migration listed = other.only();
        Migration wordy = new Migration(
                listed.version(),
                title,
                listed.kind(),
                listed.file(),
                listed.downFile(),
                listed.checksum(),
                listed.nativeChecksum());
        LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault()).withNano(0);

        HistoryRow row;
        try (Connection connection = database.connect()) {
            other.open().history().create(connection);
            row = other.open().history().record(connection, wordy);
        }

        assertThat(other.rows(database)).containsExactly(row);
        assertThat(row.title()).isEqualTo("ä".repeat(255));
        assertThat(LocalDateTime.parse(row.appliedAt(), DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")))
                .isBetween(before, before.plusMinutes(1));
    }

    @Test
    void ordersRowsByIdAsTheStockToolDoesWhateverTheirTimesSay(TestDatabase database) throws Exception {
        database.execute(
                "CREATE TABLE changelog (id numeric(20,2), applied_at varchar(25), description varchar(255))",
                "INSERT INTO changelog VALUES (10, '2025-01-01 00:00:00', 'b'), (9, '2025-01-01 00:00:00', 'a'),"
                        + " (1, '2025-01-02 00:00:00', 'of somebody further east'), (2.5, '2025-01-03 00:00:00', 'odd')");

        assertThat(project.states(database)).containsExactly("1 APPLIED", "2.5 APPLIED", "9 APPLIED", "10 APPLIED");
    }

    @Test
    void declaresABaselineTwiceWithTheSameResult(TestDatabase database) throws Exception {
        Convention convention = project.open();
        try (Connection connection = database.connect()) {
            convention.history().create(connection);
            convention.history().baseline(connection, convention.migrations().subList(0, 2));
            convention.history().baseline(connection, convention.migrations());
        }

        assertThat(project.states(database))
                .containsExactly("20250101000000 APPLIED", "20250102000000 APPLIED", "20250103000000 APPLIED");
        assertThat(status(database).getPendingCount()).isZero();
    }

    @Test
    void keepsASecondRunnerOutByItsKey(TestDatabase database) throws Exception {
        Convention convention = project.open();
        Migration migration = convention.migrations().get(0);
        try (Connection connection = database.connect()) {
            convention.history().create(connection);
            convention.history().record(connection, migration);

            assertThatThrownBy(() -> convention.history().record(connection, migration))
                    .hasMessageContaining("duplicate key");
        }
    }

    @Test
    void runsAFileThatWritesItsOwnRow(TestDatabase database) throws Exception {
        project.file("scripts/20250104000000_own_row.sql", """
                INSERT INTO ${changelog} (id, applied_at, description) VALUES (20250104000000, 'before', 'mine');
                -- //@UNDO
                SELECT 1;
                """);

        project.migrate(database);

        assertThat(database.query(
                        "SELECT id, applied_at = 'before', description FROM changelog WHERE id = 20250104000000"))
                .containsExactly("20250104000000|f|own row");
    }

    @Test
    void theStockToolCallsADataMigrationInJavaMissingAndGoesOn(TestDatabase database) throws Exception {
        project.file("scripts/20250104000000_backfill.jsh", "void up() {}\nvoid down() {}\n")
                .migrate(database);
        new UpOperation().operate(stock(database), loader(), option(), null);

        assertThat(project.states(database)).hasSize(4).contains("20250104000000 APPLIED");
        StatusOperation status = status(database);
        assertThat(List.of(status.getAppliedCount(), status.getPendingCount(), status.getMissingCount()))
                .containsExactly(3, 0, 1);
    }
}
