package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlywayTest {
    @TempDir
    private Path folder;

    private Project flyway() {
        return Project.of(folder, "flyway");
    }

    @Test
    void sortsByTheNumbersOfTheVersionAndRunsRepeatableFilesLast() {
        Project project = flyway().file("R__views.sql", "")
                .file("R__functions.sql", "")
                .file("V1.10__ten.sql", "")
                .file("V1_9__nine.sql", "")
                .file("sub/deeper/V001__first_one.sql", "")
                .file("sub/V2.sql", "")
                .file("V20250101120000__stamp.SQL", "");

        assertThat(project.open().migrations())
                .extracting(Migration::label)
                .containsExactly(
                        "1 first one",
                        "1.9 nine",
                        "1.10 ten",
                        "2",
                        "20250101120000 stamp",
                        "R__functions functions",
                        "R__views views");
    }

    @ParameterizedTest
    @CsvSource({
        "V1__a.sql, V01__b.sql",
        "V1.0__a.sql, V1__b.sql",
        "V1_2__a.sql, V1.2__b.sql",
        "R__a.sql, sub/R__a.sql",
        "U1__a.sql, U1.0__b.sql"
    })
    void refusesTwoFilesOfOneVersion(String one, String other) {
        Project project = flyway().file(one, "").file(other, "");

        assertThatThrownBy(() -> project.open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("two files have the version ")
                .hasMessageContaining("\"" + one + "\"")
                .hasMessageContaining("\"" + other + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1_x.sql",
                "V__x.sql",
                "Vx__y.sql",
                "V1..2__x.sql",
                "V1.__x.sql",
                "R1__x.sql",
                "Rviews.sql",
                "x.sql",
                "v1__x.sql"
            })
    void refusesANameThatFlywayWouldPassOver(String name) {
        Project project = flyway().file(name, "");

        assertThatThrownBy(() -> project.open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("\"" + name + "\" is not named V<version>__<title>.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "beforeMigrate.sql, is a callback of Flyway",
        "afterEachMigrate__x.sql, is a callback of Flyway",
        "B3__x.sql, is a baseline migration",
        "U7__x.sql, undoes a version that is not there"
    })
    void refusesWhatItDoesNotRun(String name, String message) {
        Project project = flyway().file(name, "");

        assertThatThrownBy(() -> project.open().migrations()).hasMessageStartingWith("\"" + name + "\" " + message);
    }

    @Test
    void undoesWithTheUndoFileOfTheVersion() {
        Project project = flyway().file("V1.0__a.sql", "CREATE TABLE a ();").file("undo/U1__a.sql", "DROP TABLE a;");

        assertThat(project.only().reversible()).isTrue();
        assertThat(project.down()).isEqualTo("DROP TABLE a;");
    }

    @ParameterizedTest
    @CsvSource({
        "executeInTransaction=false, NO_TRANSACTION",
        "executeInTransaction = TRUE, AUTO",
        "encoding=UTF-8, AUTO"
    })
    void obeysTheSettingsBesideAScript(String line, Body.Mode mode) {
        Project project = flyway().file("V1__a.sql", "SELECT 1").file("V1__a.sql.conf", line + "\n");

        assertThat(project.open().read(project.only(), Direction.UP).mode()).isEqualTo(mode);
    }

    @Test
    void decodesAScriptAsItsSettingsSay() {
        Project project = flyway().file("V1__a.sql", "SELECT 'é'".getBytes(StandardCharsets.ISO_8859_1))
                .file("V1__a.sql.conf", "encoding=ISO-8859-1\n");

        assertThat(project.up()).isEqualTo("SELECT 'é'");
    }

    @ParameterizedTest
    @CsvSource({
        "shouldExecute=false, unknown setting \"shouldExecute\" in \"V1__a.sql.conf\"",
        "executeInTransaction=no, executeInTransaction in \"V1__a.sql.conf\" is \"no\"",
        "encoding=UTF-9, unknown encoding \"UTF-9\" in \"V1__a.sql.conf\""
    })
    void refusesSettingsThatItDoesNotKnow(String line, String message) {
        Project project = flyway().file("V1__a.sql", "SELECT 1").file("V1__a.sql.conf", line);

        assertThatThrownBy(() -> project.open().migrations()).hasMessage(message);
    }

    @Test
    void fillsInPlaceholdersWhateverTheirCase() {
        Project project = flyway().file(
                        "V1__a.sql", "${A}${b}$ {c} ${flyway:table} ${flyway:defaultSchema} ${flyway:filename}")
                .with(Map.of("a", "1", "B", ""))
                .history("app", "history");

        assertThat(project.up()).isEqualTo("1$ {c} history app V1__a.sql");
    }

    @Test
    void leavesPlaceholdersWhereTheSettingsSaySo() {
        Project project = flyway().file("V1__a.sql", "${a}").file("V1__a.sql.conf", "placeholderReplacement=false");

        assertThat(project.up()).isEqualTo("${a}");
    }

    @ParameterizedTest
    @CsvSource({
        "${unknown}, no value for the placeholder \"${unknown}\"",
        "${flyway:user}, no value for the placeholder \"${flyway:user}\"",
        "${open, a placeholder without its closing brace"
    })
    void refusesAPlaceholderWithoutAValue(String text, String message) {
        Project project = flyway().file("V1__a.sql", "SELECT 1;\nSELECT " + text);

        assertThatThrownBy(project::up).hasMessage("V1__a.sql:2: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\r\nb\r\n", "a\rb", "\uFEFFa\nb"})
    void hashesLinesWithoutTheirEndsAndWithoutAByteOrderMark(String text) {
        Project project = flyway().file("V1__a.sql", text);

        assertThat(project.only().nativeChecksum()).contains(FlywayChecksum.of("ab"));
    }

    @Test
    void hashesToASignedNumber() {
        assertThat(FlywayChecksum.of("SELECT 1;")).isEqualTo("78787420");
        assertThat(FlywayChecksum.of("SELECT 8;")).isEqualTo("-714045419");
        assertThat(FlywayChecksum.of("")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "V1.2__a.sql, V1.3__x.sql",
        "V009__a.sql, V010__x.sql",
        "V1_9__a.sql, V1.10__x.sql",
        "V20250101000000__a.sql, V20260304120000__x.sql"
    })
    void createsTheNextVersion(String last, String next) {
        Project project = flyway().file("V0.1__z.sql", "").file(last, "");

        List<Path> files = project.open().create("x", Instant.parse("2026-03-04T12:00:00Z"));

        assertThat(files).first().isEqualTo(folder.resolve(next));
    }
}
