package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;

/** One line that is typed. */
final class Field {
    private final StringBuilder text;
    private int cursor;

    Field(String initial) {
        text = new StringBuilder(initial);
        cursor = text.length();
    }

    String text() {
        return text.toString();
    }

    boolean take(String key) {
        switch (key) {
            case "left" -> cursor = Math.max(0, cursor - 1);
            case "right" -> cursor = Math.min(text.length(), cursor + 1);
            case "home", "ctrl-a" -> cursor = 0;
            case "end", "ctrl-e" -> cursor = text.length();
            case "backspace" -> {
                if (cursor > 0) {
                    text.deleteCharAt(--cursor);
                }
            }
            case "delete" -> {
                if (cursor < text.length()) {
                    text.deleteCharAt(cursor);
                }
            }
            case "ctrl-u" -> {
                text.delete(0, cursor);
                cursor = 0;
            }
            default -> {
                Input.Key stroke = new Input.Key(key);
                if (!stroke.types()) {
                    return false;
                }
                insert(stroke.text());
            }
        }
        return true;
    }

    void insert(String more) {
        String line = more.lines().findFirst().orElse("");
        text.insert(cursor, line);
        cursor += line.length();
    }

    void draw(Canvas canvas, int x, int y) {
        int room = Math.max(1, canvas.width() - x - 1);
        int from = Math.max(0, cursor - room);
        canvas.put(x, y, Ink.STRONG, text.substring(from));
        canvas.cursor(x + Glyphs.width(Glyphs.clean(text.substring(from, cursor))), y);
    }
}
