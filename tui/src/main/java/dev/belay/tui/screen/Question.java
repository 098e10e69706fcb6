package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that is answered with yes or no; no unless somebody means yes. */
final class Question implements Window {
    private final String title;
    private final TextView body = new TextView();
    private final String verb;
    private final Runnable yes;
    private final List<Line> said;
    private boolean willing;
    private @Nullable Canvas no;
    private @Nullable Canvas go;

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
        no = inner.part(1, y, 4, 1);
        no.put(0, 0, Ink.NORMAL, " No ", !willing);
        go = inner.part(6, y, Glyphs.width(verb) + 2, 1);
        int x = 6 + go.put(0, 0, Ink.NORMAL, " " + verb + " ", willing);
        inner.put(x + 2, y, Ink.FAINT, "y " + verb.toLowerCase(java.util.Locale.ROOT) + "   n or esc no   tab changes");
    }

    @Override
    public boolean press(Input.Mouse mouse) {
        if (mouse.presses() && go != null && go.holds(mouse.column(), mouse.row())) {
            yes.run();
            return false;
        }
        if (mouse.presses() && no != null && no.holds(mouse.column(), mouse.row())) {
            return false;
        }
        mouse.turns(body::take);
        return true;
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
