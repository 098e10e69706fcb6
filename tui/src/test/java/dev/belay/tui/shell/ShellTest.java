package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a person at a terminal, who is a pseudo terminal of {@code script}. */
@ServerTest
final class ShellTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** A terminal in which the shell runs. */
    private static final class Terminal implements AutoCloseable {
        private final Process process;
        private final StringBuilder screen = new StringBuilder();
        private int read;

        Terminal(Path folder, TestDatabase database, String options) throws IOException {
            String java = "stty cols 100 rows 40; '"
                    + ProcessHandle.current().info().command().orElseThrow()
                    + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                    + "' dev.belay.tui.Main shell " + options + "; code=$?; stty -a; exit $code";
            ProcessBuilder builder = new ProcessBuilder("script", "-qefc", java, "/dev/null")
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("DATABASE_URL", database.url());
            builder.environment().put("XDG_STATE_HOME", folder.toString());
            builder.environment().put("TERM", "xterm");
            process = builder.start();
            Thread reader = new Thread(() -> {
                try {
                    byte[] some = new byte[4096];
                    for (int n = process.getInputStream().read(some);
                            n >= 0;
                            n = process.getInputStream().read(some)) {
                        synchronized (screen) {
                            screen.append(new String(some, 0, n, UTF_8));
                        }
                    }
                } catch (IOException e) {
                    // The terminal is gone.
                }
            });
            reader.setDaemon(true);
            reader.start();
        }

        Terminal type(String text) throws IOException {
            process.getOutputStream().write(text.getBytes(UTF_8));
            process.getOutputStream().flush();
            return this;
        }

        /** Waits until the screen shows it, below what was waited for before. */
        Terminal sees(String text) throws InterruptedException {
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                synchronized (screen) {
                    int at = screen.indexOf(text, read);
                    if (at >= 0) {
                        read = at + text.length();
                        return this;
                    }
                }
                Thread.sleep(20);
            }
            throw new AssertionError("\"" + text + "\" does not come, but: " + screen.substring(read));
        }

        int exit() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private void project() throws IOException {
        Files.writeString(folder.resolve("belay.yaml"), """
                project: shop
                convention: plain
                environments:
                  dev: {url: "${DATABASE_URL}"}
                  prod: {url: "${DATABASE_URL}", protected: true}
                default_environment: dev
                """);
        Files.writeString(folder.resolve("001_author.sql"), "CREATE TABLE author (id int)");
    }

    @Test
    void somebodyAsksTheDatabaseAndIsHelped(TestDatabase database) throws Exception {
        project();

        try (Terminal terminal = new Terminal(folder, database, "")) {
            terminal.sees("belay dev> ")
                    .type("sql(\"SELECT 40 + 2 AS answer\")\n")
                    .sees("answer")
                    .sees("42");
            terminal.sees("belay dev> ").type("sql(\"SELECT nothing\")\n");
            terminal.sees("|  belay: sql:1: column \"nothing\" does not exist (SQLSTATE 42703)");
            terminal.sees("belay dev> ").type("rows(\"SELECT chr(27) || '[31m' AS red\")\n");
            terminal.sees("{red=\\x1b[31m}");
            terminal.sees("belay dev> ").type("sql(\"SELECT (chr(27) || '[31m')::int\")\n");
            terminal.sees("type integer: \"\\x1b[31m\"");
            terminal.sees("belay dev> ")
                    .type("print(\"\" + (char) 27 + \"[31mred\")\n")
                    .sees("\\x1b[31mred");
            terminal.sees("belay dev> ").type("belay.standing()\n");
            terminal.sees("migrations: 1, applied: 0").sees("  pending     001_author");
            terminal.sees("belay dev> ").type("/help belay\n").sees("The names that Belay adds");
            terminal.sees("belay dev> ")
                    .type("belay.stat\t")
                    .sees("belay.status(")
                    .type(")\n")
                    .sees("001_author");
            terminal.sees("belay dev> ")
                    .type("rows(\"SELECT 6 * 7 AS n\").get(0).number(\"n\")\n")
                    .sees("==> 42");
            terminal.sees("belay dev> ").type("int twice(int n) { return 2 * half(n); }\n");
            terminal.sees("twice works as soon as there is method half(int)");
            terminal.sees("belay dev> ")
                    .type("int half(int n) {\n")
                    .sees("...> ")
                    .type("return n / 2; }\n");
            terminal.sees("belay dev> ").type("twice(8)\n").sees("==> 8");
            database.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            terminal.sees("belay dev> ").type("sql(\"SELECT 'first'\")\n").sees("SQLSTATE 57P01");
            terminal.sees("hint: what was not committed is gone; the next statement connects anew");
            terminal.sees("belay dev> ")
                    .type("sql(\"SELECT 'again' AS then\")\n")
                    .sees(" again");
            terminal.sees("belay dev> ").type("var password = \"geheim\"\n").sees("belay dev> ");
            terminal.type("sql(\"SELECT pg_sleep(60)\")\n");
            while (database.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .isEmpty()) {
                Thread.sleep(20);
            }
            terminal.type("\003").sees("canceling statement due to user request");
            Files.writeString(folder.resolve("002_long.sql"), "SELECT pg_sleep(50)");
            terminal.sees("belay dev> ").type("diff(\"migrations\")\n");
            while (database.query("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(50)'")
                    .isEmpty()) {
                Thread.sleep(20);
            }
            terminal.type("\003").sees("|  belay: stopped before the end");
            terminal.sees("belay dev> ").type("/exit 3\n");

            assertThat(terminal.exit()).isEqualTo(3);
        }

        Path history = folder.resolve("belay/shell-history");
        assertThat(history).content().contains("SELECT 40 + 2").doesNotContain("geheim");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void aProtectedEnvironmentIsShownInThePromptAndAsks(TestDatabase database) throws Exception {
        project();

        try (Terminal terminal = new Terminal(folder, database, "--env=prod")) {
            terminal.sees("sql() only reads").sees("belay prod!> ").type("sql(\"CREATE TABLE t ()\")\n");
            terminal.sees("hint: the environment is protected");
            terminal.sees("belay prod!> ").type("belay.run(\"tui\")\n");
            terminal.sees("|  belay: \"tui\" needs the terminal, and the shell has it");
            terminal.sees("belay prod!> ")
                    .type("belay.up()\n")
                    .sees("Type the name of the environment, prod")
                    .type("\004")
                    .sees("not confirmed: nothing was done")
                    .sees("belay up ended with exit code 2");
            terminal.sees("belay prod!> ")
                    .type("belay.up()\n")
                    .sees("Type the name of the environment, prod")
                    .type("prod\n");
            terminal.sees("1 applied").sees("belay prod!> ").type("/exit\n");

            assertThat(terminal.exit()).isZero();
        }

        assertThat(database.tables()).contains("public.author").doesNotContain("public.t");
    }

    @Test
    void aScriptThatDoesNotListenToCtrlCIsEndedAtTheSecondAndTheTerminalIsGivenBack(TestDatabase database)
            throws Exception {
        project();
        Files.writeString(folder.resolve("deaf.jsh"), """
                void deaf() {
                    while (true) {
                        try {
                            try { Thread.sleep(60_000); } catch (InterruptedException e) { print("not now"); }
                        } catch (RuntimeException e) {
                        }
                    }
                }
                print("begun");
                deaf();
                """);

        try (Terminal terminal = new Terminal(folder, database, "")) {
            terminal.sees("belay dev> ").type("int kept = 42;\n");
            terminal.sees("belay dev> ")
                    .type("belay.run(\"run\", \"deaf.jsh\")\n")
                    .sees("begun");
            terminal.type("\003").sees("not now").type("\003");
            if (Runtime.version().feature() >= 20) {
                // Java cannot stop a thread any more.
                terminal.sees("goes on in the background");
            }
            terminal.sees("belay dev> ").type("sql(\"SELECT 40 + \" + kept)\n").sees("82");
            terminal.sees("belay dev> ").type("/exit 130\n");
            terminal.sees(" icanon").sees(" echo ");

            assertThat(terminal.exit()).isEqualTo(130);
        }
        assertThat(Files.readAllLines(folder.resolve("belay/shell-history")))
                .contains("int kept = 42;", "belay.run(\"run\", \"deaf.jsh\")");
    }
}
