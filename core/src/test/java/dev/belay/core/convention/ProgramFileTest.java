package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.ProgramText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramFileTest {
    @TempDir
    private Path folder;

    private Convention convention(String name) {
        return Conventions.of(
                name,
                new ConventionSettings(
                        folder,
                        Map.of("word", "hey"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(file).getParent())
                        .resolve(folder.resolve(file).getFileName()),
                text);
    }

    private static ProgramText program(Body body) {
        assertThat(body.script().executable()).isEmpty();
        return body.program().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "mybatis,  20250104100001_backfill.jsh,  20250104100001",
        "sections, 20250104_100001_backfill.jsh, 20250104_100001",
        "plain,    backfill.jsh,                 backfill",
        "flyway,   V2__backfill.jsh,             2"
    })
    void aProgramIsAMigrationLikeAnyOther(String name, String file, String version) throws IOException {
        write(file, "// void down() {}\nexecute(\"void down() {} ${word}\");\n");

        Migration migration = convention(name).migrations().get(0);
        ProgramText up = program(convention(name).read(migration, Direction.UP));

        assertThat(migration.version().text()).isEqualTo(version);
        assertThat(migration.title()).isEqualTo("backfill");
        assertThat(migration.reversible()).isFalse();
        assertThat(up.text()).contains("${word}");
        assertThat(up.variables()).containsEntry("word", "hey");
        assertThat(up.entry()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mybatis,  20250104100001_backfill.jsh",
        "sections, 20250104_100001_backfill.jsh",
        "plain,    backfill.jsh",
        "flyway,   V2__backfill.jsh"
    })
    void itsMethodDownIsTheWayDown(String name, String file) throws IOException {
        write(file, "void up() {}\nvoid down( ) throws Exception {}\n");

        Migration migration = convention(name).migrations().get(0);

        assertThat(migration.reversible()).isTrue();
        assertThat(program(convention(name).read(migration, Direction.UP)).entry())
                .isEqualTo("up");
        assertThat(program(convention(name).read(migration, Direction.DOWN)).entry())
                .isEqualTo("down");
    }

    @Test
    void eitherKindUndoesTheOther() throws IOException {
        write("a.jsh", "execute(\"\");");
        write("rollback_a.sql", "SELECT 1");
        write("b.sql", "SELECT 1");
        write("rollback_b.jsh", "execute(\"\");");
        List<Migration> migrations = convention("plain").migrations();

        assertThat(convention("plain").read(migrations.get(0), Direction.DOWN).program())
                .isEmpty();
        ProgramText down = program(convention("plain").read(migrations.get(1), Direction.DOWN));
        assertThat(down.name()).isEqualTo("rollback_b.jsh");
        assertThat(down.entry()).isEmpty();
    }

    @Test
    void twoKindsOfOneNameAreTwoOfOneVersion() throws IOException {
        write("a.jsh", "");
        write("a.sql", "");

        assertThatThrownBy(() -> convention("plain").migrations())
                .hasMessage("two files have the version a: \"a.jsh\" and \"a.sql\"");
    }

    @Test
    void prismaHasNoPlaceForOne() throws IOException {
        write("20250104100001_backfill/migration.jsh", "");

        assertThatThrownBy(() -> convention("prisma").migrations())
                .hasMessageStartingWith("\"20250104100001_backfill/migration.jsh\" is a data migration in Java");
        assertThatThrownBy(() -> convention("prisma").createProgram("backfill", Instant.EPOCH))
                .hasMessageStartingWith("\"backfill\" cannot be a data migration in Java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mybatis", "sections", "plain", "flyway"})
    void aNewOneIsFoundAgain(String name) {
        Path file = convention(name).createProgram("Backfill it", Instant.EPOCH).get(0);

        assertThat(convention(name).migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.file()).isEqualTo(file);
            assertThat(migration.title()).endsWith("backfill it");
            assertThat(migration.reversible()).isTrue();
        });
    }

    @Test
    void thePlanKnowsTheVariablesThatAreNamed() {
        ProgramText text = new ProgramText("a", "variable(\"word\")", "", Map.of("word", "hey", "other", "1"));

        assertThat(text.identity())
                .isEqualTo(new ProgramText("b", text.text(), "", Map.of("word", "hey", "other", "2")).identity())
                .isNotEqualTo(new ProgramText("a", text.text(), "", Map.of("word", "ho")).identity());
    }

    @Test
    void aLongStringIsNoCode() throws IOException {
        write("a.jsh", "String all = \"" + "x void down() \\\" ".repeat(20_000) + "\";\nvoid up() {}\n");

        Migration migration = convention("plain").migrations().get(0);

        assertThat(migration.reversible()).isFalse();
        assertThat(program(convention("plain").read(migration, Direction.UP)).entry())
                .isEqualTo("up");
    }
}
