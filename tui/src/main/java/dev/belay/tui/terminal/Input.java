package dev.belay.tui.terminal;

import java.util.function.Consumer;

/** What a terminal sends. */
public sealed interface Input {
    /**
     * A key stroke.
     *
     * @param name the letter or sign itself; or {@code enter}, {@code esc}, {@code up}, {@code pgdn}, {@code f1},
     *     {@code ctrl-c}, {@code space} and the like
     */
    record Key(String name) implements Input {
        /** Whether it is a sign to be typed into a text. */
        public boolean types() {
            return name.codePointCount(0, name.length()) == 1 || name.equals("space");
        }

        /** What it types. */
        public String text() {
            return name.equals("space") ? " " : name;
        }
    }

    /** Text that was pasted: it is no key strokes, however it looks. */
    record Paste(String text) implements Input {}

    /** A press of the left button, or a turn of the wheel, in a cell counted from 0. */
    record Mouse(Gesture gesture, int column, int row) implements Input {
        private static final int LINES = 3;

        /** As keys, where it is a turn of the wheel. */
        public void turns(Consumer<String> keys) {
            if (gesture != Gesture.PRESS) {
                for (int i = 0; i < LINES; i++) {
                    keys.accept(gesture == Gesture.WHEEL_UP ? "up" : "down");
                }
            }
        }

        public boolean presses() {
            return gesture == Gesture.PRESS;
        }
    }

    /** What a mouse does. */
    enum Gesture {
        PRESS,
        WHEEL_UP,
        WHEEL_DOWN
    }

    /** The size has changed. */
    record Resized() implements Input {}

    /** Stopped in the background and brought back: nothing on the screen can be relied on. */
    record Continued() implements Input {}

    /** Nobody is there any more. */
    record Closed() implements Input {}
}
