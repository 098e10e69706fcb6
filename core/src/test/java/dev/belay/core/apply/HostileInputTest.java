package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what they should be: named with their place, before the first statement of any file runs. */
@ServerTest
final class HostileInputTest {
    @TempDir
    Path folder;

    private Project project(TestDatabase database) {
        return new Project(folder, database).with("add_1", "CREATE TABLE first ();");
    }

    private static void assertRefused(Project project, String... words) {
        BelayException refused = catchThrowableOfType(BelayException.class, project::up);
        assertThat(refused).isNotNull().hasMessageContainingAll(words);
        assertThat(refused.kind()).isEqualTo(Kind.USAGE);
        assertThat(refused.hint()).isNotBlank();
        assertThat(project.database().tables()).isEmpty();
    }

    private void bytes(String file, String text, Charset charset) throws IOException {
        Files.write(folder.resolve(file), text.getBytes(charset));
    }

    @Test
    void aFileThatIsNotUtf8(TestDatabase database) throws IOException {
        Project project = project(database);

        bytes("add_2.sql", "SELECT 1;\n-- café\nSELECT 2;", StandardCharsets.ISO_8859_1);
        assertRefused(project, "add_2.sql:2", "0xE9");
        bytes("add_2.sql", "\uFEFFSELECT 1;", StandardCharsets.UTF_16LE);
        assertRefused(project, "add_2.sql", "UTF-16");
        bytes("add_2.sql", "SELECT 1;\nSELECT '\0';", StandardCharsets.UTF_8);
        assertRefused(project, "add_2.sql:2", "NUL");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheScript(TestDatabase database) throws IOException {
        bytes("add_1.sql", "\uFEFFCREATE TABLE \"Zürich\" ();", StandardCharsets.UTF_8);

        assertThat(new Project(folder, database).up().failure()).isEmpty();
        assertThat(database.tables()).contains("public.Zürich");
    }

    @Test
    void carriageReturnsStayInLiteralsAndMakeNoChange(TestDatabase database) {
        String script =
                "CREATE TABLE t AS SELECT 'a\r\nb' AS x;\r\n-- done\r\nCREATE FUNCTION f() RETURNS text LANGUAGE sql"
                        + " AS $$ SELECT\r\n'y' $$;\r\nSELECT 1 / 0;\r\n";
        Project project = new Project(folder, database).with("add_1", script);
        assertThat(project.up().failure().orElseThrow().place().orElseThrow()).hasToString("add_1.sql:6");

        project.with("add_1", script.replace("SELECT 1 / 0;\r\n", ""));
        assertThat(project.up().failure()).isEmpty();
        assertThat(database.query("SELECT length(x), ascii(substr(x, 2, 1)), f() FROM t"))
                .containsExactly("4|13|y");

        project.with("add_1", script.replace("SELECT 1 / 0;\r\n", "").replace("\r\n", "\n"));
        assertThat(project.states()).containsExactly("add_1 APPLIED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1;~SELECT 'never closed; | 2",
                "SELECT 1;~~SELECT \"never closed; | 3",
                "SELECT $a$ never $b$ closed; | 1",
                "SELECT 1; /* /* never */ closed | 1",
                "SELECT E'never closed \\'; | 1",
                "COPY t FROM stdin;~1~2 | 1",
                "SELECT 1;~\\i other.sql | 2",
                "SELECT 1;~\\gexec | 2",
                "BEGIN;~SELECT 1; | 1",
                "SELECT 1;~ROLLBACK; | 2",
                "BEGIN;~VACUUM;~COMMIT; | 2",
                "SELECT 1;~DISCARD ALL; | 2",
                "-- belay: no-transactoin~SELECT 1; | 1"
            })
    void aScriptThatCannotBeUnderstood(String script, int line, TestDatabase database) {
        Project project = project(database).with("add_2", script.replace('~', '\n'));

        assertRefused(project, "add_2.sql:" + line);
    }

    @ParameterizedTest
    @CsvSource({
        "mybatis, scripts/1_a.sql, scripts/01_b.sql",
        "flyway, V1__a.sql, V1.0__b.sql",
        "sections, 20250101_000001_a.sql, 20250101_000001_b.sql"
    })
    void aVersionThatIsThereTwice(String convention, String one, String other, TestDatabase database) {
        Project project =
                new Project(folder, database).write(one, "-- UP:\nSELECT 1;").write(other, "-- UP:\nSELECT 2;");
        project.convention = convention;

        assertRefused(
                project,
                Path.of(one).getFileName().toString(),
                Path.of(other).getFileName().toString());
    }

    /** As root every file can be read, so a folder stands for the file that cannot. */
    @Test
    void aFileThatCannotBeRead(TestDatabase database) throws IOException {
        Project project = project(database);
        Files.createDirectory(folder.resolve("add_2.sql"));

        assertRefused(project, "add_2.sql");
    }

    @Test
    void aFileThatChangesBetweenThePlanAndItsStep(TestDatabase database) {
        Project project = project(database).with("add_2", "CREATE TABLE second ();");
        RunListener listener = event -> {
            if (event instanceof RunEvent.StepFinished) {
                project.with("add_2", "DROP TABLE first;");
            }
        };

        RunResult result = new Migrator(project.place(), listener, project.cancellation)
                .run(java.util.List.of(PlanRequest.up()), Approval.anything());

        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED", "add_2 FAILED");
        assertThat(result.failure().orElseThrow().message()).contains("add_2.sql");
        assertThat(database.tables()).contains("public.first").doesNotContain("public.second");
    }
}
