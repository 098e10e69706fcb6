package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build runs: the script of examples/test-migration, as it is. */
@ServerTest
final class TestMigrationTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("belay.root", "..")).resolve("examples/test-migration");

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path home = Files.createDirectories(folder.resolve("home/lib"));
        Files.createSymbolicLink(home.resolve("embedded"), Path.of(System.getProperty("belay.embedded")));
        Path belay = folder.resolve("belay");
        Files.writeString(
                belay,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java")
                        + "' -Xmx256m -XX:TieredStopAtLevel=1 -Dbelay.home='" + folder.resolve("home") + "' -cp '"
                        + System.getProperty("java.class.path") + "' dev.belay.tui.Main \"$@\"\n");
        Files.setPosixFilePermissions(belay, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void withoutADatabaseAllMigrationsAreRehearsed() throws Exception {
        Ended ended = run("");

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("2 migrations up, down and up again", "| 02\\_orders |", "rehearsal: as it should be");
    }

    @Test
    void aWrongWayDownFailsTheBuildAndTheDatabaseIsOnlyRead(TestDatabase database) throws Exception {
        Files.writeString(folder.resolve("migrations/rollback_02_orders.sql"), "DROP TABLE orders;");

        Ended ended = run(database.url());

        assertThat(ended.exit()).as(ended.output()).isEqualTo(6);
        assertThat(ended.output())
                .contains("- type public.order\\_status is left behind", "rehearsal: a way down is not right");
        assertThat(folder.resolve("rehearsal.md")).content().startsWith("## belay rehearse: ");
        assertThat(database.tables()).isEmpty();
    }

    private record Ended(int exit, String output) {}

    private Ended run(String url) throws Exception {
        ProcessBuilder script = new ProcessBuilder("./rehearse.sh");
        script.environment().put("DATABASE_URL", url);
        script.environment().put("BELAY", folder.resolve("belay").toString());
        script.environment().put("BELAY_ON", "target");
        Process process =
                script.directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
