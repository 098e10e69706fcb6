package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ScratchServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduled run says, and what monitoring sees of it, when only a part of it can be done. */
@ServerTest
final class RoundTroubleTest {
    @TempDir
    private Path folder;

    /** Servers of which nobody starts. */
    private record Broken(ScratchServer servers) implements ScratchServer {
        @Override
        public Set<Integer> majors() {
            return servers.majors();
        }

        @Override
        public void require(int major) {
            servers.require(major);
        }

        @Override
        public Running start(int major, Lifetime lifetime) {
            throw new BelayException(Kind.BACKUP, "the server does not start", "see its log");
        }
    }

    private Desk desk(TestDatabase database) {
        database.execute("CREATE TABLE IF NOT EXISTS author AS SELECT 1 AS id");
        return Desk.plain(folder, database).now();
    }

    private Desk.Seen round(Desk desk, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "backup";
        all[1] = "--to=backups";
        all[2] = "--drill";
        all[3] = "--metrics-file=belay.prom";
        System.arraycopy(more, 0, all, 4, more.length);
        return desk.run(all);
    }

    /** Whoever is woken has to know whether there is a backup, and so has monitoring. */
    @Test
    void aDrillThatDoesNotComeAboutDoesNotHideTheBackup(TestDatabase database) {
        Desk desk = desk(database).through(own -> new Broken(own));

        Desk.Seen first = round(desk, "--drill-on=embedded");
        String size = metric("backup_size_bytes");
        database.execute("INSERT INTO author SELECT i FROM generate_series(1, 5000) i");
        Desk.Seen second = round(desk, "--drill-on=embedded");

        assertThat(first.exit()).as(first.err()).isEqualTo(7);
        assertThat(first.err())
                .containsPattern("does not start; the backup .*backups/" + database.name() + "/\\S+ is there");
        assertThat(second.exit()).isEqualTo(7);
        assertThat(metric("backup_size_bytes")).isNotEmpty().isNotEqualTo(size);
        assertThat(metric("backup_last_run_success")).endsWith(" 0");
    }

    @Test
    void metricsThatCannotBeWrittenDoNotHideTheBackupEither(TestDatabase database) throws IOException {
        Desk desk = desk(database);
        Files.createDirectory(folder.resolve("belay.prom.partial"));

        Desk.Seen seen = round(desk);

        assertThat(seen.exit()).as(seen.err()).isEqualTo(7);
        assertThat(seen.err()).contains("cannot write the metrics", "; the backup ", " is there");
    }

    @Test
    void aRunThatFindsOutNothingAtAllIsSeenTooAndHidesNoOtherDatabase(TestDatabase database, TestDatabase other) {
        assertThat(round(desk(database)).exit()).isZero();
        Desk.Seen away = new Desk(folder)
                .file("nowhere", "no folder")
                .with("DATABASE_URL", other.url().replaceFirst(":\\d+/", ":1/"))
                .run("backup", "--to=nowhere", "--metrics-file=belay.prom");

        assertThat(away.exit()).as(away.err()).isEqualTo(3);
        assertThat(away.err()).doesNotContain("the metrics");
        assertThat(metric("backup_last_run_success{database=\"" + other.name())).endsWith(" 0");
        assertThat(metric("backup_last_run_success{database=\"" + database.name()))
                .endsWith(" 1");
        assertThat(metric("backup_size_bytes{database=\"" + database.name())).isNotEmpty();
    }

    private String metric(String name) {
        try (Stream<String> lines = Files.lines(folder.resolve("belay.prom"))) {
            return lines.filter(line -> line.startsWith("belay_" + name))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
