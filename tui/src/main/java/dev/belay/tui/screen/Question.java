package dev.belay.tui.screen;

import java.util.List;

/** A question that is answered with yes or no; no unless somebody means yes. */
final class Question implements Window {
    private final String title;
    private final TextView body = new TextView();
    private final String verb;
    private final Runnable yes;
    private final List<Line> said;
    private boolean willing;

    Question(String title, List<Line> body, String verb, Runnable yes) {
        this.title = title;
        this.said = List.copyOf(body);
        this.verb = verb;
        this.yes = yes;
    }

    @Override
    public void draw(Canvas whole) {
        body.fit(said, Math.min(Window.WIDTH, whole.width()) - 4);
        Canvas inner = Window.middle(whole, title, Window.WIDTH, body.lines().size() + 5);
        body.draw(inner.part(1, 0, inner.width() - 2, inner.height() - 2));
        int y = inner.height() - 1;
        int x = inner.put(1, y, Ink.NORMAL, " No ", !willing);
        x = inner.put(x + 1, y, Ink.NORMAL, " " + verb + " ", willing);
        inner.put(x + 2, y, Ink.FAINT, "y " + verb.toLowerCase(java.util.Locale.ROOT) + "   n or esc no   tab changes");
    }

    @Override
    public boolean take(String key) {
        switch (key) {
            case "esc", "n", "N", "q", "ctrl-c" -> {
                return false;
            }
            case "tab", "backtab", "left", "right" -> willing = !willing;
            case "y", "Y" -> {
                yes.run();
                return false;
            }
            case "enter" -> {
                if (willing) {
                    yes.run();
                }
                return false;
            }
            default -> body.take(key);
        }
        return true;
    }
}
