package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All screens together: which one is open, who gets a key, and what is around them. Without a terminal of its own. */
public final class Cockpit {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<View> views;
    private final Dialogs dialogs;
    private final Hands hands;
    private final Supplier<Optional<String>> busy;
    private final boolean readOnly;
    private final Frame frame;
    private final List<Action> everywhere;
    private final List<Action> offered = new ArrayList<>();
    private final List<Action> byName = new ArrayList<>();

    private BooleanSupplier moving = () -> false;
    private int open;
    private boolean paused;
    private @Nullable Field filter;

    /**
     * Puts screens together.
     *
     * @param busy what would be interrupted by leaving; empty where nothing would
     * @param readOnly whether nothing may change a database
     */
    public Cockpit(
            Supplier<Head> head,
            List<View> views,
            Dialogs dialogs,
            Hands hands,
            Supplier<Optional<String>> busy,
            boolean readOnly) {
        this.views = List.copyOf(views);
        this.dialogs = dialogs;
        this.hands = hands;
        this.busy = busy;
        this.readOnly = readOnly;
        this.frame = new Frame(head, this.views);
        this.everywhere = Everywhere.actions(this);
    }

    public View view() {
        return views.get(open);
    }

    /** All of them, in order. */
    public List<View> views() {
        return views;
    }

    /** Adds what can be done on every screen too, and what only the list of everything has. */
    public void offer(List<Action> keys, List<Action> names) {
        everywhere.addAll(keys);
        offered.addAll(keys);
        byName.addAll(names);
    }

    /** Says how to find out whether something is going on that is seen each second. */
    public void moves(BooleanSupplier how) {
        moving = how;
    }

    /** Whether something changes from second to second, or somebody is asked something. */
    boolean moving() {
        return dialogs.busy() || moving.getAsBoolean();
    }

    /** Opens a screen by its number, counted from 0. */
    public void open(int index) {
        open = Math.floorMod(index, views.size());
        filter = null;
    }

