package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** How screens talk with whoever sits there. Answers come later, on the thread of the screen. */
public final class Dialogs {
    private final Deque<Window> windows = new ArrayDeque<>();
    private Line message = Line.EMPTY;

    /** One line above the footer, until the next key. */
    public void say(Line line) {
        message = line;
    }

    public void say(String text) {
        say(Line.of(text));
    }

    /** What did not work, and the way out. */
    public void complain(String text) {
        say(Line.of(Ink.BAD, text));
    }

    Line message() {
        return message;
    }

    /** Asks a question to which no is the answer of whoever does not read it. */
    public void ask(String title, List<Line> body, String verb, Runnable yes) {
        open(new Question(title, body, verb, yes));
    }

    /** Wants a name to be typed; {@code kind} says whose. */
    public void askForName(String title, List<Line> body, String kind, String name, Runnable yes) {
        open(new TypedName(title, body, new TypedName.Name(kind, name), yes));
    }

    public void askForText(String title, String label, String initial, Consumer<String> done) {
        open(new Entry(title, label, initial, done));
    }

    public <T> void choose(String title, List<T> all, Function<T, Line> line, Consumer<T> take) {
        open(new Choice<>(title, all, new Choice.Face<>(line, entry -> List.of(), take, Optional.empty())));
    }

    public void show(String title, List<Line> lines) {
        open(new Reading(title, lines));
    }

    void open(Window window) {
        windows.push(window);
    }

    boolean busy() {
        return !windows.isEmpty();
    }

    void take(String key) {
        onTop(window -> window.take(key));
    }

    void press(Input.Mouse mouse) {
        onTop(window -> window.press(mouse));
    }

    /** Does something with the window on top, which says whether it stays. */
    private void onTop(Predicate<Window> act) {
        Window top = windows.element();
        boolean stays = false;
        try {
            stays = act.test(top);
        } finally {
            // One in which something broke would only break again.
            if (!stays) {
                windows.remove(top);
            }
        }
    }

    /** What copying takes from the window on top; empty where that key means something else in it. */
    Optional<String> copied() {
        return windows.element().copied();
    }

    void paste(String text) {
        windows.element().paste(text);
    }

    void draw(Canvas whole) {
        windows.descendingIterator().forEachRemaining(window -> window.draw(whole));
    }
}
