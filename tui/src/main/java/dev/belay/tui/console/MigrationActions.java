package dev.belay.tui.console;

import static dev.belay.tui.screen.Action.Effect.CHANGE;
import static dev.belay.tui.screen.Action.Effect.DESTROY;

import dev.belay.core.apply.Failure;
import dev.belay.core.apply.State;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.tui.Rehearsing;
import dev.belay.tui.report.FailureReport;
import dev.belay.tui.report.RehearseReport;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What can be done with migrations. */
final class MigrationActions {
    private final MigrationsView view;
    private final Deck deck;
    private final Bookkeeping books;

    private MigrationActions(MigrationsView view, Deck deck) {
        this.view = view;
        this.deck = deck;
        this.books = new Bookkeeping(view, deck);
    }

    static List<Action> of(MigrationsView view, Deck deck) {
        return new MigrationActions(view, deck).all();
    }

    private List<Action> all() {
        Supplier<Optional<String>> busy = deck.jobs()::whyBusy;
        return List.of(
                Action.command(
                                "p",
                                "plan",
                                "Show what up would do, statement by statement; runs nothing.",
                                "belay plan",
                                view::plan)
                        .saying(() -> deck.command("plan")),
                Action.command(
                                "t",
                                "rehearse",
                                "Test what is pending on a temporary copy: up, spec, down, back where it began, up"
                                        + " again.",
                                "belay rehearse",
                                this::rehearse)
                        .with(CHANGE)
                        .saying(() -> deck.command("rehearse"))
                        .unless(busy)
                        .unless(this::nothingPending),
                Action.command(
                                "u",
                                "up",
                                "Apply everything that is pending, after the plan was shown.",
                                "belay up",
                                view::up)
                        .with(CHANGE)
                        .saying(() -> deck.command("up"))
                        .unless(busy)
                        .unless(this::nothingPending),
                Action.command(
                                "U",
                                "up to here",
                                "Apply what is pending up to the selected one, and with it.",
                                "belay up VERSION",
                                view::upToHere)
                        .with(CHANGE)
                        .saying(() -> deck.command("up " + view.version()))
                        .unless(busy)
                        .unless(() -> selected(
                                row -> row.status().state().wantsUp() ? "" : "the selected one is applied already")),
                Action.command(
                                "d",
                                "down",
                                "Undo (roll back) the last migration, after a question.",
                                "belay down",
                                view::down)
                        .with(DESTROY)
                        .saying(() -> deck.command("down"))
                        .unless(busy)
                        .unless(this::nothingApplied),
                Action.command(
                                "D",
                                "down to here",
                                "Undo what was applied after the selected one, and keep that.",
                                "belay down VERSION",
                                view::downToHere)
                        .with(DESTROY)
                        .saying(() -> deck.command("down " + view.version()))
                        .unless(busy)
                        .unless(() -> selected(row -> row.undoable() ? "" : "the selected one is not applied")),
                Action.command(
                                "R",
                                "redo",
                                "Undo the selected one and all after it, and apply them again, under one lock.",
                                "belay redo VERSION",
                                view::redo)
                        .with(DESTROY)
                        .saying(() -> deck.command("redo " + view.version()))
                        .unless(busy)
                        .unless(() -> selected(row -> row.undoable() ? "" : "the selected one is not applied")),
                Action.command(
                                "m",
                                "resolve",
                                "Mark what is true of the selected one, where only a person can know.",
                                "belay " + Bookkeeping.RESOLVE
                                        + " VERSION --reason TEXT; belay repair VERSION --reason TEXT",
                                books::resolve)
                        .with(CHANGE)
                        .saying(() -> deck.command(books.mending() + " " + view.version() + " --reason TEXT"))
                        .unless(busy)
                        .unless(() -> selected(
                                row -> books.resolutions(row.status()).isEmpty() ? "there is nothing to resolve" : "")),
                Action.command("n", "new", "Write the file of a new migration.", "belay new TITLE", this::create)
                        .saying(() -> deck.command("new TITLE")),
                Action.here("e", "edit", "Open the file of the selected one in $VISUAL or $EDITOR.", this::edit)
                        .unless(() -> selected(row -> row.status().migration().isPresent() ? "" : "there is no file")),
                Action.command("r", "refresh", "Ask again how everything stands.", "belay status", deck.live()::refresh)
                        .saying(() -> deck.command("status")),
                Action.command("", "seed", "Run the seed files of belay.yaml.", "belay seed", this::seed)
                        .with(CHANGE)
                        .saying(() -> deck.command("seed"))
                        .unless(busy)
                        .unless(() -> deck.toolkit().seeds().isEmpty()
                                ? Optional.of("belay.yaml names no seed files")
                                : Optional.empty()),
                Action.command(
                                "",
                                "baseline",
                                "Declare everything up to the selected one to be there already.",
                                "belay baseline VERSION --reason TEXT",
                                books::baseline)
                        .with(CHANGE)
                        .saying(() -> deck.command("baseline " + view.version() + " --reason TEXT"))
                        .unless(busy)
                        .unless(() -> selected(
                                row -> row.status().state() == State.PENDING ? "" : "the selected one is not pending"))
                        .unless(this::historyBegun));
    }

