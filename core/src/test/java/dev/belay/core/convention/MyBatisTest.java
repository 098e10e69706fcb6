package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.ibatis.migration.MigrationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MyBatisTest {
    @TempDir
    private Path folder;

    private Project mybatis() {
        return Project.of(folder, "mybatis");
    }

    @Test
    void sortsByNumberAndTakesTheTitleFromTheName() {
        Project project = mybatis()
                .file("scripts/10_ten.sql", "")
                .file("scripts/009_nine_and_more.sql", "")
                .file("scripts/20210701164636899_seventeen.sql", "")
                .file("scripts/20210701164636_fourteen.sql", "")
                .file("scripts/8.sql", "");

        assertThat(project.open().migrations())
                .extracting(Migration::label)
                .containsExactly(
                        "8", "9 nine and more", "10 ten", "20210701164636 fourteen", "20210701164636899 seventeen");
    }

    @Test
    void readsNamesQuicklyAsTheStockToolReadsThemSlowly() {
        Random random = new Random(7);
        String letters = "a_ .b__é0";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder name = new StringBuilder(random.nextInt(4) == 0 ? "00" : "");
            name.append(random.nextLong() >>> (1 + random.nextInt(60))).append('_');
            for (int j = random.nextInt(8); j > 0; j--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            name.append(".sql");

            assertThat(MyBatisId.parse(name.toString())).isEqualTo(MyBatisId.thorough(name.toString()));
        }
    }

    @Test
    void ignoresWhatTheStockToolIgnores() throws IOException {
        Project project = mybatis()
                .file("scripts/1_a.sql", "")
                .file("scripts/bootstrap.sql", "")
                .file("scripts/onabort.sql", "")
                .file("scripts/README.md", "")
                .file("scripts/later/2_b.sql", "");
        Files.createDirectory(folder.resolve("scripts").resolve("drivers"));

        assertThat(project.versions()).containsExactly("1");
    }

    @Test
    void takesTheScriptsFolderItselfAsTheBase() {
        mybatis().file("scripts/1_a.sql", "SELECT '${who}';\n").file("environments/development.properties", "who=me\n");

        assertThat(Project.of(folder.resolve("scripts"), "mybatis").up()).isEqualTo("SELECT 'me';\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2__x.sql", "x.sql", "_1_x.sql", "1a_x.sql", ".2_x.sql"})
    void refusesANameWithoutANumber(String name) {
        mybatis().file("scripts/1_ok.sql", "").file("scripts/" + name, "");

        assertThatThrownBy(() -> mybatis().open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5_x.sql", "1.0_x.sql", "-1_x.sql", "1e3_x.sql", "123456789012345678901_x.sql"})
    void refusesAnIdThatTheTableCannotHold(String name) {
        mybatis().file("scripts/" + name, "");

        assertThatThrownBy(() -> mybatis().open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("the id of \"" + name + "\"");
    }

    @Test
    void refusesTheFirstOfTheWrongFilesHoweverManyAreReadAtOnce() {
        Project project = mybatis();
        for (int i = 1; i <= 1000; i++) {
            project.file("scripts/" + (1000 + i) + "_x.sql", "SELECT " + i + ";\n");
        }
        // The first takes longer to be found wrong.
        project.file("scripts/1499_x.sql", " ".repeat(20_000_000) + "\0").file("scripts/1501_x.sql", "\0");

        assertThatThrownBy(() -> project.open().migrations()).hasMessageStartingWith("1499_x.sql:1: a NUL character");
    }

    @Test
    void keepsTheOrderOfManyFiles() {
        Project project = mybatis();
        for (int i = 1; i <= 1000; i++) {
            project.file("scripts/" + i + "_x.sql", "SELECT " + i + ";\n");
        }

        assertThat(project.versions())
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 1000)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void refusesTwoFilesOfOneId() {
        mybatis().file("scripts/1_a.sql", "").file("scripts/01_b.sql", "");

        assertThatThrownBy(() -> mybatis().open().migrations())
                .hasMessage("two files have the version 1: \"01_b.sql\" and \"1_a.sql\"");
    }

    @Test
    void cutsTheFileAtTheMarkerByteForByte() {
        mybatis().file("scripts/1_a.sql", "-- // a\r\nSELECT 'x\r\n';\r\n-- //@UNDO later\r\nSELECT 2;\r\n\r\n");

        assertThat(mybatis().up()).isEqualTo("-- // a\r\nSELECT 'x\r\n';\r\n");
        assertThat(mybatis().down()).isEqualTo("SELECT 2;\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- //@UNDO",
                "--//@UNDO",
                "  \t-- // @UNDO and more",
                "// // @UNDO",
                "-- //@UNDOES",
                "-- //@undo",
                "-- @UNDO",
                "-- / /@UNDO",
                "- - //@UNDO",
                "--- //@UNDO",
                "x -- //@UNDO",
                "-- // //@UNDO",
                "-- //@ UNDO",
                "-/ //@UNDO",
                "\f-- //@UNDO"
            })
    void agreesWithTheLibraryWhereTheMarkerIs(String line) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = "SELECT 1;" + end + line + end + "SELECT 2;" + end;
            boolean cut = UndoMarker.in(text).isPresent();

            assertThat(cut).as("%s", line).isEqualTo(!library(text, Map.of()).contains("SELECT 2"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ${x} b",
                "${x}${y}",
                "\\${x}",
                "$${x}",
                "$${x} ${x}",
                "${unknown} ${x}",
                "${x",
                "${x\\}y}",
                "$ {x}",
                "$",
                "a $1 ${x}",
                "-- // ${x}",
                "-- //@UND ${x}",
                "${}",
                "'${x'} ${y}"
            })
    void agreesWithTheLibraryWhatAVariableIs(String line) throws IOException {
        Map<String, String> values = Map.of("x", "1$2\\", "y", "${x}");
        String text = "first\n" + line + "\nlast ${x}\n";

        assertThat(new Variables(values).fill(text)).isEqualTo(library(text, values));
    }

    private static String library(String text, Map<String, String> values) throws IOException {
        Properties variables = new Properties();
        variables.putAll(values);
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (MigrationReader reader = new MigrationReader(bytes, "UTF-8", false, variables)) {
            StringWriter up = new StringWriter();
            reader.transferTo(up);
            return up.toString();
        }
    }

    @Test
    void refusesAMarkerInsideADollarQuotedBody() {
        mybatis().file("scripts/1_a.sql", """
            SELECT 1;
            DO $body$
            BEGIN
            -- //@UNDO
            END $body$;
            """);

        assertThatThrownBy(() -> mybatis().up())
                .isInstanceOf(BelayException.class)
                .hasMessage("1_a.sql:4: the undo marker lies inside the dollar-quoted body that begins in line 2");
    }

    @Test
    void takesDollarSignsBeforeTheMarkerForWhatTheyAre() {
        mybatis().file("scripts/1_a.sql", """
            SELECT 'costs $$', "a$$", a$b$c, $1, E'\\'$$' -- $$
            , /* $$ /* $$ */ */ $q$ -- //@ $q$;
            -- //@UNDO
            SELECT 2;
            """);

        assertThat(mybatis().down()).isEqualTo("SELECT 2;\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;\n",
                "SELECT 1;\n-- //@UNDO\n",
                "SELECT 1;\n-- //@UNDO",
                "SELECT 1;\n-- //@UNDO\n-- SQL to undo the change goes here.\n\n",
                "SELECT 1;\n-- //@UNDO\n/* none /* at */ all */ ;\n"
            })
    void isNotReversibleWithoutAStatementInTheUndoPart(String text) {
        mybatis().file("scripts/1_a.sql", text);
        Migration migration = mybatis().only();

        assertThat(migration.reversible()).isFalse();
        assertThatThrownBy(() -> mybatis().open().read(migration, Direction.DOWN))
                .hasMessage("migration 1 a has no down part");
    }

    @Test
    void letsTheProjectsVariablesWinOverThoseOfTheEnvironment() {
        Project project = mybatis()
                .file("environments/prod.properties", "a=file\nb=file\nchangelog=app.history\n")
                .file("scripts/1_a.sql", "${a} ${b} ${changelog} ${c}\n")
                .environment("prod")
                .with(Map.of("b", "settings"));

        assertThat(project.up()).isEqualTo("file settings app.history ${c}\n");
        assertThat(project.open().history().table().toString()).isEqualTo("app.history");
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGELOG, public.changelog",
        "App.ChangeLog, app.changelog",
        "'\"App\".\"Change Log\"', App.Change Log",
    })
    void readsTheNameOfTheTableAsTheServerDoes(String name, String table) {
        Project project = mybatis()
                .file("environments/development.properties", "changelog=" + name + "\n")
                .file("scripts/1_a.sql", "");

        assertThat(project.open().history().table().toString()).isEqualTo(table);
    }

    @Test
    void refusesATableThatHasNoName() {
        Project project = mybatis()
                .file("environments/development.properties", "changelog=a; DROP TABLE b\n")
                .file("scripts/1_a.sql", "");

        assertThatThrownBy(project::open).hasMessage("\"a; DROP TABLE b\" is not the name of a table");
    }

    @Test
    void readsScriptsInTheirOwnCharacterSet() {
        Project project = mybatis()
                .file("environments/development.properties", "script_char_set=ISO-8859-15\n")
                .file("scripts/1_a.sql", "SELECT '\u00a4';\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(project.up()).isEqualTo("SELECT '\u20ac';\n");
    }

    @Test
    void refusesAnUnknownCharacterSet() {
        Project project = mybatis()
                .file("environments/development.properties", "script_char_set=UTF-9\n")
                .file("scripts/1_a.sql", "");

        assertThatThrownBy(project::open)
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("unknown script_char_set \"UTF-9\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hook_before_up=js:check.js | has hooks, which Belay does not run",
                "hook_after_each_down=sql:x.sql | has hooks, which Belay does not run",
                "delimiter=GO | sets the delimiter \"GO\"",
                "a=\\\\u12 | cannot read"
            })
    void refusesAnEnvironmentThatChangesWhatScriptsMean(String line, String message) {
        Project project = mybatis()
                .file("environments/development.properties", line.replace("\\\\", "\\") + "\n")
                .file("scripts/1_a.sql", "");

        assertThatThrownBy(project::open).isInstanceOf(BelayException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- @DELIMITER |", "--//@DELIMITER $$", "// @delimiter GO"})
    void refusesADelimiterOfTheStockTool(String line) {
        mybatis().file("scripts/1_a.sql", "SELECT 1;\n" + line + "\nSELECT 2|\n");

        assertThatThrownBy(() -> mybatis().up()).hasMessage("1_a.sql:2: a delimiter, of which Belay has no need");
    }

    @Test
    void knowsWhereTheStockToolConnectsAndNeverShowsThePassword() {
        Project project = mybatis()
                .file("environments/prod.properties", """
                    driver=org.postgresql.Driver
                    url=jdbc:postgresql://db/app
                    username=me
                    password=hunter2
                    """)
                .file("scripts/1_a.sql", "")
                .environment("prod");

        assertThat(project.open().connection()).hasValueSatisfying(connection -> {
            assertThat(connection.url()).isEqualTo("jdbc:postgresql://db/app");
            assertThat(connection.user()).contains("me");
            assertThat(connection.password()).contains("hunter2");
            assertThat(connection.toString()).doesNotContain("hunter2");
        });
        assertThat(mybatis().open().connection()).isEmpty();
    }

    @Test
    void runsBootstrapAndOnAbortWithVariables() {
        Project project = mybatis()
                .file("scripts/bootstrap.sql", "CREATE SCHEMA ${app};\n")
                .file("scripts/onabort.sql", "SELECT 'sorry';\n")
                .with(Map.of("app", "vividly"));

        assertThat(project.open().bootstrap().map(Project::text)).contains("CREATE SCHEMA vividly;\n");
        assertThat(project.open().onAbort().map(Project::text)).contains("SELECT 'sorry';\n");
    }

    @Test
    void hasNoBootstrapWhereTheStockTemplateHasOnlyRemarks() {
        mybatis().file("scripts/bootstrap.sql", "-- // Bootstrap.sql\n-- never run\n");

        assertThat(mybatis().open().bootstrap()).isEmpty();
        assertThat(mybatis().open().onAbort()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1_a.sql, 2_x.sql",
        "009_a.sql, 010_x.sql",
        "20210701164636899_a.sql, 20210701164636900_x.sql",
        "20250101000000_a.sql, 20260304120000_x.sql",
        "20990101000059_a.sql, 20990101000100_x.sql"
    })
    void createsAnIdThatIsNewerThanAllOthers(String last, String next) {
        mybatis().file("scripts/" + last, "");

        List<Path> files = mybatis().open().create("x", Instant.parse("2026-03-04T12:00:00Z"));

        assertThat(files).containsExactly(folder.resolve("scripts").resolve(next));
    }

    @Test
    void createsIdsInTheTimeZoneOfTheEnvironment() {
        mybatis()
                .file("environments/development.properties", "time_zone=GMT+2:00\n")
                .file("scripts/.keep", "");

        List<Path> files = mybatis().open().create("x", Instant.parse("2026-03-04T23:00:00Z"));

        assertThat(files).containsExactly(folder.resolve("scripts/20260305010000_x.sql"));
    }
}
