package dev.belay.tui.report;

import dev.belay.core.activity.Look;
import dev.belay.core.activity.Progress;
import dev.belay.core.activity.Pulse;
import dev.belay.core.activity.Seat;
import dev.belay.core.activity.Session;
import dev.belay.core.activity.WaitTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is at work in a database, who waits for whom, and how far long commands are.
 *
 * @param where which database
 * @param everybody whether idle sessions are shown too
 * @param width of a line for people, in cells; 0 where it may be as long as it is
 */
public record ActivityReport(Where where, Look look, boolean everybody, int width) implements Report {
    /** What a query has at least, however narrow the terminal is. */
    private static final int LEAST = 24;
    /** What stands before it. */
    private static final int BEFORE = 76;

    private List<Seat> shown() {
        return everybody ? look.seats() : look.atWork();
    }

    private Instant now() {
        return look.pulse().now();
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.line(summary());
        waits(page);
        if (!look.progress().isEmpty()) {
            page.gap();
            page.line(Tone.STRONG, "long commands");
            look.progress().forEach(work -> page.line("  " + cut(far(work))));
        }
        page.gap();
        sessions(page);
    }

    private String summary() {
        Pulse pulse = look.pulse();
        long working = look.atWork().stream().filter(seat -> !seat.blocked()).count();
        return "PostgreSQL " + Visible.line(pulse.version()) + (pulse.replica() ? ", a replica" : "") + ", "
                + Sizes.of(pulse.bytes()) + "; " + pulse.connections() + " of " + pulse.limit() + " connections, "
                + working + " at work, " + pulse.blocked() + (pulse.blocked() == 1 ? " waits" : " wait")
                + " for a lock";
    }

    private void waits(Page page) {
        List<WaitTree.Place> tree = WaitTree.of(look.seats());
        if (tree.isEmpty()) {
            return;
        }
        page.gap();
        page.line(Tone.STRONG, "who waits for whom");
        for (WaitTree.Place place : tree) {
            page.line(
                    place.depth() == 0 ? Tone.BAD : Tone.WARNING,
                    "  " + place.branch(page.style().unicode())
                            + cut(place.seat()
                                    .map(seat -> seat.session().describe(now()))
                                    .orElseGet(place::stranger)));
        }
    }

    private static String far(Progress work) {
        String share = work.total() > 0 ? "%3d %%  ".formatted(work.share() / 10) : "       ";
        return share + work.command() + (work.object().isEmpty() ? "" : " " + work.object()) + ": " + work.phase()
                + ", pid " + work.pid();
    }

    private void sessions(Page page) {
        Table table = new Table("pid", "user", "application", "state", "for", "waits on", "query");
        for (Seat seat : shown()) {
            Session session = seat.session();
            table.row(
                    Table.Cell.of(String.valueOf(session.pid())),
                    Table.Cell.of(session.user()),
                    new Table.Cell(Width.cut(session.application(), 16, page.style()), Tone.FAINT),
                    new Table.Cell(state(seat), seat.blocked() ? Tone.BAD : Tone.NORMAL),
                    Table.Cell.of(session.since()
                            .map(since -> Spans.of(positive(Duration.between(since, now()))))
                            .orElse("")),
                    new Table.Cell(seat.waiting(), Tone.FAINT),
                    Table.Cell.of(query(session, page.style())));
        }
        if (table.isEmpty()) {
            page.line(everybody ? "there are no other sessions" : "nobody else is at work; --idle shows who is there");
        } else {
            table.print(page);
        }
    }

    private static String state(Seat seat) {
        return seat.blocked() ? "waits for " + blockers(seat) : seat.session().state();
    }

    private static String blockers(Seat seat) {
        return String.join(", ", pids(seat));
    }

    private static List<String> pids(Seat seat) {
        return seat.blockedBy().stream().map(String::valueOf).toList();
    }

    private static Duration positive(Duration span) {
        return span.isNegative() ? Duration.ZERO : span;
    }

    private String query(Session session, Style style) {
        String line = Visible.line(session.query().replaceAll("\\s+", " ").strip());
        return width == 0 ? line : Width.cut(line, Math.max(LEAST, width - BEFORE), style);
    }

    private String cut(String text) {
        String line = Visible.line(text.replaceAll("\\s+", " ").stripTrailing());
        return width == 0 ? line : Width.cut(line, Math.max(LEAST, width - 4), Style.PLAIN);
    }

    /** The same for a log: the time before each line, and only who waits and what takes long after the first. */
    public void lines(Page page) {
        String time = now() + "  ";
        page.line(time + summary());
        for (WaitTree.Place place : WaitTree.of(look.seats())) {
            place.seat()
                    .filter(Seat::blocked)
                    .ifPresent(seat -> page.line(time + "waits for " + blockers(seat) + ": "
                            + cut(seat.session().describe(now()))));
        }
        look.progress().forEach(work -> page.line(time + cut(far(work).strip())));
    }

    @Override
    public void json(Json json) {
        where.json(json);
        Pulse pulse = look.pulse();
        json.object(
                "server",
                server -> server.text("version", pulse.version())
                        .truth("replica", pulse.replica())
                        .text("started", pulse.started().toString())
                        .text("now", pulse.now().toString())
                        .number("bytes", pulse.bytes())
                        .number("connections", pulse.connections())
                        .number("limit", pulse.limit())
                        .number("transactions", pulse.transactions())
                        .number("blocked", pulse.blocked()));
        json.list("sessions", shown(), seat -> session(json, seat));
        json.list(
                "progress",
                look.progress(),
                work -> json.number("pid", work.pid())
                        .text("command", work.command())
                        .text("object", Optional.of(work.object()).filter(text -> !text.isEmpty()))
                        .text("phase", work.phase())
                        .number("done", work.done())
                        .number("total", work.total())
                        .text("unit", work.unit()));
    }

    private static void session(Json json, Seat seat) {
        Session session = seat.session();
        json.number("pid", session.pid())
                .text("user", session.user())
                .text("application", session.application())
                .text("client", Optional.of(session.client()).filter(text -> !text.isEmpty()))
                .text("kind", session.kind())
                .text("state", session.state())
                .text("since", session.since().map(Instant::toString))
                .text("statement_since", seat.statementSince().map(Instant::toString))
                .text("waits_on", Optional.of(seat.waiting()).filter(text -> !text.isEmpty()))
                .texts("blocked_by", pids(seat))
                .text("query", session.query());
    }
}
