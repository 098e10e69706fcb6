package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.DrillJson;
import dev.belay.backup.DrillRecord;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/json.md have exactly the members that the commands write. */
@ServerTest
final class JsonDocumentationTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final Map<String, Set<String>> produced = new LinkedHashMap<>();

    private Desk desk(TestDatabase database) {
        return new Desk(folder)
                .with("DATABASE_URL", database.url())
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    migrations: sql
                    environments: {dev: {url: "${DATABASE_URL}"}}
                    seed: [seed.sql]
                    hooks: {before_up: [seed.sql]}
                    """)
                .file("seed.sql", "SELECT 1")
                .file("sql/001_author.sql", "CREATE TABLE author (id int)")
                .file("sql/rollback_001_author.sql", "DROP TABLE author");
    }

    private void see(String example, Desk desk, String... arguments) {
        produced.computeIfAbsent(example, name -> new TreeSet<>())
                .addAll(fixed(JsonTree.paths(desk.run(arguments).json())));
    }

    /** Without the members whose names depend on the case. */
    private static Set<String> fixed(Set<String> paths) {
        return paths.stream()
                .filter(path -> !path.contains(".detail.") && !path.contains(".facts."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theExamplesHaveTheMembersThatAreWritten(TestDatabase database, TestDatabase other) throws IOException {
        Desk desk = desk(database);
        see("failure", desk, "status", "--json", "--env=prd");
        see("reset", desk, "reset", "--json", "--confirm=" + database.name());
        see("seed", desk, "seed", "--yes", "--json");
        see("sql", desk, "sql", "--json", "-c", "SELECT 1 AS id");
        see("run", desk.file("job.jsh", "print(1);"), "run", "--json", "job.jsh", "a");
        see("config", desk, "config", "--json");
        see("doctor", desk, "doctor", "--json");
        desk.file("sql/002_bad.sql", "CREATE TABLE bad (id nosuch)");
        see("up", desk, "up", "--json");
        see("resolve", desk, "resolve", "--json", "--applied=002_bad", "--reason=x", "--yes");
        desk.file("sql/001_author.sql", "CREATE TABLE author (id bigint)");
        see("validate", desk, "validate", "--json");
        see("history", desk, "history", "001_author", "--json");
        see("history --runs", desk, "history", "--runs", "--json");
        desk.file("sql/003_half.sql", """
            -- belay: requires author
            -- belay: no-transaction
            CREATE TABLE half ();
            SELECT 1/0;
            """);
        see("plan", desk, "plan", "--json");
        desk.run("repair", "001_author", "--reason=x", "--yes");
        desk.run("up");
        desk.file("sql/001_author.sql", "CREATE TABLE author (id int, name text)");
        see("status", desk, "status", "--json");

        see("new", desk, "new", "later", "--json");
        seeRehearsal(desk, other);
        desk.with("DATABASE_URL", database.url());
        seeArchives(desk, database);
        seeSchemas(desk, database, other);

        seeRestores(desk, database);
        seeABackupBeforeUp(desk, other);

        assertThat(produced).isEqualTo(documented());
    }

    /** With a way down that is wrong and loses rows, a spec that does not hold, and a table that no row can be made for. */
    private void seeRehearsal(Desk desk, TestDatabase database) {
        desk.file("rehearse/belay.yaml", "project: shop\nconvention: plain\n")
                .file("rehearse/01_more.sql", "CREATE TABLE more (id int)")
                .file("rehearse/verify.yaml", "version: 1\ntables: {missing:}")
                .with("DATABASE_URL", database.url());
        database.execute(
                "CREATE DOMAIN odd AS text CHECK (VALUE ~ '^[0-9]{7}$')",
                "CREATE TABLE hard (a odd NOT NULL)", "CREATE TABLE easy (a int)");
        String project = "--project=" + folder.resolve("rehearse");
        desk.file("rehearse/rollback_01_more.sql", "DELETE FROM easy");
        see("rehearse", desk, "rehearse", project, "--json");
        see("adopt", desk, "adopt", project, "--json");
        database.execute("DROP TABLE hard, easy", "DROP DOMAIN odd");
    }

    /** One that was drilled, and is then damaged. */
    private void seeArchives(Desk desk, TestDatabase database) throws IOException {
        String archive = ArchiveVerbsTest.backup(database, folder.resolve("backups"));
        Path files = folder.resolve("backups").resolve(archive);
        DrillRecord drill = new DrillRecord(
                1, "0.1.0", Instant.EPOCH, Duration.ZERO, true, "15.18", 1, 1, 0, 0, true, List.of(), Optional.empty());
        Files.write(files.resolve(DrillRecord.FILE), DrillJson.write(drill));
        see("backups", desk, "backups", "backups", "--json");
        Files.createDirectory(desk.folder.resolve("empty"));
        see("prune", desk, "prune", "empty", "--keep-last=1", "--json");
        see("export", desk, "export", "backups/" + archive, "-o", "out", "--json");
        Files.delete(files.resolve("toc.dat"));
        see("check", desk, "check", "backups/" + archive, "--json");
    }

    /** A schema has objects that not everybody may read, and it drifts. */
    private void seeSchemas(Desk desk, TestDatabase database, TestDatabase other) {
        String reader = database.name() + "_reader";
        database.execute(
                "CREATE FOREIGN DATA WRAPPER w",
                "CREATE SERVER far FOREIGN DATA WRAPPER w",
                "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (a 'b')",
                "CREATE ROLE " + reader + " LOGIN PASSWORD 'secret'");
        TestDatabase seen = new TestDatabase(database.server(), database.name(), reader, "secret");
        desk.with("DATABASE_URL", seen.url());
        see("schema", desk, "schema", "--json", "--allow-missing");
        desk.with("DATABASE_URL", database.url());
        see("backup", desk, "backup", "--json", "--to", "backups", "--schema-only");
        see("snapshot", desk, "snapshot", "--json");
        database.execute("CREATE TABLE surprise ()", "ALTER TABLE half ADD a int", "DROP SERVER far CASCADE");
        see("diff", desk, "drift", "--json");
        database.execute("CREATE TABLE pair (id int PRIMARY KEY, b text)", "INSERT INTO pair VALUES (1, 'a')");
        other.execute("CREATE TABLE pair (id int PRIMARY KEY, b text)", "INSERT INTO pair VALUES (1, 'b')");
        other.execute("CREATE TABLE surprise (a int)", "CREATE TABLE gone ()", "CREATE TABLE author (id bigint)");
        desk.with("OTHER", other.url());
        see("compare", desk, "compare", "env:OTHER", "dev", "--values", "--json");
        see("diff --sql", desk, "diff", "env:OTHER", "dev", "--sql", "--json");
        seeActivity(desk, database);
        seeHealth(desk, database, seen);
    }

    /** Somebody builds an index, and waits for somebody who reads. */
    private void seeActivity(Desk desk, TestDatabase database) {
        try (Connection reader = database.connect();
                Connection builder = database.connect()) {
            reader.createStatement().execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM pair");
            CompletableFuture<Void> built = CompletableFuture.runAsync(() -> {
                try {
                    builder.createStatement().execute("CREATE INDEX CONCURRENTLY ON pair (b)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!desk.run("activity", "--json").out().contains("CREATE INDEX CONCURRENTLY\",")) {
                Thread.onSpinWait();
            }
            see("activity", desk, "activity", "--json");
            reader.createStatement().execute("COMMIT");
            built.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void seeHealth(Desk desk, TestDatabase database, TestDatabase seen) {
        database.execute("CREATE SEQUENCE hidden");
        desk.with("DATABASE_URL", seen.url());
        see("health", desk, "health", "--json");
        desk.file("verify.yaml", """
            version: 1
            tables: {surprise: {rows: 0, primary_key: [id]}}
            accept: [{check: no-primary-key, object: "public.*", reason: known}]
            """);
        see("verify", desk, "verify", "--json");
        desk.with("DATABASE_URL", database.url());
        see("verify --usage", desk, "verify", "--usage", "--json");
        see("verify --init", desk, "verify", "--init", "-o", "new.yaml", "--json");
    }

    private void seeRestores(Desk desk, TestDatabase database) throws IOException {
        Path dump = folder.resolve("restorable");
        try (LocalStorage storage = new LocalStorage(dump)) {
            new Backup(
                            new Database(
                                    ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), folder))),
                            BackupOptions.DEFAULT,
                            "0",
                            BackupListener.NONE)
                    .to(storage);
        }
        String from = "--from=" + dump;
        see("drill", desk, "drill", from, "--json");
        String[] restore = {"restore", from, "--clean", "--confirm=" + database.name(), "--progress=json", "--json"};
        see("restore", desk, restore);
        seeEvents(desk, restore, "restored");
        seeEvents(desk, new String[] {"check", "latest", from, "--progress=json"}, "check_planned", "checked");
    }

    /** What goes on is told in lines of JSON, also of the backup that comes first. */
    private void seeABackupBeforeUp(Desk desk, TestDatabase database) {
        desk.file("events/belay.yaml", """
                    project: shop
                    convention: plain
                    environments: {dev: {url: "${DATABASE_URL}", backup: {before_up: true, to: kept}}}
                    """)
                .file("events/01_more.sql", "CREATE TABLE more (id int)")
                .with("DATABASE_URL", database.url());
        String[] up = {"up", "--project=" + folder.resolve("events"), "--progress=json"};
        seeEvents(desk, up, "copy_planned", "table_copied", "run_started");
    }

    /** Examples of these; of all others at least the name is on the page. */
    private void seeEvents(Desk desk, String[] arguments, String... examples) {
        List<Map<String, Object>> events = desk.run(arguments)
                .err()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JsonTree::object)
                .toList();
        assertThat(events).extracting(event -> event.get("event")).contains((Object[]) examples);
        for (Map<String, Object> event : events) {
            String name = String.valueOf(event.get("event"));
            assertThat(page()).containsPattern("\\b" + name + "\\b");
            assertThat(event).containsKey("at");
            if (List.of(examples).contains(name)) {
                produced.computeIfAbsent("event " + name, one -> new TreeSet<>())
                        .addAll(JsonTree.paths(event));
            }
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of(System.getProperty("belay.root"), "docs", "json.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> documented() {
        String page = page();
        Map<String, Set<String>> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(page);
        while (example.find()) {
            Set<String> paths = fixed(JsonTree.paths(JsonTree.read(example.group(2))));
            Set<String> before = examples.put(example.group(1), paths);
            assertThat(before).as("a second example of " + example.group(1)).isNull();
        }
        return examples;
    }
}
