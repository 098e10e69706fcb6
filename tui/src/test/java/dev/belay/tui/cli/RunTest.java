package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class RunTest {
    @TempDir
    private Path folder;

    private Desk.Seen run(TestDatabase database, String script, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "run";
        all[1] = "job.jsh";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Desk.plain(folder, database).file("job.jsh", script).run(all);
    }

    @Test
    void aScriptHasTheDatabaseTheVerbsAndItsArguments(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int, name text)", "DROP TABLE author");
        // Beside the migrations it would be one.
        desk.file("jobs/fill.jsh", """
            #!/usr/bin/env -S belay run
            // Fills what it has just made.
            record Author(int id, String name) {}

            belay.up();
            for (String name : args()) {
                sql("INSERT INTO author VALUES (length(?), ?)", name, name);
            }
            sql("SELECT * FROM author ORDER BY id");
            print(rows(Author.class, "SELECT * FROM author").size() + " " + rows("SELECT 1 AS one").get(0).number("one"));
            """);

        Desk.Seen seen = desk.run("run", "jobs/fill.jsh", "Ann", "--Xerxes");

        assertThat(seen.err()).endsWith("INSERT: 1 row\nINSERT: 1 row\n");
        assertThat(seen.out()).contains("001_author").endsWith("""
             id | name
            ----+----------
              3 | Ann
              8 | --Xerxes
            (2 rows)
            2 1
            """);
        assertThat(seen.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        int n = "s";                         | job.jsh:3:9: incompatible types: String cannot be converted to int
        String f() { return g(); }           | job.jsh:3:21: there is no method g()
        List<Strin> names;                   | job.jsh:3:6: there is no class Strin
        record R(int a) { R { print(a); } }  | `job.jsh:3:19: invalid canonical constructor in record R; (attempting to assign stronger access privileges; was public); JShell makes every record public: write public before its constructor`
        print(1) print(2);                   | job.jsh:3:9: ';' expected
        if (true) {                          | job.jsh:3:1: this statement does not end
        /vars                                | job.jsh:3:1: "/vars" is a command of the interactive shell
        /exit now                            | job.jsh:3:1: /exit takes a number in a script
        """)
    void nothingRunsWhenAnythingDoesNotCompile(String line, String message, TestDatabase database) {
        Desk.Seen seen = run(database, "sql(\"CREATE TABLE t ()\");\n\n" + line + "\n");

        assertThat(seen.err())
                .startsWith("belay: " + message + "\n    " + line + "\n")
                .endsWith("hint: nothing was run\n");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aScriptThatAsksNoDatabaseNeedsNone() {
        Desk desk = new Desk(folder).file("job.jsh", "print(args().get(0));\n");

        assertThat(desk.run("run", "job.jsh", "hello").out()).isEqualTo("hello\n");
        assertThat(desk.run("run", "--json", "job.jsh", "hello").json())
                .doesNotContainKey("target")
                .containsEntry("ok", true);
        Desk.Seen nowhere =
                desk.file("job.jsh", "print(\"so far\");\nsql(\"SELECT 1\");\n").run("run", "job.jsh");
        assertThat(nowhere.out()).isEqualTo("so far\n");
        assertThat(nowhere.err()).contains("job.jsh:2").contains("DATABASE_URL");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(desk.run("run", "--env=nosuch", "job.jsh").out()).isEmpty();
    }

    @Test
    void anOptionOfBelayBehindAScriptThatLooksAtNoneIsRefused(TestDatabase database) {
        Desk.Seen seen = run(database, "sql(\"CREATE TABLE t ()\");", "--check");

        assertThat(seen.err()).isEqualTo("""
            belay: "--check" behind the file is for the script, which does not look at its args()
            hint: Belay's own options stand before it: belay run --check job.jsh
            """);
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(database.tables()).isEmpty();
        assertThat(run(database, "print(args());", "--check").out()).isEqualTo("[--check]\n");
        assertThat(run(database, "print(1);", "--mine", "word").exit()).isZero();
    }

    @Test
    void whatIsMissingIsFoundWhereItIsUsed(TestDatabase database) {
        Desk.Seen seen = run(database, """
            class Work {
                // helper() is not called here
                void begin() {
                    print("helper()" + \"""
                        helper()
                        \""");
                    this.toString();
                    helper();
                }
            }
            """);

        assertThat(seen.err()).startsWith("belay: job.jsh:8:9: there is no method helper()\n");
    }

    @Test
    void theFirstExceptionEndsItAndIsFoundInTheFile(TestDatabase database) {
        Desk.Seen seen = run(database, """
            import java.util.function.Supplier;

            int half(int n) {
                if (n % 2 == 1) {
                    throw new IllegalArgumentException(n + " is odd");
                }
                return n / 2;
            }
            class Twice {
                static int of(Supplier<Integer> number) {
                    return half(number.get()) + 1;
                }
            }
            sql("CREATE TABLE t ()");

            print(
                Twice.of(() -> 3));
            sql("CREATE TABLE never ()");
            """);

        assertThat(seen.err()).isEqualTo("""
            CREATE TABLE
            belay: job.jsh:5: IllegalArgumentException: 3 is odd
                called from job.jsh:11 in of()
                called from job.jsh:17
            """);
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(database.tables()).containsExactly("public.t");
    }

    @Test
    void anExceptionIsFoundWhereverAScriptCanThrowOne() {
        for (Map.Entry<String, String> each : Map.of(
                        "// A class.\nclass A {\n    static int x = Integer.parseInt(\"x\");\n}\nprint(A.x);",
                        "job.jsh:3: NumberFormatException: For input string: \"x\"\n",
                        "record R(int a) {\n    public R {\n        a = 1 / a;\n    }\n}\nvar all = Stream.of(0)\n"
                                + "    .map(R::new)\n    .toList();",
                        "job.jsh:3: ArithmeticException: / by zero\n    called from job.jsh:8\n",
                        "Object o = \"\"\"\n    a\n    \"\"\";\r\nint n = 1;\nprint((Integer) o);",
                        "job.jsh:5: ClassCastException: ",
                        "interface Shape {\n    default int area() {\n        return 1 / 0;\n    }\n}\n"
                                + "Runnable run = () -> {\n    new Shape() {}.area();\n};\n\nrun.run();",
                        "job.jsh:3: ArithmeticException: / by zero\n    called from job.jsh:7\n    called from job.jsh:10\n",
                        "int[] one = {1};\nfor (int i = 0; i < 2; i++) {\n    print(one[i]);\n}",
                        "job.jsh:3: ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1\n",
                        "throw new Exception(\"checked\");",
                        "job.jsh:1: Exception: checked\n",
                        "int f(int n) {\n    return f(n) + 1;\n}\nf(1);",
                        "job.jsh:2: StackOverflowError\n    called from job.jsh:2 in f()\n")
                .entrySet()) {
            Desk.Seen seen = new Desk(folder).file("job.jsh", each.getKey()).run("run", "job.jsh");

            assertThat(seen.err()).as(each.getKey()).startsWith("belay: " + each.getValue());
            assertThat(seen.err().lines()).as(each.getKey()).hasSizeLessThan(30);
            assertThat(seen.exit()).isEqualTo(5);
        }
    }

    @Test
    void theSecondTimeItIsNotCompiledAndToldTheSame(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database)
                .file(".installation/lib/build", "1")
                .file("job.jsh", "print(args());\n\nsql(\"SELECT \" + args().get(0));\n");

        Desk.Seen first = desk.run("run", "job.jsh", "nothing");
        Path kept = folder.resolve(".cache/belay/programs");
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files).hasSize(1);
        }
        Desk.Seen second = desk.run("run", "job.jsh", "nothing");

        assertThat(first.err()).startsWith("belay: job.jsh:3: ").contains("42703");
        assertThat(second).isEqualTo(first);
        assertThat(desk.run("run", "job.jsh", "1").out()).startsWith("[1]\n");
        Files.delete(folder.resolve(".installation/lib/build"));
        assertThat(desk.run("run", "job.jsh", "nothing")).isEqualTo(first);
    }

    @Test
    void valuesOfTheToolkitPrintAsWhoLooksAtThemWouldWriteThem(TestDatabase database) {
        database.execute("CREATE TABLE author (id int)");
        Desk desk = Desk.plain(folder, database)
                .migration("001_book", "CREATE TABLE book (id int)", "DROP TABLE book")
                .file("verify.yaml", "version: 1\ntables:\n  reader:\n    primary_key: [id]\n")
                .file("jobs/look.jsh", "print(catalog());\nprint(diff(\"dev\", \"prod\"));\nprint(verify());\n");

        Desk.Seen seen = desk.run("run", "jobs/look.jsh");

        assertThat(seen.err()).isEmpty();
        assertThat(seen.out())
                .startsWith("PostgreSQL ")
                .contains("\n  table public.author\n", "no difference\n", "public.reader");
    }

    @Test
    void whatTheServerRefusesIsToldWithItsLineAndStateAndHint(TestDatabase database) {
        Desk.Seen seen = run(database, "print(1);\n\nsql(\"SELECT nothing\");\n");

        assertThat(seen.err()).contains("belay: job.jsh:3: sql:1: column \"nothing\" does not exist (SQLSTATE 42703)");
        assertThat(seen.exit()).isEqualTo(5);
    }

    @Test
    void aVerbThatFailsEndsTheScriptWithItsExitCode(TestDatabase database) {
        Desk.Seen seen = run(database, "belay.run(\"status\", \"--env=prd\");\nprint(\"never\");\n");

        assertThat(seen.out()).isEmpty();
        assertThat(seen.err()).contains("job.jsh:1: belay status ended with exit code 2");
        assertThat(seen.exit()).isEqualTo(2);
    }

    @Test
    void itEndsWhereItSays(TestDatabase database) {
        assertThat(run(database, "print(1);\nexit(9);\nprint(2);").exit()).isEqualTo(9);
        assertThat(run(database, "print(1);\n/exit 7\nprint(2);").exit()).isEqualTo(7);
        assertThat(run(database, "print(1);\nprint(2)").out()).isEqualTo("1\n2\n");
    }

    @Test
    void anImportBelowAVariableLeavesItsValue(TestDatabase database) {
        Desk.Seen seen = run(database, """
            var names = new ArrayList<String>();
            names.add("kept");
            // A comment before an import.
            import java.util.regex.Pattern;
            print(names + " " + Pattern.quote("x").length());
            """);

        assertThat(seen.out()).isEqualTo("[kept] 5\n");
    }

    @Test
    void aMethodMayCallWhatIsDeclaredBelowUnlessItIsCalledBefore(TestDatabase database) {
        assertThat(run(database, "int f() { return g() + 1; }\nint g() { return 1; }\nprint(f());")
                        .out())
                .isEqualTo("2\n");
        assertThat(run(database, "int f() { return g() + 1; }\nprint(f());\nint g() { return 1; }")
                        .err())
                .contains("job.jsh:2: this calls what is declared further down");
    }

    @Test
    void onlyCompilingRunsNothing(TestDatabase database) {
        Desk.Seen seen =
                Desk.plain(folder, database).file("job.jsh", "print(1);").run("run", "--check", "job.jsh");

        assertThat(seen).isEqualTo(new Desk.Seen(0, "", ""));
    }

    @Test
    void aProtectedEnvironmentIsOnlyLookedAtUnlessItsNameIsGiven(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .file("job.jsh", "sql(\"CREATE TABLE t ()\");")
                .file("rows.jsh", "rows(\"CREATE TABLE t ()\");");

        assertThat(desk.run("run", "--env=prod", "job.jsh").err())
                .contains(
                        "is protected: sql() only reads",
                        "hint: the environment is protected: begin with --confirm=prod");
        assertThat(desk.run("run", "--env=prod", "rows.jsh").exit()).isEqualTo(5);
        assertThat(database.tables()).isEmpty();
        assertThat(desk.run("run", "--env=prod", "--confirm=prod", "job.jsh").exit())
                .isZero();
        assertThat(database.tables()).containsExactly("public.t");
    }

    @Test
    void noWayThroughRowsAndSqlMakesAProtectedEnvironmentWrite(TestDatabase database) {
        database.execute("CREATE TABLE s (a int)");
        Desk desk = Desk.plain(folder, database).file("job.jsh", """
            import java.util.concurrent.Callable;

            void attempt(Callable<Object> sneak) {
                try {
                    print("done " + sneak.call());
                } catch (Exception e) {
                    print(e.getMessage());
                }
            }
            Callable<Object> sql(String text, Object value) {
                return () -> { sql(text, new Object[] {value}); return ""; };
            }

            for (Callable<Object> first : List.<Callable<Object>>of(
                    () -> rows("CREATE TABLE t ()"),
                    () -> rows("BEGIN READ WRITE"),
                    () -> rows("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"),
                    () -> rows("SELECT set_config('transaction_read_only', 'off', false)"),
                    () -> rows("DO $$ BEGIN COMMIT; SET TRANSACTION READ WRITE; CREATE TABLE t (); END $$"),
                    () -> { explain("ANALYZE INSERT INTO s VALUES (1)"); return ""; },
                    () -> connection().createStatement().execute("BEGIN READ WRITE"),
                    () -> connection().createStatement().execute("SET standard_conforming_strings = off"),
                    () -> { connection().setAutoCommit(false); return ""; })) {
                for (Callable<Object> second : List.<Callable<Object>>of(
                        () -> rows("INSERT INTO s VALUES (2) RETURNING a"), sql("INSERT INTO s SELECT ?", 3))) {
                    attempt(first);
                    attempt(second);
                    attempt(() -> rows("COMMIT"));
                    connection().createStatement().execute("ROLLBACK; SET standard_conforming_strings = on");
                    connection().setAutoCommit(true);
                }
            }
            """);

        Desk.Seen seen = desk.run("run", "--env=prod", "job.jsh");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("COMMIT cannot run here", "cannot execute INSERT in a read-only");
        assertThat(database.tables()).containsExactly("public.s");
        assertThat(database.query("SELECT a FROM s")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows(\"%s\");",
                "connection().createStatement().execute(\"%s\");",
                "belay.toolkit().database().connect().createStatement().execute(\"%s\");"
            })
    void whatAProtectedEnvironmentRefusesComesWithTheWayOut(String line, TestDatabase database) {
        Desk desk = Desk.plain(folder, database).file("job.jsh", line.formatted("CREATE TABLE t ()"));

        assertThat(desk.run("run", "--env=prod", "job.jsh").err())
                .contains("25006")
                .endsWith("""
                hint: the environment is protected: begin with --confirm=prod to write
                """);
    }

    @Test
    void aScriptThatRunsAnotherIsItselfAgainAfterwards(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .file("jobs/inner.jsh", "print(args());\nsql(\"CREATE TABLE s (a int)\");")
                .file("jobs/outer.jsh", """
                        belay.run("run", "--confirm=prod", "jobs/inner.jsh", "inside");
                        print(args());
                        rows("SELECT 1");
                        sql("CREATE TABLE t ()");
                        """);

        Desk.Seen seen = desk.run("run", "--env=prod", "jobs/outer.jsh", "outside");

        assertThat(seen.out()).isEqualTo("[inside]\n[outside]\n");
        assertThat(seen.err()).contains("jobs/outer.jsh:4: sql:1: cannot execute CREATE TABLE in a read-only");
        assertThat(database.tables()).containsExactly("public.s");
    }

    @Test
    void whatBelayRefusesIsOneSentence(TestDatabase database) {
        Desk.Seen seen = run(database, """
            record Pair(int n) {}
            void attempt(java.util.concurrent.Callable<Object> wrong) {
                try {
                    print("done " + wrong.call());
                } catch (Exception e) {
                    print(e.getMessage());
                }
            }
            attempt(() -> rows("SELECT NULL AS n").get(0).number("n"));
            attempt(() -> rows("SELECT 'x' AS n").get(0).decimal("n"));
            attempt(() -> rows("SELECT 1.5 AS n").get(0).number("n"));
            attempt(() -> rows("SELECT 1; SELECT 2"));
            attempt(() -> rows("SET work_mem = '1MB'"));
            attempt(() -> rows(Pair.class, "SELECT NULL::int AS n"));
            attempt(() -> rows(Pair.class, "SELECT 1 AS m"));
            attempt(() -> rows(Pair.class, "SELECT 'x'::text AS n"));
            rows("SELECT 1 AS n").get(0).text("m");
            """);

        assertThat(seen.out()).isEqualTo("""
            "n" is no number: NULL
            "n" is no number: x
            "n" is no whole number: 1.5
            one statement is wanted here, and these are 2
            it was run, and answers no rows
            "n" is NULL, and its type is int: make it Integer
            the query has no column for "n" of Pair
            "n": conversion to class java.lang.Integer from text not supported
            """);
        assertThat(seen.err()).isEqualTo("belay: job.jsh:17: no column \"m\", but n\n");
        assertThat(seen.exit()).isEqualTo(5);
    }

    @Test
    void aValueMayBeNull(TestDatabase database) {
        Desk.Seen seen = run(database, """
                sql("SELECT ?::int IS NULL AS none", null);
                print(rows("SELECT ?::int AS n", null));
                """);

        assertThat(seen.out()).contains(" none\n------\n t\n").endsWith("[{n=null}]\n");
    }

    @Test
    void jsonTellsHowItEnded(TestDatabase database) {
        Desk.Seen seen =
                Desk.plain(folder, database).file("job.jsh", "print(args());").run("run", "--json", "job.jsh", "a");

        assertThat(seen.json()).containsEntry("script", "job.jsh").containsEntry("arguments", List.of("a"));
        assertThat(seen.err()).isEqualTo("[a]\n");
    }

    @Test
    void aSignalCancelsTheStatement(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database).file("job.jsh", "print(1);\nsql(\"SELECT pg_sleep(60)\");");
        Thread finger = new Thread(() -> {
            // A script that ends early is not waited for.
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (database.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                            .isEmpty()
                    && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            desk.signals.get("INT").run();
        });
        finger.start();

        // On a thread of its own, since that is interrupted too.
        int exit = CompletableFuture.supplyAsync(() -> desk.run("run", "job.jsh"))
                .get()
                .exit();
        finger.join();

        assertThat(exit).isEqualTo(130);
    }
}
