package dev.belay.tui.console;

import dev.belay.core.BelayException;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.State;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Lookup;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.screen.TableView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The migrations: how each stands, what it says, and the ways up and down. */
final class MigrationsView extends ListScreen {
    private final Deck deck;
    private final Signs signs;
    private final Plans plans;
    private final Pane<MigrationRow> pane;
    private final Lookup<Migration, List<Line>> sql;
    private final Lookup<Migration, Wording> wordings;
    private final List<Action> actions;
    private Optional<Live.Migrations> seen = Optional.empty();
    private int answer;
    private String title = "Migrations";

    MigrationsView(Deck deck, Signs signs) {
        super("Migrations", "see how each migration stands, and go up and down");
        this.deck = deck;
        this.signs = signs;
        this.plans = new Plans(deck);
        this.pane = new Pane<>(
                deck,
                new TableView<MigrationRow>(row -> row.status().version(), MigrationRow.columns(signs))
                        .beginningWith(MigrationsView::toLookAt),
                new Pane.Face<>(MigrationRow::version, MigrationRow::label, this::detail, MigrationRow::version));
        this.sql = new Lookup<>(deck.background(), this::read);
        this.wordings = new Lookup<>(deck.background(), Wording::of);
        this.actions = MigrationActions.of(this, deck);
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    @Override
    public void tick(Instant now) {
        deck.live().migrations.tick(now);
        Optional<Live.Migrations> known = deck.live().migrations.value();
        if (deck.live().migrations.answer() != answer) {
            // Somebody has looked at the files anew, whatever has come of it.
            answer = deck.live().migrations.answer();
            sql.renew();
            wordings.renew();
        }
        boolean other = !known.equals(seen);
        seen = known.or(() -> seen);
        if (known.isPresent() && other) {
            title = title(known.get());
            pane.table()
                    .rows(known.get().standing().entries().stream()
                            .map(status -> MigrationRow.of(status, known.get()))
                            .toList());
        }
    }

    /** What is in trouble, else what is next, else what came last: whoever comes here comes because of that. */
    private static Optional<MigrationRow> toLookAt(List<MigrationRow> rows) {
        return rows.stream()
                .filter(MigrationRow::troubled)
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.status().state().wantsUp())
                        .findFirst())
                .or(() -> rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1)));
    }

    /** Goes to the migration of this file as soon as it is known. */
    void await(Path file) {
        Path wanted = file.toAbsolutePath().normalize();
        pane.table()
                .await(row -> row.status()
                        .migration()
                        .map(MigrationsView::place)
                        .filter(wanted::equals)
                        .isPresent());
        deck.live().migrations.refresh();
    }

    private static Path place(Migration migration) {
        return migration.file().toAbsolutePath().normalize();
    }

    @Override
    public void look() {
        deck.live().renew(deck.now());
    }

    @Override
    public void draw(Canvas canvas) {
        pane.draw(canvas, title, Optional.of(deck.live().migrations), empty());
    }

    /** With all that is not simply applied: it may not be in sight. */
    private static String title(Live.Migrations known) {
        Map<State, Long> counts = known.standing().entries().stream()
                .map(MigrationStatus::state)
                .filter(state -> state != State.APPLIED && state != State.BASELINE)
                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " " + MigrationRow.word(state)));
        return parts.isEmpty() ? "Migrations" : "Migrations: " + String.join(", ", parts);
    }

    private List<Line> empty() {
        return seen.isPresent() && pane.table().total() == 0
                ? List.of(Line.of("There are no migrations yet."), Line.of("n writes the first one."))
                : List.of();
    }

    private List<Line> detail(MigrationRow row, int width) {
        List<Line> lines = new ArrayList<>(row.about(deck, width));
        deck.rehearsed().ifPresent(last -> lines.addAll(rehearsed(last, row)));
        lines.add(Line.EMPTY);
        row.status()
                .migration()
                .ifPresent(file -> lines.addAll(sql.of(file).orElse(List.of(Line.of(Ink.FAINT, "reading the file…")))));
        return lines;
    }

    /** What the last rehearsal showed of it. */
    private List<Line> rehearsed(Deck.Rehearsed last, MigrationRow row) {
        List<Line> found = Deck.lines(page -> last.report().about(row.status().version(), page), signs.unicode());
        if (found.isEmpty()) {
            return found;
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        if (!still(last, row)) {
            lines.add(Line.of(Ink.FAINT, "rehearsed " + Ages.ago(last.at(), deck.now()))
                    .and(Ink.WARNING, ", but its text is another one since then: t rehearses it"));
            return lines;
        }
        lines.add(Line.of(Ink.TITLE, "rehearsed " + Ages.ago(last.at(), deck.now())));
        lines.addAll(found);
        return lines;
    }

    /** Whether its files are those that were rehearsed, as far as is known. */
    private boolean still(Deck.Rehearsed last, MigrationRow row) {
        Optional<Wording> then = Optional.ofNullable(last.of().get(row.status().version()));
        return row.status()
                .migration()
                .flatMap(wordings::of)
                .filter(now -> then.isPresent() && !then.get().equals(now))
                .isEmpty();
    }

    /** Its statements as they would be sent, both ways. */
    private List<Line> read(Migration migration) {
        List<Line> lines = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            if (direction == Direction.UP || migration.reversible()) {
                lines.add(Line.of(Ink.TITLE, direction == Direction.UP ? "up" : "down"));
                try {
                    lines.addAll(Sql.lines(
                            deck.toolkit().script(migration, direction).text().strip()));
                } catch (BelayException e) {
                    lines.add(Line.of(Ink.BAD, Deck.words(e)));
                    lines.add(Line.of(Ink.KEY, "r").and(" reads the files anew."));
                }
                lines.add(Line.EMPTY);
            }
        }
        return lines;
    }

    Optional<MigrationRow> selected() {
        return pane.selected();
    }

    /** The version of the selected one, as a command line takes it. */
    String version() {
        return selected().map(row -> Deck.quoted(row.status().version().text())).orElse("VERSION");
    }

    private Version chosen() {
        return selected().orElseThrow().status().version();
    }

    private Plans.Wish wish(String title, String verb, PlanRequest request) {
        return new Plans.Wish(title, deck.command(verb), () -> List.of(request));
    }

    void plan() {
        plans.show(wish("What up would do", "plan", PlanRequest.up()));
    }

    void up() {
        plans.run(wish("Apply what is pending", "up", PlanRequest.up()));
    }

    void upToHere() {
        plans.run(wish("Apply up to " + chosen(), "up " + version(), PlanRequest.upTo(chosen())));
    }

    void down() {
        plans.run(wish("Undo the last migration", "down", PlanRequest.down(1)));
    }

    void downToHere() {
        plans.run(wish("Undo what came after " + chosen(), "down " + version(), PlanRequest.downTo(chosen())));
    }

    void redo() {
        Version from = chosen();
        plans.run(new Plans.Wish(
                "Undo and apply again from " + from,
                deck.command("redo " + version()),
                () -> deck.toolkit().redo(Optional.of(from))));
    }

    @Override
    Pane<?> pane() {
        return pane;
    }
}
