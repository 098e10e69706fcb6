package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.history.History;
import dev.belay.core.history.History.Match;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the sections and plain conventions, as Belay makes it and as teams have made it. */
@ServerTest
final class SchemaMigrationsHistoryTest {
    @TempDir
    private Path folder;

    /** Files as a team writes them that feeds them to psql: each keeps the books itself. */
    private Project phaser() {
        return Project.of(folder, "sections")
                .file("20250101_120000_initial.sql", """
                        -- Migration: 20250101_120000_initial.sql
                        -- Author: the team
                        -- Date: 2025-01-01
                        -- Description: Languages
                        -- Dependencies: None

                        -- UP:
                        BEGIN;
                        CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
                        CREATE TABLE languages (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), name text NOT NULL);
                        INSERT INTO schema_migrations (version, description)
                        VALUES ('20250101_120000_initial', 'Languages')
                        ON CONFLICT (version) DO NOTHING;
                        COMMIT;

                        -- DOWN:
                        -- To roll back this migration, run:
                        -- BEGIN;
                        -- DROP TABLE languages;
                        -- -- and its record
                        -- DELETE FROM schema_migrations WHERE version = '20250101_120000_initial';
                        -- COMMIT;
                        """)
                .file("20250102_090000_words.sql", """
                        -- Description: Words and their origin
                        -- Dependencies: languages

                        -- UP:
                        CREATE TABLE words (id int PRIMARY KEY, etymology text DEFAULT 'old; very -- old');
                        INSERT INTO public.schema_migrations (version) VALUES ('20250102_090000');

                        -- DOWN:
                        DROP TABLE words;
                        """);
    }

    @Test
    void runsFilesThatWriteTheirOwnRows(TestDatabase database) throws Exception {
        Project project = phaser();

        project.migrate(database);
        project.migrate(database);

        assertThat(project.states(database)).containsExactly("20250101_120000 APPLIED", "20250102_090000 APPLIED");
        assertThat(database.query(
                        "SELECT version, description, checksum IS NOT NULL FROM schema_migrations ORDER BY 1"))
                .containsExactly("20250101_120000_initial|initial|t", "20250102_090000|words|t");

        project.undo(database);
        project.undo(database);

        assertThat(database.tables()).containsExactly("public.schema_migrations");
        assertThat(project.rows(database)).isEmpty();
    }

    @Test
    void tellsWhichFilesWriteTheirOwnRows() {
        Project project = phaser().file("20250103_000000_more.sql", "INSERT INTO schema_migrations_log VALUES (1);");
        Convention convention = project.open();

        assertThat(convention.migrations())
                .extracting(migration -> convention.recordsItself(convention.read(migration, Direction.UP)))
                .containsExactly(true, true, false);
        assertThat(convention.migrations())
                .noneMatch(migration -> convention.createsHistory(convention.read(migration, Direction.UP)));
    }

    @ParameterizedTest
    @CsvSource({
        "sections, 20250101_120000, 20250101_120000",
        "sections, 20250101_120000_initial, 20250101_120000",
        "sections, 20250101_120000_initial.sql, 20250101_120000",
        "sections, other, other",
        "plain, add_x, add_x",
        "plain, add_x.sql, add_x"
    })
    void understandsTheNamesThatTeamsStore(String convention, String stored, String version, TestDatabase database)
            throws Exception {
        Project project = Project.of(folder, convention);
        database.execute(
                "CREATE TABLE schema_migrations (version varchar(50) PRIMARY KEY)",
                "INSERT INTO schema_migrations VALUES ('" + stored + "'), ('20250101_1200000'), ('add_x_y')");

        List<HistoryRow> rows = project.rows(database).stream()
                .filter(row -> row.version().text().equals(version))
                .toList();
        assertThat(rows).hasSize(1);
        try (Connection connection = database.connect()) {
            project.open().history().withdraw(connection, rows.get(0));
        }

        assertThat(database.query("SELECT version FROM schema_migrations"))
                .containsExactly("20250101_1200000", "add_x_y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version varchar(50) PRIMARY KEY",
                "version text",
                "version varchar(255) NOT NULL, applied_at timestamp, UNIQUE (version)",
                "id serial PRIMARY KEY, version text UNIQUE, description varchar(3), checksum varchar(32)",
                "version text PRIMARY KEY, execution_time_ms bigint, checksum text, applied_at date"
            })
    void worksWithTheColumnsThatATableHas(String columns, TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain").file("add_x.sql", "CREATE TABLE x ();");
        database.execute("CREATE TABLE schema_migrations (" + columns + ")");
        Convention convention = project.open();
        Migration migration = project.only();

        try (Connection connection = database.connect()) {
            History history = convention.history();
            history.create(connection);
            HistoryRow first = history.record(connection, migration);
            assertThat(history.rows(connection)).containsExactly(first);
            history.took(connection, first, Duration.ofMillis(7));
            history.accept(connection, migration, first);
            HistoryRow again = history.recordOver(connection, migration);
            assertThat(history.rows(connection)).containsExactly(again);
            history.withdraw(connection, again);
            assertThat(history.rows(connection)).isEmpty();
        }
    }

