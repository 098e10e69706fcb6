package dev.belay.tui.console;

import static java.util.Objects.requireNonNull;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Version;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.RehearseReport;
import dev.belay.tui.report.Report;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.Where;
import dev.belay.tui.screen.Background;
import dev.belay.tui.screen.Cockpit;
import dev.belay.tui.screen.Dialogs;
import dev.belay.tui.screen.Feed;
import dev.belay.tui.screen.Hands;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all screens share: the toolkit, what is known, what goes on, and how to ask whoever sits there. */
final class Deck implements AutoCloseable {
    private final Toolkit toolkit;
    private final Where where;
    private final Background background;
    private final Dialogs dialogs;
    private final Hands hands;
    private final Path folder;
    private final Jobs jobs;
    private final Live live;
    private @Nullable Cockpit cockpit;
    private volatile Optional<Rehearsed> rehearsed = Optional.empty();

    Deck(Toolkit toolkit, Background background, Dialogs dialogs, Hands hands, Stage stage) {
        this.toolkit = toolkit;
        this.where = toolkit.where();
        this.background = background;
        this.dialogs = dialogs;
        this.hands = hands;
        this.folder = stage.folder();
        this.jobs = new Jobs(background, stage.clock(), stage.log());
        this.live = new Live(toolkit, background);
    }

    /** Where the screens are, known only when all are made. */
    void over(Cockpit cockpit) {
        this.cockpit = cockpit;
    }

    private Cockpit cockpit() {
        return requireNonNull(cockpit, "the screens");
    }

    void open(String screen) {
        cockpit().open(screen);
    }

    /**
     * The last rehearsal since the start.
     *
     * @param of what it has rehearsed
     */
    record Rehearsed(Instant at, RehearseReport report, Map<Version, Wording> of) {
        Rehearsed {
            of = Map.copyOf(of);
        }
    }

    Optional<Rehearsed> rehearsed() {
        return rehearsed;
    }

    /** From the thread that has rehearsed. */
    void rehearsed(RehearseReport report, Map<Version, Wording> of) {
        rehearsed = Optional.of(new Rehearsed(now(), report, of));
    }

    Toolkit toolkit() {
        return toolkit;
    }

    Where where() {
        return where;
    }

    Dialogs dialogs() {
        return dialogs;
    }

    Hands hands() {
        return hands;
    }

    Jobs jobs() {
        return jobs;
    }

    Live live() {
        return live;
    }

    Background background() {
        return background;
    }

    Instant now() {
        return hands.now();
    }

    /** The command line that does the same in this environment. */
    String command(String verbAndMore) {
        return "belay " + verbAndMore
                + where.environment().map(name -> " --env " + quoted(name)).orElse("");
    }

    /** A path as people name it who stand in the working directory. */
    String shown(String path) {
        String here = folder + "/";
        return path.startsWith(here) ? path.substring(here.length()) : path;
    }

    /** As a shell takes it. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Asks something in the background and shows it; a failure is a message. */
    <T> void fetch(String what, Callable<T> question, Consumer<T> then) {
        dialogs.say(Line.of(Ink.FAINT, what + "…"));
        background.run(
                question,
                answer -> {
                    dialogs.say(Line.EMPTY);
                    then.accept(answer);
                },
                failure -> dialogs.complain(words(failure)));
    }

    /**
     * Asks something in the background and opens a window with it. Not over another screen, a window or a filter that was
     * opened in the meantime: a key that is meant for those would answer it.
     */
    <T> void fetchToAsk(String what, Callable<T> question, Consumer<T> window) {
        String screen = cockpit().view().name();
        fetch(what, question, answer -> {
            if (cockpit().elsewhere(screen)) {
                dialogs.say(Line.of(Ink.WARNING, what + ": done, but you were elsewhere; ask again to see it"));
            } else {
                window.accept(answer);
            }
        });
    }

    /** Does what changes something, with its log on the screen Run. */
    void start(String label, String command, Jobs.Work work) {
        Optional<String> busy = jobs.whyBusy();
        if (busy.isPresent()) {
            dialogs.complain(busy.get());
            return;
        }
        jobs.start(label, command, work, job -> {
            live.refresh();
            Job.Seen seen = job.seen();
            Ink ink = seen.state() == Job.State.DONE ? Ink.GOOD : Ink.BAD;
            dialogs.say(Line.of(ink, seen.label() + ": " + seen.result()));
        });
        open("Run");
    }

    /** Consent to what can be undone: yes, or the name of a protected environment. */
    void consent(String title, List<Line> body, String verb, Runnable yes) {
        if (where.guarded()) {
            byEnvironment(title, body, yes);
        } else {
            dialogs.ask(title, body, verb, yes);
        }
    }

    /** Consent to what destroys: the name of the database, or of a protected environment. */
    void destructive(String title, List<Line> body, Runnable yes) {
        if (where.guarded()) {
            byEnvironment(title, body, yes);
        } else {
            dialogs.askForName(title, with(body), "database", where.database(), yes);
        }
    }

    private void byEnvironment(String title, List<Line> body, Runnable yes) {
        dialogs.askForName(title, with(body), "environment", where.environment().orElse(where.database()), yes);
    }

    private List<Line> with(List<Line> body) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("host ")
                .and(Ink.STRONG, where.host() + ":" + where.port())
                .and("   database ")
                .and(Ink.STRONG, where.database())
                .and("   environment ")
                .and(
                        where.guarded() ? Ink.BAD : Ink.STRONG,
                        where.environment().orElse("none") + (where.guarded() ? " (protected)" : "")));
        lines.add(Line.EMPTY);
        lines.addAll(body);
        return lines;
    }

    /** What is known about a value that is not there yet, or not any more. */
    Optional<Line> state(Feed<?> feed) {
        long waited = feed.waited(now()).toSeconds();
        if (feed.trouble().isPresent()) {
            return Optional.of(Line.of(Ink.BAD, words(feed.trouble().get())));
        }
        if (waited >= 3) {
            return Optional.of(Line.of(Ink.WARNING, "no answer for " + waited + " s"));
        }
        return feed.value().isPresent() ? Optional.empty() : Optional.of(Line.of(Ink.FAINT, "asking…"));
    }

    /** A failure as people are told. */
    static String words(Throwable failure) {
        if (failure instanceof BelayException known) {
            return known.getMessage() + (known.hint().isEmpty() ? "" : "; " + known.hint());
        }
        return "a mistake in Belay: " + failure;
    }

    /** A report as the command line prints it. */
    static List<Line> lines(Report report, boolean unicode) {
        return lines(report::text, unicode);
    }

    /** A part of one. */
    static List<Line> lines(Consumer<Page> part, boolean unicode) {
        StringWriter text = new StringWriter();
        part.accept(new Page(new PrintWriter(text), new Style(false, unicode)));
        return text.toString().lines().map(Line::of).toList();
    }

    @Override
    public void close() {
        live.close();
        background.close();
    }
}
