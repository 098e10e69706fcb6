package dev.belay.tui.screen;

import java.util.function.Consumer;

/** Asks for one line of text. */
final class Entry implements Window {
    private final String title;
    private final String label;
    private final Consumer<String> done;
    private final Field field;
    private String answer = "";

    Entry(String title, String label, String initial, Consumer<String> done) {
        this.title = title;
        this.label = label;
        this.done = done;
        this.field = new Field(initial);
    }

    @Override
    public void draw(Canvas whole) {
        Canvas inner = Window.middle(whole, title, 76, 6);
        inner.put(1, 0, Ink.NORMAL, label);
        inner.put(1, 1, Ink.KEY, ">");
        inner.put(1, 3, Ink.FAINT, answer.isEmpty() ? "enter goes on   esc leaves it" : answer);
        field.draw(inner, 3, 1);
    }

    @Override
    public boolean take(String key) {
        if (key.equals("esc") || key.equals("ctrl-c")) {
            return false;
        }
        if (key.equals("enter")) {
            if (field.text().isBlank()) {
                answer = "nothing was typed; esc leaves everything as it is";
                return true;
            }
            done.accept(field.text().strip());
            return false;
        }
        field.take(key);
        return true;
    }

    @Override
    public void paste(String text) {
        field.insert(text);
    }
}
