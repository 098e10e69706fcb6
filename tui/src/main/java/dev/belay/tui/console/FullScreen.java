package dev.belay.tui.console;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.Toolkit;
import dev.belay.tui.screen.Background;
import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.Dialogs;
import dev.belay.tui.screen.Hands;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Loop;
import dev.belay.tui.terminal.FrameScreen;
import dev.belay.tui.terminal.Input;
import dev.belay.tui.terminal.Tty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** The console on the terminal of this process, from the first frame to the last. */
public final class FullScreen implements Hands {
    private final Stage stage;
    private final Dialogs dialogs = new Dialogs();
    private final Loop loop;
    private final Tty tty;
    private final Editor editor;
    private Deck deck;
    private Cockpit cockpit;
    private Optional<Memory> memory;
    /** The toolkit of an environment that was gone to: ours to close. */
    private Optional<Toolkit> own = Optional.empty();

    private boolean elsewhere;
    private boolean leaving;
    private String lastFailure = "";
    private int exit;

    private FullScreen(Toolkit toolkit, Stage stage, Taking terminal) throws IOException {
        this.stage = stage;
        this.editor = new Editor(stage.surroundings());
        this.loop = new Loop(this::failed);
        // The terminal is asked and set by other processes: the screens are made in the meantime.
        // Keys that come before the first frame wait for it.
        FutureTask<Tty> taken = new FutureTask<>(() -> terminal.with(input -> loop.post(() -> take(input))));
        new Thread(taken, "terminal").start();
        this.deck = deck(toolkit);
        this.cockpit = Assembly.of(deck, dialogs, this, stage.signs(), stage.readOnly());
        this.memory = memory();
        this.tty = await(taken);
    }

    /** Says it; and writes it down once, though each frame meets it again. */
    private void failed(Throwable failure) {
        dialogs.complain("a mistake in Belay: " + failure);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        if (!trace.toString().equals(lastFailure)) {
            lastFailure = trace.toString();
            stage.log().accept("a mistake in Belay: " + lastFailure);
        }
    }

    /** How a terminal is had, and where its keys go. */
    @FunctionalInterface
    private interface Taking {
        Tty with(Consumer<Input> keys) throws IOException;
    }

