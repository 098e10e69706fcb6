package dev.belay.tui.console;

import static dev.belay.tui.screen.Action.Effect.CHANGE;
import static dev.belay.tui.screen.Action.Effect.DESTROY;

import dev.belay.core.activity.Look;
import dev.belay.core.activity.Observatory;
import dev.belay.core.activity.Progress;
import dev.belay.core.activity.Seat;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is at work in the database, who waits for whom, and how far long commands are. */
final class ActivityView extends ListScreen {
    private final Deck deck;
    private final Pane<Seat> pane;
    private final List<Action> actions;
    private Optional<Look> seen = Optional.empty();
    private boolean idleToo;

    ActivityView(Deck deck) {
        super("Activity", "see sessions, who blocks whom and slow commands, and stop what must be stopped");
        this.deck = deck;
        this.pane = new Pane<>(
                deck,
                new TableView<>(seat -> seat.session().pid() + seat.started(), columns()),
                new Pane.Face<>(
                        ActivityView::pid,
                        seat -> "session " + pid(seat),
                        (seat, width) -> detail(seat),
                        seat -> seat.session().query()));
        this.actions = List.of(
                Action.command(
                                "c",
                                "cancel query",
                                "Cancel what the selected session runs; the session stays.",
                                "belay sql -c 'SELECT pg_cancel_backend(PID)'",
                                () -> signal(false))
                        .with(CHANGE)
                        .saying(() -> deck.command("sql -c 'SELECT pg_cancel_backend(" + pid() + ")'"))
                        .unless(this::nothingSelected),
                Action.command(
                                "K",
                                "end session",
                                "Kill the selected session: it is rolled back, and its client loses the connection.",
                                "belay sql -c 'SELECT pg_terminate_backend(PID)'",
                                () -> signal(true))
                        .with(DESTROY)
                        .saying(() -> deck.command("sql -c 'SELECT pg_terminate_backend(" + pid() + ")'"))
                        .unless(this::nothingSelected),
                Action.here("i", "idle too", "Show idle sessions too, or leave them out.", this::toggleIdle),
                Action.command("r", "refresh", "Ask again now.", "belay activity", deck.live().sessions::refresh)
                        .saying(() -> deck.command("activity")));
    }

    private List<Column<Seat>> columns() {
        return List.of(
                Column.<Seat>number(
                        "PID",
                        7,
                        seat -> String.valueOf(seat.session().pid()),
                        Comparator.comparing(seat -> seat.session().pid())),
                Column.<Seat>number(
                        "FOR",
                        8,
                        seat -> seat.session()
                                .since()
                                .map(since -> Ages.clock(Duration.between(since, serverNow())))
                                .orElse(""),
                        Comparator.comparing(seat -> seat.session().since().orElse(Instant.MAX))),
                Column.<Seat>of(
                                "STATE",
                                19,
                                seat -> seat.blocked()
                                        ? "waits for " + seat.blockedBy()
                                        : seat.session().state())
                        .in(ActivityView::ink),
                Column.<Seat>of("USER", 12, seat -> seat.session().user()),
                Column.<Seat>of("APPLICATION", 16, seat -> seat.session().application()),
                Column.<Seat>of("WAITS ON", 22, Seat::waiting).in(Ink.FAINT),
                Column.<Seat>of(
                        "QUERY",
                        0,
                        seat -> seat.session().query().replaceAll("\\s+", " ").strip()));
    }

    private static Ink ink(Seat seat) {
        if (seat.blocked()) {
            return Ink.BAD;
        }
        return switch (seat.session().state()) {
            case "active" -> Ink.GOOD;
            case "idle in transaction", "idle in transaction (aborted)" -> Ink.WARNING;
            default -> Ink.FAINT;
        };
    }