    /** Opens the screen of this name. */
    public void open(String name) {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).name().equals(name)) {
                open(i);
            }
        }
    }

    /** Whether keys go somewhere else than to this screen: to another one, a window or a filter. */
    public boolean elsewhere(String name) {
        return dialogs.busy() || filter != null || !view().name().equals(name);
    }

    /** What can be done on every screen. */
    public List<Action> everywhere() {
        return everywhere;
    }

    /** Something came from the terminal. */
    public void take(Input input) {
        if (input instanceof Input.Key key) {
            key(key.name());
        } else if (input instanceof Input.Paste paste) {
            paste(paste.text());
        } else if (input instanceof Input.Mouse mouse) {
            mouse(mouse);
        }
    }

    private void key(String key) {
        dialogs.say(Line.EMPTY);
        if (dialogs.busy()) {
            dialogs.take(key);
        } else if (filter != null) {
            filtering(key, filter);
        } else {
            free(key);
        }
    }

    private void free(String key) {
        Optional<Action> action = find(view().actions(), key).or(() -> find(everywhere, key));
        if (action.isPresent()) {
            perform(action.get());
        } else if (!view().take(key) && key.equals("esc")) {
            view().table().filter(table -> !table.filter().isEmpty()).ifPresent(table -> table.filter(""));
        }
    }

    private static Optional<Action> find(List<Action> actions, String key) {
        return actions.stream().filter(action -> action.key().equals(key)).findFirst();
    }

    /** Does it, or says why not. */
    void perform(Action action) {
        Optional<String> reason = whyNot(action);
        if (reason.isPresent()) {
            dialogs.complain(action.label() + ": " + reason.get());
        } else {
            action.run().run();
        }
    }

    Optional<String> whyNot(Action action) {
        if (readOnly && action.effect() != Action.Effect.LOOK) {
            return Optional.of("started with --read-only: nothing is changed from here");
        }
        return action.whyDisabled().get();
    }

    private void filtering(String key, Field field) {
        switch (key) {
            case "esc", "ctrl-c" -> {
                view().table().ifPresent(table -> table.filter(""));
                filter = null;
            }
            case "enter" -> filter = null;
            case "up", "down", "pgup", "pgdn" -> view().take(key);
            default -> {
                field.take(key);
                view().table().ifPresent(table -> table.filter(field.text()));
            }
        }
    }

    private void paste(String text) {
        if (dialogs.busy()) {
            dialogs.paste(text);
        } else if (filter != null) {
            filter.insert(text);
            String wanted = filter.text();
            view().table().ifPresent(table -> table.filter(wanted));
        } else {
            dialogs.say(Line.of(Ink.FAINT, "what is pasted is not taken for keys"));
        }
    }

    private void mouse(Input.Mouse mouse) {
        if (dialogs.busy()) {
            return;
        }
        switch (mouse.gesture()) {
            case WHEEL_UP, WHEEL_DOWN -> {
                String key = mouse.gesture() == Input.Gesture.WHEEL_UP ? "up" : "down";
                for (int i = 0; i < 3; i++) {
                    view().take(key);
                }
            }
            case PRESS -> frame.tab(mouse.column(), mouse.row()).ifPresentOrElse(this::open, () -> view().press(mouse));
        }
    }

    /** To be called now and then: whoever is seen asks for what is due. */
    public void tick(Instant now) {
        view().tick(now);
    }

    /** Whether the server is not to be asked again and again. */
    public boolean paused() {
        return paused;
    }

    private static boolean tooSmall(Canvas whole) {
        return whole.width() < Frame.LEAST_WIDTH || whole.height() < Frame.LEAST_HEIGHT;
    }

    /** What alone changes while nothing happens. */
    void drawClock(Canvas whole) {
        if (!tooSmall(whole)) {
            frame.head(whole, hands.now(), paused);
        }
    }

    /** A screen that cannot be drawn says so in its place, and all around it works; then what was wrong is thrown. */
    public void draw(Canvas whole) {
        if (tooSmall(whole)) {
            whole.clear();
            whole.put(0, 0, Ink.STRONG, "belay needs " + Frame.LEAST_WIDTH + "x" + Frame.LEAST_HEIGHT);
            return;
        }
        List<Action> able =
                offered.stream().filter(action -> whyNot(action).isEmpty()).toList();
        frame.draw(whole, open, able, hands.now(), paused);
        Canvas body = frame.body(whole);
        try {
            view().draw(body);
        } catch (RuntimeException | Error e) {
            failed(body, e);
            throw e;
        } finally {
            foot(whole);
            dialogs.draw(whole);
        }
    }

    private static void failed(Canvas body, Throwable failure) {
        body.clear();
        body.put(1, 1, Ink.BAD, "This screen cannot be drawn: a mistake in Belay.");
        body.put(1, 2, Ink.NORMAL, failure.toString());
        body.put(1, 4, Line.of("The others work: ").and(Ink.KEY, "1-7").and(" go there, and what goes on goes on."));
        body.put(1, 5, Ink.FAINT, "With --log-file FILE all of it is written down: please report that.");
    }

    private void foot(Canvas whole) {
        int y = whole.height() - 2;
        whole.fill(y, Ink.NORMAL, false);
        if (filter != null && !dialogs.busy()) {
            whole.put(0, y, Ink.KEY, "/");
            filter.draw(whole, 1, y);
            whole.putBefore(whole.width(), y, Ink.FAINT, " enter keeps it   esc shows all   !text without it ");
        } else if (!dialogs.message().pieces().isEmpty()) {
            whole.put(0, y, dialogs.message());
        } else {
            view().table()
                    .filter(table -> !table.filter().isEmpty())
                    .ifPresent(table -> whole.put(
                            0,
                            y,
                            Line.of(Ink.WARNING, "/" + table.filter())
                                    .and(
                                            Ink.FAINT,
                                            "  shows " + table.rows().size() + " of " + table.total()
                                                    + "; esc shows all")));
        }
        frame.footer(whole, view().actions(), everywhere, this::whyNot);
    }

    void help() {
        List<Action> actions = new ArrayList<>(view().actions());
        actions.addAll(everywhere);
        dialogs.open(new Choice<>(view().name() + ": " + view().purpose(), actions, face(action -> perform(action))));
    }

    /** An action, the screen that it is done on, and what is said of where that is. */
    record Found(int screen, String where, Action action) {}

    void palette() {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            for (Action action : views.get(i).actions()) {
                found.add(new Found(i, views.get(i).name(), action));
            }
        }
        everywhere.forEach(action -> found.add(new Found(open, "everywhere", action)));
        byName.forEach(action -> found.add(new Found(open, "everywhere", action)));
        Choice.Face<Action> face = face(action -> {});
        dialogs.open(new Choice<>(
                "Everything that can be done",
                found,
                new Choice.Face<>(
                        entry -> Line.of(Ink.FAINT, "%-11s".formatted(entry.where()))
                                .and(" ")
                                .and(
                                        Ink.NORMAL,
                                        face.line().apply(entry.action()).text()),
                        entry -> face.detail().apply(entry.action()),
                        entry -> {
                            open(entry.screen());
                            perform(entry.action());
                        },
                        Optional.of(entry -> copy(entry.action().command().get())))));
    }

    private Choice.Face<Action> face(java.util.function.Consumer<Action> take) {
        return new Choice.Face<>(
                action -> Line.of(whyNot(action).isPresent() ? Ink.FAINT : Ink.KEY, "%-9s".formatted(action.key()))
                        .and(Ink.STRONG, "%-15s".formatted(action.label()))
                        .and(Ink.NORMAL, action.help()),
                this::detail,
                take,
                Optional.of(action -> copy(action.command().get())));
    }

    private List<Line> detail(Action action) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(action.help()));
        String command = action.command().get();
        lines.add(Line.of(Ink.FAINT, command.isEmpty() ? "only on this screen" : "on the command line: ")
                .and(Ink.STRONG, command));
        lines.add(whyNot(action)
                .map(reason -> Line.of(Ink.WARNING, "not now: " + reason))
                .orElse(Line.EMPTY));
        return lines;
    }

    void copy(String text) {
        if (text.isEmpty()) {
            dialogs.complain("there is nothing to copy here");
            return;
        }
        try {
            hands.copy(text);
            String first = text.lines().findFirst().orElse("");
            dialogs.say(Line.of("copied: ").and(Ink.FAINT, first));
        } catch (IOException e) {
            dialogs.complain("the terminal is gone");
        }
    }

    void copySelected() {
        copy(view().copied());
    }

    void export() {
        TableView<?> table = view().table().orElseThrow();
        String name = "belay-" + view().name().toLowerCase(Locale.ROOT) + "-" + STAMP.format(hands.now()) + ".csv";
        try {
            dialogs.say("wrote " + table.rows().size() + " rows to " + hands.write(name, table.csv()));
        } catch (IOException e) {
            dialogs.complain("cannot write " + name + ": " + e.getMessage());
        }
    }

    Optional<String> whyNoList() {
        return view().table().isPresent() ? Optional.empty() : Optional.of("there is no list on this screen");
    }

    void filter() {
        view().table().ifPresent(table -> filter = new Field(table.filter()));
    }

    void sort(boolean reverse) {
        view().table().ifPresent(table -> {
            if (reverse) {
                table.reverse();
            } else {
                table.sortByNext();
            }
            dialogs.say("sorted: " + table.order());
        });
    }

    void pause() {
        paused = !paused;
    }

    Hands hands() {
        return hands;
    }

    /** Ends, but not over something that is going on. */
    void leave() {
        Optional<String> work = busy.get();
        if (work.isEmpty()) {
            hands.quit();
            return;
        }
        dialogs.ask(
                "Still at work",
                List.of(
                        Line.of(work.get() + " is going on."),
                        Line.of("Leaving stops it in good order: what is not committed is rolled back."),
                        Line.of("To let it go on, stay, or start it on the command line next time.")),
                "Stop it and leave",
                hands::quit);
    }
}
