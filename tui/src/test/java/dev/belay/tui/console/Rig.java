package dev.belay.tui.console;

import dev.belay.core.apply.Programs;
import dev.belay.core.config.Overrides;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Start;
import dev.belay.tui.Toolkit;
import dev.belay.tui.screen.Background;
import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.Dialogs;
import dev.belay.tui.screen.Hands;
import dev.belay.tui.screen.Sheet;
import dev.belay.tui.terminal.Colors;
import dev.belay.tui.terminal.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The whole console on a virtual terminal: keys are pressed, and what is seen is read. */
final class Rig implements Hands, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Dialogs dialogs = new Dialogs();
    final List<String> copies = new ArrayList<>();
    final List<Path> edited = new ArrayList<>();
    final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private String environment = "dev";
    private boolean readOnly;
    private Sheet sheet = new Sheet(80, 24);
    private Toolkit toolkit;
    private Deck deck;
    private Cockpit cockpit;
    boolean left;
    private Duration passed = Duration.ZERO;

    Rig(Path folder) {
        this.folder = folder;
        variables.put("HOME", folder.toString());
    }

    /** A project in the plain convention. */
    static Rig of(Path folder, TestDatabase database) {
        return of(folder, database.url());
    }

    static Rig of(Path folder, String url) {
        Rig rig = new Rig(folder);
        rig.variables.put("DATABASE_URL", url);
        return rig.file("belay.yaml", """
            project: shop
            convention: plain
            environments:
              dev: {url: "${DATABASE_URL}", backup: {to: backups, keep: {last: 1}}}
              prod: {url: "${DATABASE_URL}", protected: true, backup: {to: backups}}
            default_environment: dev
            """);
    }

    Rig file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rig migration(String name, String up, String down) {
        return file(name + ".sql", up).file("rollback_" + name + ".sql", down);
    }

    Rig in(String name) {
        environment = name;
        return this;
    }

    Rig reading() {
        readOnly = true;
        return this;
    }

    Rig size(int columns, int rows) {
        sheet = new Sheet(columns, rows);
        return this;
    }

    Rig plain() {
        sheet = new Sheet(80, 24, false, Colors.NONE);
        return this;
    }

    Sheet sheet() {
        return sheet;
    }

    /** Starts it. */
    Rig open() {

        Start start = new Start(
                folder,
                new Surroundings(variables, folder),
                Overrides.NONE.withEnvironment(environment),
                "tui",
                () -> "test",
                Clock.systemUTC(),
                () -> {
                    throw new IllegalStateException("no server here");
                },
                Programs.NONE);
        Toolkit opened = Toolkit.open(start);
        show(readOnly ? opened.reading() : opened);
        return this;
    }

    private void show(Toolkit shown) {
        toolkit = shown;
        deck = new Deck(toolkit, new Background(tasks::add), dialogs, this, stage());
        cockpit = Assembly.of(deck, dialogs, this, sheet.signs(), readOnly);
    }

    @Override
    public void enter(String name) {
        Toolkit before = toolkit;
        deck.close();
        show(toolkit.in(name));
        before.close();
    }

    private Stage stage() {
        return new Stage(
                folder,
                new Surroundings(variables, folder),
                (name, action) -> {},
                Clock.systemUTC(),
                Colors.MANY,
                sheet.signs(),
                false,
                readOnly,
                logged::add);
    }

    Toolkit toolkit() {
        return toolkit;
    }

    /** Applies the one migration there is. */
    Rig applied() {
        return press("2").until("pending").press("u").until("Apply").press("y").until("1 migration in");
    }

    Deck deck() {
        return deck;
    }

    Cockpit cockpit() {
        return cockpit;
    }

    /** Presses keys, one after the other. */
    Rig press(String... keys) {
        for (String key : keys) {
            pump(Duration.ZERO);
            cockpit.take(new Input.Key(key));
        }
        pump(Duration.ZERO);
        return this;
    }

    /** Presses keys before anything that was asked can be answered. */
    Rig at(String... keys) {
        for (String key : keys) {
            cockpit.take(new Input.Key(key));
        }
        return this;
    }

    Rig type(String text) {
        text.chars().forEach(c -> press(c == ' ' ? "space" : String.valueOf((char) c)));
        return this;
    }

    Rig paste(String text) {
        cockpit.take(new Input.Paste(text));
        pump(Duration.ZERO);
        return this;
    }

    /** Lets everything happen until a text is seen. */
    Rig until(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!screen().contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never saw \"" + text + "\" but\n" + screen());
            }
            pump(Duration.ofMillis(20));
        }
        return this;
    }

    /** Lets time pass. */
    Rig later(Duration time) {
        passed = passed.plus(time);
        return this;
    }

    /** Until a text is gone. */
    Rig without(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (screen().contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still see \"" + text + "\" in\n" + screen());
            }
            pump(Duration.ofMillis(20));
        }
        return this;
    }

    private void pump(Duration wait) {
        cockpit.tick(now());
        try {
            Runnable task = tasks.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            while (task != null) {
                task.run();
                task = tasks.poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cockpit.tick(now());
    }

    /** What is seen now. */
    String screen() {
        return sheet.draw(cockpit::draw).text();
    }

    @Override
    public Instant now() {
        return Instant.now().plus(passed);
    }

    @Override
    public void copy(String text) {
        copies.add(text);
    }

    @Override
    public Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void suspend() {}

    @Override
    public void edit(Path file) {
        edited.add(file);
    }

    @Override
    public void redraw() {}

    @Override
    public void quit() {
        left = true;
    }

    @Override
    public void close() {
        deck.jobs().stop(dev.belay.core.Kind.INTERRUPTED);
        deck.close();
        toolkit.close();
    }
}
