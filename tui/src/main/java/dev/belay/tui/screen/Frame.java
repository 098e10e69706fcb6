package dev.belay.tui.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is around every screen: where one is, the names of the screens, and the keys that do something. */
final class Frame {
    static final int LEAST_WIDTH = 40;
    static final int LEAST_HEIGHT = 10;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Supplier<Head> head;
    private final List<View> views;
    private final List<int[]> tabs = new ArrayList<>();

    Frame(Supplier<Head> head, List<View> views) {
        this.head = head;
        this.views = views;
    }

    Canvas body(Canvas whole) {
        Canvas body = whole.part(0, 2, whole.width(), whole.height() - 4);
        body.clear();
        return body;
    }

    void draw(Canvas whole, int open, Instant now, boolean paused) {
        head(whole, now, paused);
        tabs(whole, open);
    }

    private void head(Canvas whole, Instant now, boolean paused) {
        Head said = head.get();
        Ink ink = said.guarded() ? Ink.DANGER : Ink.SAFE;
        whole.fill(0, ink, false);
        List<String> marks = new ArrayList<>(said.marks());
        if (paused) {
            marks.add("PAUSED");
        }
        marks.add(CLOCK.format(now.atZone(ZoneId.systemDefault())));
        String right = String.join("  ", marks) + " ";
        int room = whole.width() - right.length();
        StringBuilder left = new StringBuilder(" ");
        for (String part : said.project()) {
            if (left.length() > 1 && Glyphs.width(Glyphs.clean(left + part)) + 3 > room) {
                break;
            }
            left.append(part).append("  ");
        }
        whole.part(0, 0, Math.max(0, room), 1).put(0, 0, ink, left.toString().stripTrailing());
        whole.putBefore(whole.width(), 0, ink, right);
    }

    /** Full names where there is room; else numbers, and the name of the one that is open. */
    private void tabs(Canvas whole, int open) {
        whole.fill(1, Ink.NORMAL, false);
        tabs.clear();
        int needed = views.stream().mapToInt(view -> view.name().length() + 4).sum();
        int x = 0;
        for (int i = 0; i < views.size(); i++) {
            boolean named = needed <= whole.width() || i == open;
            int begin = x;
            x = whole.put(x, 1, i == open ? Ink.OPEN : Ink.KEY, " " + (i + 1));
            x = whole.put(
                    x,
                    1,
                    i == open ? Ink.OPEN : Ink.NORMAL,
                    named ? " " + views.get(i).name() + " " : " ");
            tabs.add(new int[] {begin, x});
        }
    }

    /** The screen whose name is in a cell. */
    Optional<Integer> tab(int column, int row) {
        for (int i = 0; row == 1 && i < tabs.size(); i++) {
            if (column >= tabs.get(i)[0] && column < tabs.get(i)[1]) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** As many keys as there is room for; what cannot be done now is faint. */
    void footer(Canvas whole, List<Action> actions, Function<Action, Optional<String>> whyNot) {
        int y = whole.height() - 1;
        whole.fill(y, Ink.NORMAL, false);
        String always = "? help  : all  q quit";
        int room = whole.width() - always.length() - 2;
        int x = 0;
        for (Action action : actions) {
            boolean elsewhere = List.of("?", ":", "q").contains(action.key())
                    || action.key().matches("\\d|f1|ctrl-.");
            int width = action.key().length() + action.label().length() + 3;
            if (!elsewhere && x + width <= room) {
                boolean able = whyNot.apply(action).isEmpty();
                x = whole.put(x, y, able ? Ink.KEY : Ink.FAINT, action.key());
                x = whole.put(x, y, able ? Ink.NORMAL : Ink.FAINT, " " + action.label() + "  ");
            }
        }
        int begin = whole.width() - always.length();
        for (String part : List.of("? help", "  : all", "  q quit")) {
            int at = part.lastIndexOf(' ') - 1;
            begin = whole.put(begin, y, Ink.NORMAL, part.substring(0, at));
            begin = whole.put(begin, y, Ink.KEY, part.substring(at, at + 1));
            begin = whole.put(begin, y, Ink.NORMAL, part.substring(at + 1));
        }
    }
}
