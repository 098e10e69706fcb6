package dev.belay.tui.console;

import static dev.belay.tui.screen.Action.Effect.CHANGE;
import static dev.belay.tui.screen.Action.Effect.DESTROY;

import dev.belay.backup.CheckResult;
import dev.belay.backup.Shelf;
import dev.belay.backup.restore.DrillResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.core.Kind;
import dev.belay.tui.BackupRequest;
import dev.belay.tui.BackupRound;
import dev.belay.tui.DrillWish;
import dev.belay.tui.RestoreRequest;
import dev.belay.tui.report.PruneOutcome;
import dev.belay.tui.report.RestoreReport;
import dev.belay.tui.report.Sizes;
import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be done with backups. */
final class BackupActions {
    private final BackupsView view;
    private final Deck deck;

    private BackupActions(BackupsView view, Deck deck) {
        this.view = view;
        this.deck = deck;
    }

    static List<Action> of(BackupsView view, Deck deck) {
        return new BackupActions(view, deck).all();
    }

    private List<Action> all() {
        Supplier<Optional<String>> busy = deck.jobs()::whyBusy;
        return List.of(
                Action.command(
                                "b",
                                "back up",
                                "Back the database up, to the place of the environment.",
                                "belay backup",
                                this::backUp)
                        .with(CHANGE)
                        .saying(() -> deck.command("backup" + place(" --to ")))
                        .unless(busy),
                Action.command(
                                "t",
                                "drill",
                                "Restore the selected one into a temporary database, compare everything, drop it.",
                                "belay drill ARCHIVE",
                                this::drill)
                        .with(CHANGE)
                        .saying(() -> deck.command("drill " + archive() + place(" --from ")))
                        .unless(busy)
                        .unless(this::nothingSelected),
                Action.command(
                                "R",
                                "restore",
                                "Restore the selected one, into a new database or over this one.",
                                "belay restore ARCHIVE --create NAME|--clean",
                                this::restore)
                        .with(DESTROY)
                        .saying(() -> deck.command("restore " + archive() + place(" --from ") + " --create NAME"))
                        .unless(busy)
                        .unless(this::nothingSelected),
                Action.command(
                                "p",
                                "place",
                                "Look into another place, and back up there: a folder, or s3://bucket/prefix.",
                                "belay backups PLACE",
                                this::place)
                        .saying(() -> deck.command("backups" + place(" ")))
                        .unless(busy),
                Action.command(
                                "c",
                                "check",
                                "Prove every byte of the selected one, without a server.",
                                "belay check ARCHIVE",
                                this::check)
                        .saying(() -> deck.command("check " + archive() + place(" --from ")))
                        .unless(busy)
                        .unless(this::nothingSelected),
                Action.command(
                                "P",
                                "prune",
                                "Show which archives no rule keeps, and delete them after a question.",
                                "belay prune",
                                this::prune)
                        .with(DESTROY)
                        .saying(() -> deck.command("prune" + place(" ")))
                        .unless(busy),
                Action.command("r", "refresh", "Look again what there is.", "belay backups", deck.live()::refresh)
                        .saying(() -> deck.command("backups" + place(" "))));
    }

    /** As a part of a command line; empty for the place of the environment. */
    private String place(String before) {
        return deck.live().place().map(name -> before + Deck.quoted(name)).orElse("");
    }

    private void place() {
        deck.dialogs()
                .askForText(
                        "Another place",
                        "A folder, or s3://bucket/prefix; = is that of the environment:",
                        deck.live().place().orElse(""),
                        text -> deck.live()
                                .lookIn(Optional.of(text.strip())
                                        .filter(name -> !name.isEmpty() && !name.equals("="))));
    }

    private Optional<String> nothingSelected() {
        return view.selected().isPresent() ? Optional.empty() : Optional.of("no backup is selected");
    }

    private String archive() {
        return view.selected().map(Shelf::name).map(Deck::quoted).orElse("ARCHIVE");
    }

