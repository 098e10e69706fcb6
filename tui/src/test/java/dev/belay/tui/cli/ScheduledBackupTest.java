package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler runs: the script of examples/scheduled-backup, as it is. */
@ServerTest
final class ScheduledBackupTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("belay.root", "..")).resolve("examples/scheduled-backup");

    @TempDir
    private Path folder;

    private String newerThan = "20h";

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path belay = folder.resolve("belay");
        Files.writeString(
                belay,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java") + "' -Xmx256m -cp '"
                        + System.getProperty("java.class.path") + "' dev.belay.tui.Main \"$@\"\n");
        Files.setPosixFilePermissions(belay, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void backsUpProvesAndTellsAndTheNextRunHasNothingToDo(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author (id int PRIMARY KEY, name text);"
                + " INSERT INTO author SELECT i, 'author ' || i FROM generate_series(1, 500) i");

        Ended first = run(database);

        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(first.output()).contains("1 table, 500 rows", "and the schema in", "of the spec hold", "kept 1");
        assertThat(archives(database)).hasSize(1);
        assertThat(folder.resolve("belay.prom"))
                .content()
                .containsPattern("belay_backup_last_success_timestamp_seconds\\{database=\"" + database.name())
                .containsPattern("belay_drill_last_success_timestamp_seconds\\{database=\"" + database.name());

        Ended second = run(database);

        assertThat(second.exit()).as(second.output()).isZero();
        assertThat(second.output()).contains("young enough: nothing to do");
        assertThat(archives(database)).hasSize(1);
    }

    @Test
    void whatWasRestoredIsHeldAgainstTheSpec(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author (id serial PRIMARY KEY)", "INSERT INTO author VALUES (7)");

        Ended behind = run(database);

        assertThat(behind.exit()).as(behind.output()).isEqualTo(6);
        assertThat(behind.output())
                .contains("public.author_id_seq starts with 1, and public.author.id is at 7 already")
                .doesNotContain("deleted");
        assertThat(archives(database)).hasSize(1);
    }

    @Test
    void twoSchedulersMakeOneBackup(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author AS SELECT i FROM generate_series(1, 500) i");

        Process one = start(database);
        Process other = start(database);

        assertThat(List.of(end(one).exit(), end(other).exit())).containsOnly(0);
        assertThat(archives(database)).hasSize(1);
    }

    @Test
    void aRunThatCannotBackUpFailsAndLeavesTheMetricsOfBefore(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author AS SELECT i FROM generate_series(1, 500) i");
        run(database);
        String before = Files.readString(folder.resolve("belay.prom"));
        newerThan = "0";
        Ended ended = run(database, "--table=nobody");
        newerThan = "20h";

        assertThat(ended.exit()).as(ended.output()).isNotZero();
        assertThat(ended.output()).contains("nothing is called nobody");
        assertThat(archives(database)).hasSize(1);
        assertThat(run(database).output()).contains("nothing to do");
        assertThat(Files.readString(folder.resolve("belay.prom"))).isEqualTo(before);
    }

    private record Ended(int exit, String output) {}

    private Ended run(TestDatabase database, String... more) throws Exception {
        return end(start(database, more));
    }

    private Process start(TestDatabase database, String... more) throws IOException {
        ProcessBuilder script = new ProcessBuilder("./backup.sh");
        script.command().addAll(List.of(more));
        script.environment().put("DATABASE_URL", database.url());
        script.environment().put("BELAY", folder.resolve("belay").toString());
        script.environment().put("BELAY_DRILL_ON", "target");
        script.environment().put("BELAY_NEWER_THAN", newerThan);
        return script.directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private static Ended end(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private List<Path> archives(TestDatabase database) throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("archives").resolve(database.name()))) {
            return found.filter(Files::isDirectory).toList();
        }
    }
}