    private static Tty await(FutureTask<Tty> taken) throws IOException {
        try {
            return taken.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Deck deck(Toolkit toolkit) {
        return new Deck(toolkit, new Background(loop::post), dialogs, this, stage);
    }

    /** Shows it until somebody leaves; returns the exit code. */
    public static int run(Toolkit toolkit, Stage stage) {
        // Before the terminal is taken: what is wrong with the configuration is said where it can be read.
        toolkit.where();
        try {
            return new FullScreen(toolkit, stage, keys -> Tty.open(stage.mouse(), keys)).show();
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "the terminal does not work: " + e.getMessage(),
                    "belay status, belay up and the other verbs need none",
                    e);
        }
    }

    /** Opens each screen for a while where nobody sees it, for the class-data archive. */
    public static int unseen(Toolkit toolkit, Stage stage, Duration each) throws IOException {
        FullScreen all = new FullScreen(toolkit, stage, keys -> Tty.unseen());
        Thread hand = new Thread(() -> all.leafThrough(each), "hand");
        hand.setDaemon(true);
        hand.start();
        return all.show();
    }

    private void leafThrough(Duration each) {
        try {
            for (int number = 1; number <= cockpit.views().size(); number++) {
                Input key = new Input.Key(Integer.toString(number));
                loop.post(() -> take(key));
                Thread.sleep(each.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.end();
    }

    private int show() throws IOException {
        memory.ifPresent(kept -> kept.recall(cockpit));
        signals();
        try (Strays strays = Strays.caught(line -> loop.post(() -> dialogs.say(Line.of(Ink.FAINT, line))));
                FrameScreen screen = new FrameScreen(tty.terminal())) {
            screen.startScreen();
            loop.run(screen, () -> cockpit, this, new Loop.Looks(stage.colors(), stage.signs()));
            memory.ifPresent(kept -> kept.keep(cockpit));
        } finally {
            tty.close();
            deck.close();
            own.ifPresent(Toolkit::close);
        }
        return exit;
    }

    private Optional<Memory> memory() {
        return Memory.of(
                state(),
                stage.folder(),
                deck.where().environment().orElse("") + deck.where().project());
    }

    @Override
    public void enter(String environment) {
        deck.fetchToAsk(
                "going to " + environment,
                () -> {
                    Toolkit toolkit = deck.toolkit().in(environment);
                    // What is wrong with its configuration is said while the screens are still about this one.
                    toolkit.where();
                    return toolkit;
                },
                this::enter);
    }

    /** The screen that is open stays open, and is about the other environment. */
    private void enter(Toolkit toolkit) {
        Optional<String> busy = deck.jobs().whyBusy();
        if (busy.isPresent()) {
            dialogs.complain(busy.get());
            toolkit.close();
            return;
        }
        String screen = cockpit.view().name();
        memory.ifPresent(kept -> kept.keep(cockpit));
        deck.close();
        own.ifPresent(Toolkit::close);
        own = Optional.of(toolkit);
        deck = deck(toolkit);
        cockpit = Assembly.of(deck, dialogs, this, stage.signs(), stage.readOnly());
        memory = memory();
        memory.ifPresent(kept -> kept.recall(cockpit));
        cockpit.open(screen);
        redraw();
    }

    private Optional<Path> state() {
        return stage.surroundings()
                .variable("XDG_STATE_HOME")
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .or(() -> Optional.of(stage.surroundings().home().resolve(".local/state")));
    }

    private void signals() {
        stage.signals().accept("WINCH", () -> {
            tty.resized();
            loop.post(this::resized);
        });
        stage.signals().accept("TSTP", () -> loop.post(this::suspend));
        stage.signals().accept("CONT", () -> loop.post(this::continued));
        stage.signals().accept("INT", () -> loop.post(() -> stop(Kind.INTERRUPTED)));
        stage.signals().accept("TERM", this::terminated);
        stage.signals().accept("HUP", this::terminated);
    }

    /** While an editor has the terminal, the thread of the screen waits for it. */
    private void terminated() {
        editor.end();
        loop.post(() -> stop(Kind.TERMINATED));
    }

    private void take(Input input) {
        if (input instanceof Input.Closed) {
            stop(Kind.TERMINATED);
        } else {
            cockpit.take(input);
        }
    }

    /** Lanterna tells the screen when it hears of another size. */
    private void resized() {
        try {
            tty.terminal().getTerminalSize();
        } catch (IOException e) {
            stop(Kind.TERMINATED);
        }
    }

    private void continued() {
        try {
            tty.retake();
            resized();
            redraw();
        } catch (IOException e) {
            stop(Kind.TERMINATED);
        }
    }

    /** A signal: while an editor has the terminal, its Ctrl-C is not meant for us. */
    private void stop(Kind why) {
        if (why != Kind.INTERRUPTED || !elsewhere) {
            exit = why.exitCode();
            leave(why);
        }
    }

    /** In good order, unless somebody says it twice. */
    private void leave(Kind why) {
        if (leaving || deck.jobs().running().isEmpty()) {
            loop.end();
            return;
        }
        leaving = true;
        dialogs.say(Line.of(Ink.WARNING, "stopping in good order; once more leaves at once"));
        deck.background()
                .run(
                        () -> {
                            deck.jobs().stop(why);
                            return why;
                        },
                        done -> loop.end(),
                        failure -> loop.end());
    }

    @Override
    public Instant now() {
        return stage.clock().instant();
    }

    @Override
    public void copy(String text) throws IOException {
        tty.copy(text);
    }

    @Override
    public Path write(String name, String text) throws IOException {
        return Files.writeString(stage.folder().resolve(name), text);
    }

    @Override
    public void suspend() {
        aside(() -> tty.suspend());
    }

    @Override
    public void edit(Path file) {
        aside(() -> tty.handOver(() -> editor.open(file).ifPresent(dialogs::complain)));
    }

    private void aside(Tty.Guest guest) {
        elsewhere = true;
        try {
            guest.run();
        } catch (IOException e) {
            dialogs.complain("the terminal cannot be handed over: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            elsewhere = false;
        }
        resized();
        redraw();
    }

    @Override
    public void redraw() {
        loop.redraw();
    }

    @Override
    public void quit() {
        leave(Kind.INTERRUPTED);
    }
}