    private void backUp() {
        String place = deck.live()
                .backups
                .value()
                .map(listing -> deck.shown(listing.place()))
                .orElse("the place of the environment");
        deck.dialogs()
                .ask(
                        "Back up " + deck.where().database(),
                        List.of(Line.of("from  " + deck.where().url()), Line.of("to    " + place)),
                        "Back up",
                        () -> deck.start(
                                "Backup of " + deck.where().database(),
                                deck.command("backup" + place(" --to ")),
                                job -> {
                                    BackupRound.Result result = deck.toolkit()
                                            .archives()
                                            .backup(
                                                    deck.live()
                                                            .place()
                                                            .map(BackupRequest.usual()::to)
                                                            .orElseGet(BackupRequest::usual),
                                                    BackupRound.Wish.NOTHING,
                                                    Transfers.backup(job),
                                                    RestoreListener.SILENT,
                                                    job.cancellation());
                                    return result.backup()
                                            .map(made -> {
                                                view.made(made.archive());
                                                made.notes().forEach(note -> job.say(Line.of(Ink.FAINT, note)));
                                                return Jobs.Ending.done(made.archive() + ", "
                                                        + Sizes.of(made.manifest()
                                                                .totals()
                                                                .bytes()));
                                            })
                                            .orElseGet(() -> Jobs.Ending.done("there is one that is young enough"));
                                }));
    }

    private RestoreRequest request(Shelf shelf, Optional<String> create, RestoreOptions options) {
        return new RestoreRequest(
                shelf.name(), deck.live().place(), Optional.empty(), create, Optional.empty(), Map.of(), options);
    }

    private void drill() {
        Shelf shelf = view.selected().orElseThrow();
        deck.dialogs()
                .ask(
                        "Drill " + shelf.name(),
                        List.of(
                                Line.of("It is restored into a temporary database, compared row by row, and dropped."),
                                Line.of("On a protected environment that happens on a server of our own.")),
                        "Drill",
                        () -> deck.start(
                                "Drill of " + shelf.name(),
                                deck.command("drill " + archive() + place(" --from ")),
                                job -> {
                                    DrillResult result = deck.toolkit()
                                            .archives()
                                            .drill(
                                                    request(shelf, Optional.empty(), RestoreOptions.DEFAULT),
                                                    new DrillWish(
                                                            deck.where().guarded()
                                                                    ? Optional.of("embedded")
                                                                    : Optional.empty(),
                                                            false),
                                                    Transfers.restore(job),
                                                    job.cancellation())
                                            .drill();
                                    result.drill().findings().forEach(text -> job.say(Line.of(Ink.BAD, text)));
                                    return result.ok()
                                            ? Jobs.Ending.done("equal: "
                                                    + Spans.count(result.drill().tables(), "table") + ", "
                                                    + Spans.count(result.drill().rows(), "row") + " compared")
                                            : Jobs.Ending.failed("it is not what was backed up");
                                }));
    }

    private void restore() {
        Shelf shelf = view.selected().orElseThrow();
        deck.dialogs()
                .choose(
                        "Restore " + shelf.name(),
                        List.of(true, false),
                        beside -> Line.of(
                                beside
                                        ? "into a new database on the same server; nothing that is there is touched"
                                        : "over \"" + deck.where().database()
                                                + "\": what the archive has is dropped there first"),
                        beside -> {
                            if (beside) {
                                restoreBeside(shelf);
                            } else {
                                restoreOver(shelf);
                            }
                        });
    }

    private void restoreBeside(Shelf shelf) {
        deck.dialogs()
                .askForText(
                        "Into a new database",
                        "Its name:",
                        deck.where().database() + "_restored",
                        name -> deck.consent(
                                "Restore into \"" + name + "\"",
                                List.of(
                                        Line.of("archive   " + shelf.name()),
                                        Line.of("creates   database \"" + name + "\" on "
                                                + deck.where().host())),
                                "Restore",
                                () -> start(
                                        shelf,
                                        Optional.of(name),
                                        RestoreOptions.DEFAULT,
                                        "restore " + archive() + place(" --from ") + " --create "
                                                + Deck.quoted(name))));
    }

