package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class HealthVerbTest {
    @TempDir
    private Path folder;

    @Test
    void healthIsSilentAboutWhatBelayKeepsForItself(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration("01_users", "CREATE TABLE users (id bigint PRIMARY KEY)", "DROP TABLE users");
        assertThat(desk.run("health").out()).contains("nothing was checked");
        desk.run("up");

        Desk.Seen well = desk.run("health");

        assertThat(well.exit()).isZero();
        assertThat(well.out()).endsWith("17 checks, nothing found\n");
    }

    @Test
    void whatCountsIsChosenByNameAndSeverity(TestDatabase database) {
        Desk desk = Desk.plain(folder, database);
        database.execute("CREATE TABLE users (id bigint, b int)", "CREATE INDEX b ON users (b)");

        Desk.Seen found = desk.run("health");

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out())
                .contains("no-primary-key\n  ! public.users has no primary key\n      add one", "1 finding")
                .doesNotContain("unused-index");
        assertThat(desk.run("health", "--only", "orphans,invalid-index").exit()).isZero();
        assertThat(desk.run("health", "--severity", "error").exit()).isZero();
        assertThat(desk.run("health", "--severity", "info").out()).contains("public.b has never been used");
        assertThat(desk.run("health", "--only", "orphan").err()).contains("did you mean \"orphans\"?");
    }

    @Test
    void asAPageItShowsWhatIsBigAndWhatIsUsed(TestDatabase database) throws IOException {
        Desk desk = Desk.plain(folder, database);
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY, b int)",
                "CREATE INDEX idle ON users (b)",
                "INSERT INTO users SELECT i, i FROM generate_series(1, 1000) i");

        Desk.Seen written = desk.run("health", "-o", "health.txt");
        assertThat(written.out()).isEmpty();
        assertThat(desk.folder.resolve("health.txt")).content().contains("17 checks");
        assertThat(desk.run("health", "--format=html", "-o", "health.html").exit())
                .isZero();

        Document page = Jsoup.parse(Files.readString(folder.resolve("health.html")));
        assertThat(page.select("section:has(h2:contains(Tables by size)) td:first-child")
                        .eachText())
                .contains("public.users");
        assertThat(page.select("section:has(h2:contains(Indexes by size)) tr:contains(public.idle) i")
                        .eachAttr("class"))
                .containsExactly("idle");
    }
}