    private Instant serverNow() {
        return seen.map(known -> known.pulse().now()).orElse(deck.now());
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private Optional<String> nothingSelected() {
        return pane.selected().isPresent() ? Optional.empty() : Optional.of("no session is selected");
    }

    private String pid() {
        return pane.selected().map(ActivityView::pid).orElse("PID");
    }

    private static String pid(Seat seat) {
        return String.valueOf(seat.session().pid());
    }

    private void signal(boolean end) {
        Seat seat = pane.selected().orElseThrow();
        String what = end ? "End session " + pid() : "Cancel the query of " + pid();
        List<Line> body = List.of(
                Line.of(seat.session().describe(serverNow())),
                Line.EMPTY,
                Line.of(
                        end
                                ? "Its transaction is rolled back, and its client loses the connection."
                                : "Its statement is cancelled; its session stays, and a transaction of it is"
                                        + " aborted."));
        deck.consent(
                what,
                body,
                end ? "End it" : "Cancel it",
                () -> deck.fetch(
                        what,
                        () -> deck.live()
                                .monitor()
                                .ask(connection -> end
                                        ? Observatory.terminate(connection, seat)
                                        : Observatory.cancel(connection, seat)),
                        done -> {
                            deck.live().sessions.refresh();
                            deck.dialogs()
                                    .say(
                                            done
                                                    ? Line.of(Ink.GOOD, what + ": the server was asked to")
                                                    : Line.of(Ink.WARNING, what + ": that session is gone"));
                        }));
    }

    private void toggleIdle() {
        idleToo = !idleToo;
        seen = Optional.empty();
    }

    @Override
    public void tick(Instant now) {
        deck.live().sessions.tick(now);
        Optional<Look> known = deck.live().sessions.value();
        if (known.isPresent() && !known.equals(seen)) {
            seen = known;
            pane.table().rows(idleToo ? known.get().seats() : known.get().atWork());
        }
    }

    @Override
    public void draw(Canvas canvas) {
        List<Line> going = seen.map(known -> progress(known.progress(), canvas)).orElse(List.of());
        List<Line> waits = seen.map(
                        known -> WaitLines.of(known.seats(), known.pulse().now(), canvas.signs()))
                .orElse(List.of());
        List<Line> top = new ArrayList<>(going);
        top.addAll(waits);
        int room = Math.min(top.size() + 2, canvas.height() / 3);
        int rows = top.isEmpty() || room < 3 ? 0 : room;
        if (rows > 0) {
            Canvas box = canvas.part(0, 0, canvas.width(), rows)
                    .box(waits.isEmpty() ? "Long commands" : "Who waits for whom", false);
            for (int y = 0; y < box.height() && y < top.size(); y++) {
                box.put(1, y, top.get(y));
            }
        }
        pane.draw(
                canvas.part(0, rows, canvas.width(), canvas.height() - rows),
                idleToo ? "Sessions, idle ones too" : "Sessions at work",
                Optional.of(deck.live().sessions),
                nobody());
    }

    private List<Line> nobody() {
        return seen.isPresent() && deck.live().sessions.trouble().isEmpty()
                ? List.of(Line.of(
                        idleToo
                                ? "Nobody else is connected to this database."
                                : "Nobody else is at work in this database. i shows idle sessions."))
                : List.of();
    }

    private static List<Line> progress(List<Progress> progress, Canvas canvas) {
        return progress.stream()
                .map(work -> Line.of(Ink.BAR, canvas.signs().bar(work.share(), 20))
                        .and(" " + work.share() / 10 + " %  ")
                        .and(Ink.STRONG, work.command() + " " + work.object())
                        .and(Ink.FAINT, "  " + work.phase() + ", pid " + work.pid()))
                .toList();
    }

    private List<Line> detail(Seat seat) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(ink(seat), seat.session().state()).and("  " + seat.waiting()));
        lines.add(Line.of(Ink.FAINT, "client      ")
                .and(
                        seat.session().client().isEmpty()
                                ? "a socket on the server"
                                : seat.session().client()));
        lines.add(Line.of(Ink.FAINT, "connected   ").and(seat.started()));
        seat.session()
                .since()
                .ifPresent(since -> lines.add(Line.of(Ink.FAINT, "transaction ")
                        .and("since " + Ages.of(Duration.between(since, serverNow())))));
        if (seat.blocked()) {
            lines.add(Line.of(Ink.BAD, "waits for   " + seat.blockedBy()));
        }
        lines.add(Line.EMPTY);
        lines.addAll(Sql.lines(seat.session().query()));
        return lines;
    }

    @Override
    Pane<?> pane() {
        return pane;
    }
}
