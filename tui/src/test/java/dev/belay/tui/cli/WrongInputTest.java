package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Main;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class WrongInputTest {
    /** What each verb needs so that it gets as far as the configuration and the server. */
    static Stream<String> verbs() {
        return Stream.of(
                "status",
                "plan",
                "up",
                "down --yes",
                "redo --yes",
                "resolve --applied 001 --reason x --yes",
                "repair 001 --reason x --yes",
                "baseline 001 --reason x --yes",
                "seed --yes",
                "reset --confirm=x",
                "sql -c SELECT",
                "history",
                "schema",
                "snapshot -o -",
                "drift --against dev",
                "health",
                "verify",
                "rehearse",
                "test",
                "adopt",
                "backup --to=x",
                "activity",
                "doctor");
    }

    @TempDir
    private Path folder;

    private Desk project() {
        return new Desk(folder)
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    migrations: sql
                    seed: [seed.sql]
                    environments: {dev: {url: "${DATABASE_URL}"}, prod: {url: "${DATABASE_URL}"}}
                    default_environment: dev
                    """)
                .file("sql/001.sql", "SELECT 1")
                .file("verify.yaml", "version: 1")
                .file("seed.sql", "SELECT 1");
    }

    private static String verb(String line) {
        return line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
    }

    private static String[] words(String line, String... more) {
        return Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(String[]::new);
    }

    /** A variable of a script that is not set: it must not come to mean all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"up", "up --only", "down", "redo", "plan", "history", "repair --reason=x --yes"})
    void anEmptyVersionIsNoVersion(String line) {
        Desk.Seen seen =
                project().with("DATABASE_URL", "postgresql://localhost:1/x").run(words(line, ""));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).startsWith("belay: a version is empty\nhint: is a variable of a script not set?");
    }

    @Test
    void whatIsForTheWayUpIsNotForgottenOnTheWayDown() {
        Desk.Seen seen =
                project().with("DATABASE_URL", "postgresql://localhost:1/x").run("plan", "--down", "--only", "001");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).startsWith("belay: --only and --out-of-order are for the way up");
    }

    @Test
    void everyVerbThatConnectsIsAmongThem() {
        // diff and compare name their places themselves.
        Set<String> offline = Set.of("new", "validate", "config", "demo", "completion", "help", "diff", "compare");
        // These want a script or a terminal first, and connect when they are told to.
        Set<String> later = Set.of("run", "shell", "tui");
        // These look for an archive first.
        Set<String> ofArchives = Set.of("backups", "check", "prune", "export", "drill", "restore");

        assertThat(verbs().map(WrongInputTest::verb))
                .containsAll(Main.verbs(new Desk(folder).station()).stream()
                        .map(Verb::name)
                        .filter(name -> !offline.contains(name) && !later.contains(name) && !ofArchives.contains(name))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void anUnknownEnvironmentIsNamedWithTheNearest(String line) {
        Desk.Seen seen =
                project().with("DATABASE_URL", "postgresql://localhost:1/x").run(words(line, "--env=prdo"));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).isEqualTo("belay: there is no environment \"prdo\"\nhint: did you mean \"prod\"?\n");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aServerThatIsNotThereIsExitCodeThree(String line) {
        Desk.Seen seen = project()
                .with("DATABASE_URL", "postgresql://me:secret@localhost:1/x")
                .run(words(line));

        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.out() + seen.err()).contains("localhost:1").doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aDatabaseThatIsNotThereIsExitCodeThree(String line, TestDatabase database) {
        String url = database.url().replace(database.name(), "no_such_database");

        Desk.Seen seen = project()
                .with("DATABASE_URL", url)
                .run(words(line.replace("--confirm=x", "--confirm=no_such_database")));

        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.out() + seen.err()).contains("no_such_database");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyFailureIsJsonWhenJsonIsAsked(String line) {
        Desk.Seen seen =
                project().with("DATABASE_URL", "postgresql://localhost:1/x").run(words(line, "--json", "--env=no"));

        assertThat(seen.json())
                .containsEntry("command", verb(line))
                .containsEntry("ok", false)
                .containsEntry("exit", 2L);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aUrlWithAPasswordIsNotTakenFromTheCommandLine(String line) {
        Desk.Seen seen = project().run(words(line, "--url", "postgresql://me:secret@localhost:1/x"));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("password").doesNotContain("secret");
    }

    /** A rehearsal needs no database: without one it begins with an empty schema on a server of its own. */
    private static Stream<String> verbsThatNeedADatabase() {
        return verbs().filter(line -> !line.equals("rehearse") && !line.equals("test"));
    }

    @ParameterizedTest
    @MethodSource("verbsThatNeedADatabase")
    void nothingThatSaysWhichDatabaseIsAMistakeOfTheUser(String line) {
        Desk desk = new Desk(folder)
                .file("belay.yaml", "project: x\nconvention: plain\nmigrations: sql\nseed: [seed.sql]\n")
                .file("sql/001.sql", "SELECT 1")
                .file("verify.yaml", "version: 1")
                .file("seed.sql", "SELECT 1");

        Desk.Seen seen = desk.run(words(line));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("DATABASE_URL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        status --nonsense           | unknown option: '--nonsense'
        status extra                | one argument too many: "extra"
        up one two                  | one argument too many: "two"
        plan --steps=none           | invalid value for option '--steps': 'none' is not a whole number
        sql -c x --format=xml       | invalid value for option '--format': it is one of table, expanded, csv, json, jsonl, and not 'xml'
        up --progress=sometimes     | invalid value for option '--progress': it is one of auto, plain, json, none, and not 'sometimes'
        new                         | missing required parameter: 'TITLE
        status --set nonsense       | value for option '--set
        status --set lokc.wait=1s   | the key "lokc.wait" cannot be set from the command line
        status --convention=rails   | "convention"
        status --project=nowhere    | there is no folder
        """)
    void aCommandLineThatMakesNoSenseSaysSo(String line, String message) {
        Desk.Seen seen =
                project().with("DATABASE_URL", "postgresql://localhost:1/x").run(words(line));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).startsWith("belay: ").contains(message).contains("hint: ");
        assertThat(seen.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema postgresql://me:sesame@localhost/x",
                "postgresql://me:sesame@localhost/x",
                "diff dev prod postgresql://localhost/x?password=sesame",
                "plan --steps=postgresql://me:sesame@localhost/x",
                "drift --json postgresql://me:sesame@localhost/x",
            })
    void aUrlAtTheWrongPlaceIsToldWithoutItsPassword(String line) {
        Desk.Seen seen = project().run(words(line));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err() + seen.out()).contains("postgresql://").doesNotContain("sesame");
    }

    @Test
    void usageErrorsAreJsonToo() {
        Desk.Seen seen = project().run("status", "--json", "--nonsense");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.json()).containsEntry("command", "status").containsEntry("exit", 2L);
        assertThat(project().run("nonsense", "--json").json()).containsEntry("command", "belay");
    }

    @Test
    void withoutConfigurationAndConventionTheWayOutIsNamed() {
        Desk.Seen seen = new Desk(folder)
                .with("DATABASE_URL", "postgresql://localhost:1/x")
                .run("status");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err())
                .contains("has no belay.yaml", "--convention", "mybatis, sections, prisma, plain, flyway");
    }

    @Test
    void aConfigurationWithoutAConventionIsNamed() {
        Desk.Seen seen = new Desk(folder)
                .file("belay.yaml", "project: x\n")
                .with("DATABASE_URL", "postgresql://localhost:1/x")
                .run("status");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("belay.yaml\" names no convention", "convention: one of mybatis, sections");
    }

    @Test
    void wherePlacesCanBeIsSaidWithTheEnvironmentsThatThereAre() {
        assertThat(project().run("compare", "prdo", "dev").err()).isEqualTo("""
                    belay: "prdo" is no environment and no place
                    hint: say a URL, env:VARIABLE, file:PATH, or an environment: dev, prod
                    """);
        Desk none = new Desk(folder.resolve("none")).file("belay.yaml", "project: x\nconvention: plain\n");
        assertThat(none.run("compare", "prdo", "dev").err()).endsWith("hint: say a URL, env:VARIABLE or file:PATH\n");
    }

    @Test
    void aConfigurationThatCannotBeReadIsNamedWithItsLine() {
        Desk.Seen seen = new Desk(folder)
                .file("belay.yaml", "project: x\nconvnetion: plain\n")
                .run("status");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("belay.yaml:2", "convnetion", "did you mean \"convention\"?");
    }

    @Test
    void aLogFileThatCannotBeWrittenStopsBeforeAnythingRuns(TestDatabase database) {
        Desk.Seen seen = project().with("DATABASE_URL", database.url()).run("up", "--log-file=no/such/file.log");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("cannot write the log file");
        assertThat(database.tables()).isEmpty();
    }
}