    @FunctionalInterface
    private interface Objection {
        /** Empty for none. */
        String against(MigrationRow row);
    }

    private Optional<String> selected(Objection objection) {
        Optional<MigrationRow> row = view.selected();
        if (row.isEmpty()) {
            return Optional.of("no migration is selected");
        }
        return Optional.of(objection.against(row.get())).filter(text -> !text.isEmpty());
    }

    private Optional<String> nothingPending() {
        return deck.live()
                .migrations
                .value()
                .filter(known -> known.standing().entries().stream()
                        .noneMatch(entry -> entry.state().wantsUp()))
                .map(known -> "nothing is pending");
    }

    private Optional<String> nothingApplied() {
        return deck.live()
                .migrations
                .value()
                .filter(known -> known.standing().applied().isEmpty())
                .map(known -> "nothing is applied");
    }

    private Optional<String> historyBegun() {
        int applied = deck.live()
                .migrations
                .value()
                .map(known -> known.standing().applied().size())
                .orElse(0);
        return applied == 0
                ? Optional.empty()
                : Optional.of("it begins a history, and " + Spans.count(applied, "migration")
                        + (applied == 1 ? " is" : " are") + " applied");
    }

    private void rehearse() {
        deck.dialogs()
                .ask(
                        "Rehearse what is pending",
                        List.of(
                                Line.of("A temporary database gets a copy of the schema, and one made-up row per"
                                        + " table."),
                                Line.of("There everything goes up, is checked, comes down, and goes up again."),
                                Line.of(
                                        deck.where().guarded()
                                                ? "This environment is protected: it happens on a server of our own."
                                                : "It is made on the same server, and dropped at the end.")),
                        "Rehearse",
                        () -> deck.start("Rehearsal", deck.command("rehearse"), this::rehearse));
    }

    private Jobs.Ending rehearse(Job job) {
        Rehearsing.Wish usual = Rehearsing.Wish.usual();
        Rehearsing.Wish wish = deck.where().guarded() ? usual.on("embedded") : usual;
        Map<Version, Wording> wordings = wordings();
        RehearseReport report = deck.toolkit().rehearse(wish, job.supervision());
        deck.rehearsed(report, wordings);
        Deck.lines(report, true).forEach(job::say);
        Optional<Failure> failure = report.failure().map(FailureReport::failure);
        failure.filter(why -> !why.hint().isEmpty())
                .ifPresent(why -> job.say(Line.of(Ink.WARNING, "hint: " + why.hint())));
        if (failure.isPresent()) {
            job.say(Plans.WAY_ON);
            return Jobs.Ending.failed(failure.get().message());
        }
        return report.result().good()
                ? Jobs.Ending.done("everything went up, led back, and went up again")
                : Jobs.Ending.failed(
                        report.shortfall() + "; the end of the log has all of it, 2 that of each migration");
    }

    /** Read before: what is edited meanwhile is another text than the one that is rehearsed. */
    private Map<Version, Wording> wordings() {
        return deck.toolkit().standing().entries().stream()
                .filter(entry -> entry.state().wantsUp())
                .flatMap(entry -> entry.migration().stream())
                .collect(Collectors.toMap(Migration::version, Wording::of));
    }

    private void create() {
        deck.dialogs()
                .askForText(
                        "A new migration",
                        "What does it do? A few words become its name.",
                        "",
                        title -> deck.fetch(
                                "writing the file", () -> deck.toolkit().create(title), files -> {
                                    view.await(files.get(0));
                                    deck.dialogs()
                                            .say("wrote "
                                                    + deck.shown(files.get(0).toString()) + "; e opens it");
                                }));
    }

    private void edit() {
        view.selected().flatMap(row -> row.status().migration()).ifPresent(migration -> {
            Path file = migration.file();
            deck.hands().edit(file);
            deck.live().migrations.refresh();
        });
    }

    private void seed() {
        List<Path> files = deck.toolkit().seeds();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("They run in this order, each in one transaction, also when they ran before:"));
        files.forEach(file -> lines.add(Line.of("  " + deck.shown(file.toString()))));
        deck.consent(
                "Run the seed files",
                lines,
                "Run",
                () -> deck.start("Seed", deck.command("seed"), job -> {
                    Instant began = deck.now();
                    deck.toolkit().seed(job.supervision());
                    return Jobs.Ending.done(Spans.count(files.size(), "seed file") + " in "
                            + Spans.of(Duration.between(began, deck.now())));
                }));
    }
}
