package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.db.ScratchServer;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Main;
import dev.belay.tui.server.EmbeddedServer;
import dev.belay.tui.shell.ProgramCache;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Somebody who types commands in a folder: what he types, answers and sees. */
final class Desk {
    final Path folder;
    final Map<String, Runnable> signals = new ConcurrentHashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private Duration thought = Duration.ZERO;
    private boolean interactive;
    private boolean terminal;
    private String input = "";
    private UnaryOperator<ScratchServer> servers = UnaryOperator.identity();
    private Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

    Desk(Path folder) {
        this.folder = folder;
        variables.put("HOME", folder.toString());
    }

    /** What a command left behind. */
    record Seen(int exit, String out, String err) {
        Map<String, Object> json() {
            return JsonTree.object(out);
        }
    }

    /** A project in the plain convention with one environment that leads to the database. */
    static Desk plain(Path folder, TestDatabase database) {
        return new Desk(folder).with("DATABASE_URL", database.url()).file("belay.yaml", """
                        project: shop
                        convention: plain
                        environments:
                          dev: {url: "${DATABASE_URL}"}
                          prod: {url: "${DATABASE_URL}", protected: true}
                        default_environment: dev
                        """);
    }

    /** With the time of the server, where its times are compared with ours. */
    Desk now() {
        clock = Clock.systemUTC();
        return this;
    }

    Desk with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Desk file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A migration of the plain convention with its rollback. */
    Desk migration(String name, String up, String down) {
        return file(name + ".sql", up).file("rollback_" + name + ".sql", down);
    }

    /** From now on somebody is there, and says this. */
    Desk answering(String... lines) {
        interactive = true;
        answers.clear();
        answers.addAll(List.of(lines));
        return this;
    }

    /** Who thinks so long before each answer. */
    Desk thinking(Duration time) {
        thought = time;
        return this;
    }

    Desk typing(String text) {
        input = text;
        return this;
    }

    Desk onTerminal() {
        terminal = true;
        return this;
    }

    /** With somebody between it and the embedded servers. */
    Desk through(UnaryOperator<ScratchServer> other) {
        servers = other;
        return this;
    }

    Seen run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLineFace(Main.verbs(station()), new PrintWriter(out, true), new PrintWriter(err, true))
                .run(arguments);
        return new Seen(exit, out.toString(), err.toString());
    }

    /** The same words with the folder's own name and the like left out, for comparison with fixed texts. */
    Station station() {
        return new Station(
                folder,
                new Surroundings(variables, folder),
                new Person(),
                (name, action) -> signals.put(name, action) == null,
                clock,
                () -> servers.apply(EmbeddedServer.of(installation(), sharingPrograms())),
                ProgramCache.of(folder.resolve(".installation"), variables));
    }

    /** To unpack a server takes longer than most of what is done with it: all tests share what is unpacked. */
    private Map<String, String> sharingPrograms() {
        Map<String, String> shared = new HashMap<>(variables);
        shared.put(
                "BELAY_CACHE",
                Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg", "belay")
                        .toString());
        return shared;
    }

    /** As the distribution lays the servers out. */
    private Path installation() {
        try {
            Path library = Files.createDirectories(folder.resolve(".installation/lib"));
            if (!Files.exists(library.resolve("embedded"))) {
                Files.createSymbolicLink(library.resolve("embedded"), Path.of(System.getProperty("belay.embedded")));
            }
            return folder.resolve(".installation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Person implements Console {
        @Override
        public boolean answers() {
            return interactive;
        }

        @Override
        public Optional<String> answer() {
            try {
                Thread.sleep(thought.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public boolean showsData() {
            return terminal;
        }

        @Override
        public boolean showsMessages() {
            return terminal;
        }

        @Override
        public boolean unicode() {
            return true;
        }

        @Override
        public int width() {
            return 100;
        }

        @Override
        public InputStream input() {
            return new ByteArrayInputStream(input.getBytes(UTF_8));
        }
    }
}
