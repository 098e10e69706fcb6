package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a backup and of a restore while they go on: on a terminal, in a log, and by a program. */
@ServerTest
final class CopyingSeenTest {
    @TempDir
    private Path folder;

    private Desk desk;
    private TestDatabase target;

    /** A row takes as long as the database says. */
    @BeforeEach
    void fill(TestDatabase source, TestDatabase other) {
        target = other;
        source.execute(
                "CREATE FUNCTION idle() RETURNS bool LANGUAGE sql VOLATILE AS $$ SELECT pg_catalog.pg_sleep("
                        + "coalesce(pg_catalog.current_setting('shop.idle', true), '0')::float8) IS NOT NULL $$",
                "CREATE TABLE quick (id int)",
                "INSERT INTO quick SELECT generate_series(1, 100)",
                "CREATE TABLE slow (id int, v text, CHECK (idle()))",
                "INSERT INTO slow SELECT i, repeat(md5(i::text), 100) FROM generate_series(1, 100) i");
        target.execute("ALTER DATABASE " + target.name() + " SET shop.idle = '0.01'");
        desk = Desk.plain(folder, source).now().with("TARGET", target.url());
    }

    private String backup(String... options) {
        return ended(desk.run(with(options, "backup", "--to=backups", "--compress=none", "--jobs=1")));
    }

    private String restore(String... options) {
        return ended(desk.run(with(options, "restore", "latest", "--from=backups", "--into=env:TARGET", "--jobs=1")));
    }

    private static String[] with(String[] options, String... command) {
        return Stream.of(command, options).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static String ended(Desk.Seen seen) {
        assertThat(seen.exit()).as(seen.err()).isZero();
        return seen.err();
    }

    @Test
    void aTerminalHasABarThatGoesAway() {
        desk.onTerminal();

        assertThat(backup("--rate=200KB"))
                .containsPattern(
                        "\\r\\S*\\[█+░*] \\d+ %  [\\d.]+ kB  \\d+ rows  [\\d.]+ kB/s.*[01]/2 tables\\S*\\r\\S*")
                .doesNotContain("public.slow:");
        assertThat(restore())
                .containsPattern("\\r\\[[█░]+] \\d+ %  \\d+/\\d+  .*  \\d+ rows?  .*\\r")
                .doesNotContain("public.slow:");
    }

    @Test
    void aLogHasALineForEachTable() {
        String table = "(?m)^public\\.slow: 100 rows, \\d+ kB";

        assertThat(backup()).containsPattern(table).doesNotContain("\r", "[█");
        assertThat(restore()).containsPattern(table).doesNotContain("\r", "[█");
    }

    @Test
    void aProgramHasEvents() {
        assertThat(backup("--progress=json"))
                .contains("\"event\":\"copy_planned\",\"tables\":2,", "\"table\":\"public.slow\",\"rows\":100,");
        assertThat(restore("--progress=json"))
                .contains("\"event\":\"restored\",\"kind\":\"TABLE DATA\",\"name\":\"public.slow\"");
    }

    @Test
    void whoeverWantsNoneSeesNone() {
        desk.onTerminal();

        assertThat(backup("--progress=none", "--rate=200KB")).doesNotContain("\r", "public.slow", "event");
        assertThat(restore("--progress=none")).doesNotContain("\r", "public.slow:", "event");
    }
}
