package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All screens together: which one is open, who gets a key, and what is around them. Without a terminal of its own. */
public final class Cockpit {
    /** What is about the terminal works in windows, too. */
    private static final Set<String> ALWAYS = Set.of("ctrl-l", "ctrl-z");

    private final List<View> views;
    private final Dialogs dialogs;
    private final Hands hands;
    private final Supplier<Optional<String>> busy;
    private final boolean readOnly;
    private final Frame frame;
    private final Takeaway takeaway;
    private final List<Action> everywhere;
    private final List<Action> offered = new ArrayList<>();
    private final List<Action> byName = new ArrayList<>();
    private final List<Action> inShell = new ArrayList<>();

    private BooleanSupplier moving = () -> false;
    private int open;
    private boolean paused;
    private @Nullable Field filter;
    private Spots spots = new Spots();

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
        this.takeaway = new Takeaway(dialogs, hands);
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

    /** Adds what there is a command for and no screen: it is to be found, and its command copied. */
    public void inShell(List<Action> commands) {
        inShell.addAll(commands);
    }

    /** What there is a command for and no screen. */
    public List<Action> inShell() {
        return inShell;
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
        look();
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
        if (ALWAYS.contains(key)) {
            find(everywhere, key).ifPresent(this::perform);
        } else if (dialogs.busy()) {
            Optional<String> text = key.equals("y") ? dialogs.copied() : Optional.empty();
            text.ifPresentOrElse(this::copy, () -> dialogs.take(key));
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
        } else if (!view().take(key)) {
            if (key.equals("esc")) {
                view().table().filter(table -> !table.filter().isEmpty()).ifPresent(table -> table.filter(""));
            } else {
                dialogs.say(Line.of(Ink.FAINT, key + " does nothing here   ")
                        .and(Ink.KEY, "?")
                        .and(Ink.FAINT, " shows what does, ")
                        .and(Ink.KEY, ":")
                        .and(Ink.FAINT, " finds all of it"));
            }
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
            look();
        } else {
            action.run().run();
        }
    }

    private void look() {
        if (!paused) {
            view().look();
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
        if (mouse.presses()) {
            dialogs.say(Line.EMPTY);
        }
        if (dialogs.busy()) {
            dialogs.press(mouse);
            return;
        }
        Optional<String> key = mouse.presses() ? pressed(mouse) : Optional.empty();
        if (key.isPresent()) {
            filter = null;
            free(key.get());
        } else {
            view().press(mouse);
        }
    }

    /** The key that is shown where the mouse was pressed. */
    private Optional<String> pressed(Input.Mouse mouse) {
        return spots.at(mouse.column(), mouse.row()).stream()
                .filter(key -> find(view().actions(), key)
                        .or(() -> find(everywhere, key))
                        .isPresent())
                .findFirst();
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
        spots = whole.spots();
        frame.draw(whole, open, able, hands.now(), paused);
        Canvas body = frame.body(whole);
        try {
            view().draw(body);
        } catch (RuntimeException | Error e) {
            Frame.failed(body, e);
            throw e;
        } finally {
            foot(whole);
            dialogs.draw(whole);
        }
    }

    private void foot(Canvas whole) {
        int y = whole.height() - 2;
        whole.fill(y, Ink.NORMAL, false);
        if (filter != null && !dialogs.busy()) {
            whole.put(0, y, Ink.KEY, "/");
            filter.draw(whole, 1, y);
            whole.putBefore(whole.width(), y, Ink.FAINT, " enter keeps it   esc shows all   !text without it ");
        } else if (!dialogs.message().pieces().isEmpty()) {
            Frame.message(whole, y, dialogs.message());
        } else {
            view().table().filter(table -> !table.filter().isEmpty()).ifPresent(table -> whole.put(0, y, table.told()));
        }
        frame.footer(whole, view().actions(), everywhere, this::whyNot);
    }

    void help() {
        new Finder(this, dialogs).help();
    }

    void palette() {
        new Finder(this, dialogs).everything();
    }

    /** The number of the screen that is open, counted from 0. */
    int open() {
        return open;
    }

    /** What only the list of everything has. */
    List<Action> byName() {
        return byName;
    }

    /** Hands a text to the clipboard, and says so. */
    public void copy(String text) {
        takeaway.copy(text);
    }

    void copySelected() {
        copy(view().copied());
    }

    void export() {
        takeaway.export(view());
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
