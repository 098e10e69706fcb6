package dev.belay.tui.screen;

import java.util.List;

/** Consent that is given by typing a name: for what cannot be taken back, or happens where it hurts. */
final class TypedName implements Window {
    private final String title;
    private final TextView body = new TextView();
    private final String kind;
    private final String name;
    private final Runnable yes;
    private final Field field = new Field("");
    private final List<Line> said;
    private String answer = "";

    TypedName(String title, List<Line> body, Name name, Runnable yes) {
        this.title = title;
        this.said = List.copyOf(body);
        this.kind = name.kind();
        this.name = name.text();
        this.yes = yes;
    }

    /** What has to be typed: the name of an environment or a database. */
    record Name(String kind, String text) {}

    @Override
    public void draw(Canvas whole) {
        body.fit(said, Math.min(Window.WIDTH, whole.width()) - 4);
        Canvas inner = Window.middle(whole, title, Window.WIDTH, body.lines().size() + 7);
        body.draw(inner.part(1, 0, inner.width() - 2, inner.height() - 4));
        int y = inner.height() - 3;
        inner.put(
                1,
                y,
                Line.of("Type the name of the " + kind + ", ")
                        .and(Ink.STRONG, name)
                        .and(", to go on:"));
        inner.put(1, y + 1, Ink.KEY, ">");
        inner.put(1, y + 2, Ink.FAINT, answer.isEmpty() ? "enter goes on   esc leaves everything as it is" : answer);
        field.draw(inner.part(0, 0, inner.width() - 1, inner.height()), 3, y + 1);
    }

    @Override
    public boolean take(String key) {
        if (key.equals("esc") || key.equals("ctrl-c")) {
            return false;
        }
        if (key.equals("enter")) {
            if (field.text().equals(name)) {
                yes.run();
                return false;
            }
            answer = field.text().isEmpty() ? "" : "that is not its name; nothing has been done";
            return true;
        }
        if (!field.take(key)) {
            body.take(key);
        }
        return true;
    }
}
