package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.Optional;

/** What lies over the screens and takes all keys until it is closed. */
interface Window {
    /** How wide a question is where there is room. */
    int WIDTH = 92;

    void draw(Canvas whole);

    /** A key; whether the window stays. */
    boolean take(String key);

    /** What was done with the mouse; whether the window stays. */
    default boolean press(Input.Mouse mouse) {
        mouse.turns(this::take);
        return true;
    }

    /** Text that was pasted. A question takes none: what asks for consent is typed. */
    default void paste(String text) {}

    /** What the key for copying takes from it; empty where that key means something else. */
    default Optional<String> copied() {
        return Optional.empty();
    }

    /** A canvas in the middle with a box around it. */
    static Canvas middle(Canvas whole, String title, int columns, int rows) {
        int width = Math.min(columns, whole.width());
        int height = Math.min(rows, whole.height());
        Canvas box = whole.part((whole.width() - width) / 2, (whole.height() - height) / 2, width, height);
        box.clear();
        return box.box(title, true);
    }
}
