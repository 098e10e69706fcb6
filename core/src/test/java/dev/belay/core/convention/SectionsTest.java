package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Migration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SectionsTest {
    private static final String FILE = "20250101_120000_add_words.sql";

    @TempDir
    private Path folder;

    private Project sections(String text) {
        return Project.of(folder, "sections").file(FILE, text);
    }

    @Test
    void takesVersionAndTitleFromTheName() {
        Project project = sections("").file("20250101_115959_first.sql", "").file("20250102_000000.sql", "");

        assertThat(project.open().migrations())
                .extracting(Migration::label)
                .containsExactly("20250101_115959 first", "20250101_120000 add words", "20250102_000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20250101_x.sql",
                "20250101120000_x.sql",
                "2025010_1200000_x.sql",
                "20250101_120000x.sql",
                "x.sql"
            })
    void refusesAnotherName(String name) {
        Project project = sections("").file(name, "");

        assertThatThrownBy(() -> project.open().migrations())
                .isInstanceOf(BelayException.class)
                .hasMessage("\"" + name + "\" is not named YYYYMMDD_HHMMSS_title.sql");
    }

    @Test
    void refusesTwoFilesOfOneStamp() {
        Project project = sections("").file("20250101_120000_other.sql", "");

        assertThatThrownBy(() -> project.open().migrations())
                .hasMessage("two files have the version 20250101_120000: \"20250101_120000_add_words.sql\""
                        + " and \"20250101_120000_other.sql\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- DOWN:",
                "-- Down",
                "--down:   what comes now",
                "  -- DOWN migration",
                "-- DOWN -----",
                "--\tDOWN (section)",
                "-- DOWN: Rollback migration"
            })
    void cutsAtTheMarker(String marker) {
        Project project = sections("-- UP:\r\nSELECT 1;\r\n" + marker + "\r\nSELECT 2;\r\n");

        assertThat(project.up()).isEqualTo("-- UP:\r\nSELECT 1;\r\n");
        assertThat(project.down()).isEqualTo("SELECT 2;\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- down the road we need more",
                "-- downtime: none",
                "-- DOWNGRADE",
                "-- down_migration:",
                "-- === DOWN ===",
                "SELECT 1 -- DOWN:",
                "DOWN:"
            })
    void takesNothingElseForAMarker(String line) {
        Project project = sections("SELECT 1;\n" + line + "\nSELECT 2;\n");

        assertThat(project.up()).endsWith("SELECT 2;\n");
        assertThat(project.only().reversible()).isFalse();
    }

    @Test
    void readsAFileWithoutAnUpMarkerUntilItsDownPart() {
        Project project = sections("CREATE TABLE a ();\n-- DOWN:\n-- DROP TABLE a;\n");

        assertThat(project.up()).isEqualTo("CREATE TABLE a ();\n");
        assertThat(project.down()).isEqualTo("DROP TABLE a;\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -- UP:;-- UP:               | :2: a second marker like that in line 1
                    -- DOWN:;x;-- Down          | :3: a second marker like that in line 1
                    """)
    void refusesASecondMarkerOfOneKind(String lines, String message) {
        Project project = sections(lines.replace(';', '\n') + "\n");

        assertThatThrownBy(() -> project.open().migrations()).hasMessage(FILE + message);
    }

    @Test
    void refusesPartsInTheWrongOrder() {
        Project project = sections("-- DOWN:\n-- nothing\n-- UP:\nSELECT 1;\n");

        assertThatThrownBy(project::up).hasMessage(FILE + ":3: the UP part comes after the DOWN part");
        assertThatThrownBy(project::down).hasMessage(FILE + ":3: the UP part comes after the DOWN part");
    }

    @Test
    void refusesSqlInTheLineOfAMarker() {
        Project project = sections("-- UP: CREATE TABLE a ();\n-- DOWN: DROP TABLE a;\n");

        assertThatThrownBy(project::up).hasMessage(FILE + ":1: SQL in the line of the marker would never run");
        assertThatThrownBy(project::down).hasMessage(FILE + ":2: SQL in the line of the marker would never run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;\n", "SELECT 1;\n-- DOWN:", "-- DOWN:\n\n", "-- DOWN:\n-- Not reversible.\n"})
    void isNotReversibleWithoutAStatementInTheDownPart(String text) {
        Project project = sections(text);

        assertThat(project.only().reversible()).isFalse();
        assertThatThrownBy(project::down).hasMessage("migration 20250101_120000 add words has no down part");
    }

    @Test
    void fillsInVariablesOfTheEnvironment() {
        Project project = sections(
                        "CREATE INDEX ${CONCURRENTLY} i ON t (a) ${other};\n-- DOWN:\n-- DROP INDEX ${CONCURRENTLY} i;")
                .with(Map.of("CONCURRENTLY", "CONCURRENTLY"));

        assertThat(project.up()).isEqualTo("CREATE INDEX CONCURRENTLY i ON t (a) ${other};\n");
        assertThat(project.down()).isEqualTo("DROP INDEX CONCURRENTLY i;");
        assertThat(project.only().checksum())
                .isEqualTo(project.with(Map.of()).only().checksum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- Dependencies: users, words table, uuid-ossp extension | users,words,uuid-ossp",
                "--dependencies: table a. | a",
                "-- Dependencies: 20250101_110000_initial.sql | 20250101_110000_initial.sql",
                "-- Dependencies: None | ''",
                "-- Dependencies: | ''",
                "SELECT 1; | ''"
            })
    void readsTheDependenciesOfTheHeader(String line, String names) {
        Project project = sections("-- Migration: x\n\n" + line + "\n-- UP:\nSELECT 1;\n-- Dependencies: late\n");

        assertThat(String.join(",", project.open().requires(project.only()))).isEqualTo(names);
    }
}
