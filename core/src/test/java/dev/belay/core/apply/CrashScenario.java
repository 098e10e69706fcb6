package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One migration that is broken off at each of its points, and how its statements can be held up meanwhile.
 *
 * @param goal {@code up}, or the version to go down to
 * @param setup what is there before
 * @param up the file; its first statement may be any
 * @param down its rollback file
 * @param holds what to take so that the statement of this number stands still in the middle; all others stop at the bar
 * @param midway the statements that commit a part of their work before they are done
 */
record CrashScenario(
        String name,
        String goal,
        List<String> setup,
        String up,
        String down,
        Map<Integer, String> holds,
        Set<Integer> midway) {
    private static final List<String> OLD_TABLES = List.of(
            "CREATE TABLE sale (id int, year int) PARTITION BY LIST (year)",
            "CREATE TABLE sale_2020 PARTITION OF sale FOR VALUES IN (2020)",
            "INSERT INTO sale VALUES (1, 2020)",
            "CREATE TABLE old (id int, name text)",
            "INSERT INTO old SELECT n, 'name ' || n FROM generate_series(1, 10) n",
            "CREATE INDEX old_name ON old (name)");

    private static final String TOGETHER_UP = """
            CREATE TABLE author (id int PRIMARY KEY, name text);
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON author DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION gate.late();
            INSERT INTO author SELECT n, 'name ' || n FROM generate_series(1, 2) n WHERE gate.pass();
            INSERT INTO gate.log SELECT 'up' WHERE gate.pass();
            """;
    private static final String TOGETHER_DOWN = """
            INSERT INTO gate.log SELECT 'down' WHERE gate.pass();
            DROP TABLE author;
            """;

    private static final String APART_UP = """
            CREATE TABLE book (id int PRIMARY KEY, title text);
            INSERT INTO book SELECT n, 'title ' || n FROM generate_series(1, 50) n;
            CREATE INDEX CONCURRENTLY book_title ON book (title);
            DROP INDEX CONCURRENTLY old_name;
            BEGIN;
            INSERT INTO gate.log SELECT 'block' WHERE gate.pass();
            ALTER TABLE book ADD COLUMN year int;
            COMMIT;
            VACUUM book;
            ALTER TABLE sale DETACH PARTITION sale_2020 CONCURRENTLY;
            REINDEX TABLE CONCURRENTLY book;
            INSERT INTO gate.log SELECT 'last' WHERE gate.pass();
            """;
    private static final Map<Integer, String> APART_UP_HOLDS = Map.of(
            2, "LOCK TABLE book IN SHARE MODE",
            3, "LOCK TABLE book IN ROW EXCLUSIVE MODE",
            4, "LOCK TABLE old IN ACCESS SHARE MODE",
            7, "LOCK TABLE book IN ACCESS SHARE MODE",
            9, "LOCK TABLE book IN SHARE UPDATE EXCLUSIVE MODE",
            10, "LOCK TABLE sale IN ACCESS SHARE MODE",
            11, "LOCK TABLE book IN ROW EXCLUSIVE MODE");

    private static final String APART_DOWN = """
            DROP INDEX CONCURRENTLY book_title;
            INSERT INTO gate.log SELECT 'down' WHERE gate.pass();
            CREATE INDEX CONCURRENTLY old_name ON old (name);
            ALTER TABLE sale ATTACH PARTITION sale_2020 FOR VALUES IN (2020);
            DROP TABLE book;
            """;
    private static final Map<Integer, String> APART_DOWN_HOLDS = Map.of(
            1, "LOCK TABLE book IN ACCESS SHARE MODE",
            3, "LOCK TABLE old IN ROW EXCLUSIVE MODE",
            4, "LOCK TABLE sale_2020 IN ACCESS SHARE MODE",
            5, "LOCK TABLE book IN ACCESS SHARE MODE");

    static final CrashScenario TRANSACTION_UP =
            new CrashScenario("transaction up", "up", List.of(), TOGETHER_UP, TOGETHER_DOWN, Map.of(), Set.of());
    static final CrashScenario TRANSACTION_DOWN =
            new CrashScenario("transaction down", "add_0", List.of(), TOGETHER_UP, TOGETHER_DOWN, Map.of(), Set.of());
    static final CrashScenario UNITS_UP = new CrashScenario(
            "units up", "up", OLD_TABLES, APART_UP, APART_DOWN, APART_UP_HOLDS, Set.of(3, 4, 9, 10, 11));
    static final CrashScenario UNITS_DOWN =
            new CrashScenario("units down", "add_0", OLD_TABLES, APART_UP, APART_DOWN, APART_DOWN_HOLDS, Set.of(1, 3));

    static final List<CrashScenario> ALL = List.of(TRANSACTION_UP, TRANSACTION_DOWN, UNITS_UP, UNITS_DOWN);

    String hold(int statement) {
        return holds.getOrDefault(statement, Gate.BAR);
    }

    boolean commitsMidway(int statement) {
        return midway.contains(statement);
    }

    /** Writes its project into a folder of its own. */
    void write(Path folder) {
        try {
            Path own = Files.createDirectory(folder.resolve(name));
            Files.writeString(own.resolve("add_0.sql"), "CREATE TABLE base ();");
            Files.writeString(own.resolve("rollback_add_0.sql"), "DROP TABLE base;");
            Files.writeString(own.resolve("add_1.sql"), up);
            Files.writeString(own.resolve("rollback_add_1.sql"), down);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the database to where the migration is the only thing left to do. */
    Project prepared(Path folder, TestDatabase database) {
        Gate.install(database);
        database.execute(setup.toArray(new String[0]));
        Project project = new Project(folder.resolve(name), database);
        PlanRequest before = goal.equals("up") ? PlanRequest.upTo(Project.version("add_0")) : PlanRequest.up();
        RunResult result = project.run(before);
        if (!result.ok()) {
            throw new AssertionError(result);
        }
        project.heard.clear();
        return project;
    }

    /** Whether the history says that the migration is where it shall be. */
    boolean done(Project project) {
        boolean applied = project.database()
                .query("SELECT version FROM schema_migrations")
                .contains("add_1");
        return applied == goal.equals("up");
    }

    RunResult run(Project project) {
        return project.run(CrashChild.request(goal));
    }
}
