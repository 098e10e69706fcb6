package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One of the screens. All of it happens on the thread of the screen, and nothing of it may take time. */
public interface View {
    /** As the head of the screen has it. */
    String name();

    /** What it is for, in one sentence. */
    String purpose();

    /** What can be done on it, in the order of the footer. */
    List<Action> actions();

    /** Asks for what is due; only while it is seen. */
    void tick(Instant now);

    /** Somebody comes here, or is told that something cannot be done: what only people change is asked anew. */
    default void look() {}

    void draw(Canvas canvas);

    /** A key that no action has; whether it meant something here. */
    boolean take(String key);

    /** What was done with the mouse, but on a key that is shown. */
    default void press(Input.Mouse mouse) {
        mouse.turns(this::take);
    }

    /** The list that can be filtered, sorted, copied and written to a file, if there is one. */
    default Optional<TableView<?>> table() {
        return Optional.empty();
    }

    /** What copying takes. */
    default String copied() {
        return "";
    }
}