    private void restoreOver(Shelf shelf) {
        deck.destructive(
                "Restore over " + deck.where().database(),
                List.of(
                        Line.of(
                                Ink.BAD,
                                "What the archive has is dropped from the database, and restored as it was then."),
                        Line.of("archive   " + shelf.name() + ", " + Ages.ago(shelf.time(), deck.now())),
                        Line.of(
                                Ink.BAD,
                                deck.live().own(shelf) ? "" : "          it is of another database than this one"),
                        Line.of("holds     "
                                + shelf.manifest()
                                        .map(known -> Spans.count(known.totals().tables(), "table") + ", "
                                                + Spans.count(known.totals().rows(), "row"))
                                        .orElse("what nobody has counted")),
                        Line.of("newest    "
                                + deck.live()
                                        .ownBackups()
                                        .flatMap(own -> own.stream()
                                                .filter(Live::reliable)
                                                .findFirst())
                                        .map(newest -> "the last good backup is "
                                                + Ages.of(java.time.Duration.between(newest.time(), deck.now()))
                                                + " old")
                                        .orElse("there is no good backup of all of this database"))),
                () -> start(
                        shelf,
                        Optional.empty(),
                        RestoreOptions.DEFAULT.with(RestoreOptions.Target.CLEANED),
                        "restore " + archive() + place(" --from ") + " --clean"));
    }

    private void start(Shelf shelf, Optional<String> create, RestoreOptions options, String verb) {
        deck.start("Restore of " + shelf.name(), deck.command(verb), job -> {
            RestoreResult result = deck.toolkit()
                    .archives()
                    .restore(request(shelf, create, options), Transfers.restore(job), job.cancellation());
            result.notes().forEach(note -> job.say(Line.of(Ink.FAINT, note)));
            Optional<Kind> failure = result.failure();
            if (failure.isPresent()) {
                var why = RestoreReport.failure(result, failure.get()).failure();
                job.say(Line.of(Ink.WARNING, "hint: " + why.hint()));
                return Jobs.Ending.failed(why.message());
            }
            return Jobs.Ending.done("\"" + result.database() + "\" has " + Spans.count(result.tables(), "table") + ", "
                    + Spans.count(result.rows(), "row"));
        });
    }

    private void check() {
        Shelf shelf = view.selected().orElseThrow();
        deck.start("Check of " + shelf.name(), deck.command("check " + archive() + place(" --from ")), job -> {
            CheckResult result = deck.toolkit()
                    .archives()
                    .check(
                            request(shelf, Optional.empty(), RestoreOptions.DEFAULT),
                            Transfers.check(job),
                            job.cancellation())
                    .result();
            result.problems().forEach(problem -> job.say(Line.of(Ink.BAD, problem.file() + ": " + problem.message())));
            result.unproven().forEach(text -> job.say(Line.of(Ink.FAINT, text)));
            return result.ok()
                    ? Jobs.Ending.done("every byte is right: " + Spans.count(result.files(), "file") + ", "
                            + Sizes.of(result.bytes()))
                    : Jobs.Ending.failed(Spans.count(result.problems().size(), "problem") + ": it is damaged");
        });
    }

    private void prune() {
        deck.fetchToAsk(
                "looking what no rule keeps",
                () -> deck.toolkit().archives().prune(deck.live().place(), Map.of(), Optional.empty(), true),
                preview -> {
                    if (preview.result().archives().isEmpty()
                            && preview.result().leftovers().isEmpty()) {
                        deck.dialogs().say("the rules keep everything");
                        return;
                    }
                    deck.consent(
                            "Delete what no rule keeps",
                            Deck.lines(preview, true),
                            "Delete",
                            () -> deck.start("Prune", deck.command("prune" + place(" ")), job -> {
                                job.goesToItsEnd("what was begun to be deleted is deleted, which takes moments");
                                PruneOutcome outcome = deck.toolkit()
                                        .archives()
                                        .prune(deck.live().place(), Map.of(), Optional.empty(), false);
                                Deck.lines(outcome, true).forEach(job::say);
                                return Jobs.Ending.done("deleted "
                                        + Spans.count(
                                                outcome.result().archives().size(), "archive"));
                            }));
                });
    }
}