    @Test
    void keepsASecondRunnerOutByItsKey(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain").file("add_x.sql", "CREATE TABLE x ();");
        History history = project.open().history();
        try (Connection connection = database.connect()) {
            history.create(connection);
            history.record(connection, project.only());

            assertThatThrownBy(() -> history.record(connection, project.only()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        }
    }

    @Test
    void replacesTheRowThatTheFileWroteUnderAnotherName(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain").file("add_x.sql", "CREATE TABLE x ();");
        try (Connection connection = database.connect()) {
            History history = project.open().history();
            history.create(connection);
            database.execute("INSERT INTO schema_migrations (version, applied_at) VALUES ('add_x.sql', '2020-01-01')");

            HistoryRow row = history.recordOver(connection, project.only());

            assertThat(history.rows(connection)).containsExactly(row);
        }
        assertThat(database.query("SELECT version, checksum, applied_at > '2020-01-02' FROM schema_migrations"))
                .containsExactly("add_x.sql|" + project.only().checksum().hex() + "|t");
    }

    @Test
    void storesWhatTheTableHasColumnsFor(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain").file("add_x.sql", "CREATE TABLE x ();\r\n");
        Migration migration = project.only();
        try (Connection connection = database.connect()) {
            History history = project.open().history();
            history.create(connection);
            HistoryRow row = history.record(connection, migration);
            history.took(connection, row, Duration.ofMillis(1234));

            assertThat(history.compare(migration, row)).isEqualTo(Match.SAME);
        }

        assertThat(database.query("SELECT version, checksum, execution_time_ms, description,"
                        + " applied_at BETWEEN now() - interval '1 minute' AND now() FROM schema_migrations"))
                .containsExactly("add_x|" + migration.checksum().hex() + "|1234|add x|t");
    }

    @Test
    void showsTheSameTimeInEverySession(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain").file("add_x.sql", "SELECT 1");
        project.migrate(database);
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            HistoryRow one = project.open().history().rows(connection).get(0);
            statement.execute("SET TimeZone = 'Asia/Tokyo'");

            assertThat(project.open().history().rows(connection)).containsExactly(one);
            assertThat(one.appliedAt()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} UTC");
        }
    }

    @Test
    void comparesWhateverHashATeamStored() throws Exception {
        String lf = "SELECT 1;\nSELECT 2;\n";
        String crlf = lf.replace("\n", "\r\n");
        Project project = Project.of(folder, "plain").file("a.sql", crlf);
        Migration migration = project.only();
        History history = project.open().history();

        assertThat(history.compare(migration, stored(hash("SHA-256", lf)))).isEqualTo(Match.SAME);
        assertThat(history.compare(migration, stored(hash("SHA-256", crlf)))).isEqualTo(Match.SAME);
        assertThat(history.compare(migration, stored(hash("MD5", lf)))).isEqualTo(Match.SAME);
        assertThat(history.compare(migration, stored(hash("MD5", crlf).toUpperCase(Locale.ROOT))))
                .isEqualTo(Match.SAME);
        assertThat(history.compare(migration, stored(hash("SHA-256", "other")))).isEqualTo(Match.CHANGED);
        assertThat(history.compare(migration, stored(hash("MD5", "other")))).isEqualTo(Match.CHANGED);
        assertThat(history.compare(migration, stored(hash("SHA-1", lf)))).isEqualTo(Match.UNKNOWN);
        assertThat(history.compare(migration, stored("manual"))).isEqualTo(Match.UNKNOWN);
        assertThat(history.compare(migration, stored(""))).isEqualTo(Match.UNKNOWN);
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HistoryRow stored(String checksum) {
        return new HistoryRow(new Version("a"), "a", "", HistoryRow.State.APPLIED, Optional.of(checksum), "");
    }

    @Test
    void refusesAVersionThatItsColumnCannotHold(TestDatabase database) throws Exception {
        String name = "enterprise_prompt_system_with_a_name_that_is_too_long";
        Project project = Project.of(folder, "plain").file(name + ".sql", "SELECT 1");

        assertThatThrownBy(() -> project.migrate(database))
                .isInstanceOf(BelayException.class)
                .hasMessage("the version \"" + name + "\" has 53 characters,"
                        + " and the column of public.schema_migrations holds 50");
    }

    @Test
    void refusesATableThatIsNoHistory(TestDatabase database) {
        database.execute("CREATE TABLE schema_migrations (number int)");

        assertThatThrownBy(() -> Project.of(folder, "plain").rows(database))
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("the table public.schema_migrations has no column \"version\"");
    }

    @Test
    void keepsItsTableWhereTheProjectSays(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA \"My App\"");
        Project project = Project.of(folder, "plain")
                .file("add_x.sql", "CREATE TABLE x ()")
                .history("My App", "applied \"files\"");

        project.migrate(database);

        assertThat(database.query("SELECT version FROM \"My App\".\"applied \"\"files\"\"\""))
                .containsExactly("add_x");
        assertThat(project.states(database)).containsExactly("add_x APPLIED");
    }

    @Test
    void declaresABaselineWithoutTouchingWhatIsThere(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "plain")
                .file("a.sql", "SELECT 1")
                .file("b.sql", "SELECT 2")
                .order("b", "a");
        database.execute(
                "CREATE TABLE schema_migrations (version text PRIMARY KEY, applied_at timestamptz, checksum text)",
                "INSERT INTO schema_migrations VALUES ('a.sql', '2020-01-01', 'mine')");
        try (Connection connection = database.connect()) {
            project.open().history().baseline(connection, project.open().migrations());
        }

        assertThat(project.states(database)).containsExactly("a APPLIED", "b APPLIED");
        assertThat(database.query("SELECT checksum FROM schema_migrations WHERE version = 'a.sql'"))
                .containsExactly("mine");
    }

    @Test
    void hasNoRowsWithoutATable(TestDatabase database) throws Exception {
        assertThat(phaser().rows(database)).isEmpty();
        assertThat(database.tables()).isEmpty();
    }
}
