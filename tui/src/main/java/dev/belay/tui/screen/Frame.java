package dev.belay.tui.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is around every screen: where one is, the names of the screens, and the keys that do something. */
final class Frame {
    static final int LEAST_WIDTH = 40;
    static final int LEAST_HEIGHT = 10;
    /** Rows that a message may take. */
    private static final int MOST_SAID = 3;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Supplier<Head> head;
    private final List<View> views;
    /** The keys that are shown beside the names of the screens. */
    private final Set<String> aside = new HashSet<>();

    Frame(Supplier<Head> head, List<View> views) {
        this.head = head;
        this.views = views;
    }

    Canvas body(Canvas whole) {
        Canvas body = whole.part(0, 2, whole.width(), whole.height() - 4);
        body.clear();
        return body;
    }

    /** {@code offered} are shown beside the names of the screens, where there is room. */
    void draw(Canvas whole, int open, List<Action> offered, Instant now, boolean paused) {
        head(whole, now, paused);
        int end = tabs(whole, open);
        int x = whole.width();
        aside.clear();
        for (Action action : offered) {
            int width = action.key().length() + action.label().length() + 2;
            if (x - width > end) {
                x -= width;
                aside.add(action.key());
                whole.put(whole.put(x, 1, Ink.KEY, action.key()), 1, Ink.NORMAL, " " + action.label());
            }
        }
    }

    /** The first row: where one is, and the clock. */
    void head(Canvas whole, Instant now, boolean paused) {
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

    /** Full names where there is room; else numbers, and the name of the one that is open. Returns the column after them. */
    private int tabs(Canvas whole, int open) {
        whole.fill(1, Ink.NORMAL, false);
        int needed = views.stream().mapToInt(view -> view.name().length() + 4).sum();
        int x = 0;
        for (int i = 0; i < views.size(); i++) {
            boolean named = needed <= whole.width() || i == open;
            x = whole.put(x, 1, i == open ? Ink.OPEN : Ink.KEY, " " + (i + 1));
            x = whole.put(
                    x,
                    1,
                    i == open ? Ink.OPEN : Ink.NORMAL,
                    named ? " " + views.get(i).name() + " " : " ");
        }
        return x;
    }

    /**
     * As many keys as there is room for, and a sign where there are more. What the screen itself cannot do now is faint;
     * what is there everywhere, and makes no sense here, is left out.
     */
    void footer(Canvas whole, List<Action> own, List<Action> everywhere, Function<Action, Optional<String>> whyNot) {
        List<Action> actions = new ArrayList<>(own);
        everywhere.stream()
                .filter(action -> whyNot.apply(action).isEmpty() && !aside.contains(action.key()))
                .forEach(actions::add);
        int y = whole.height() - 1;
        whole.fill(y, Ink.NORMAL, false);
        String always = "? help  : all  q quit";
        int room = whole.width() - always.length() - 4;
        int x = 0;
        boolean more = false;
        for (Action action : actions) {
            boolean elsewhere = List.of("", "?", ":", "q").contains(action.key())
                    || action.key().matches("\\d|f1|ctrl-.|tab|pgdn");
            int width = action.key().length() + action.label().length() + 3;
            if (elsewhere) {
                continue;
            }
            if (x + width > room) {
                more = true;
            } else {
                boolean able = whyNot.apply(action).isEmpty();
                x = whole.key(x, y, able ? Ink.KEY : Ink.FAINT, action.key());
                x = whole.put(x, y, able ? Ink.NORMAL : Ink.FAINT, " " + action.label() + "  ");
            }
        }
        int begin = whole.width() - always.length();
        if (more) {
            // There are more than these: the help has them.
            whole.put(x, y, Ink.FAINT, whole.signs().ellipsis());
        }
        for (String part : List.of("? help", "  : all", "  q quit")) {
            int at = part.lastIndexOf(' ') - 1;
            begin = whole.put(begin, y, Ink.NORMAL, part.substring(0, at));
            begin = whole.put(begin, y, Ink.KEY, part.substring(at, at + 1));
            begin = whole.put(begin, y, Ink.NORMAL, part.substring(at + 1));
        }
    }

    /** All of it, over the last rows of the screen where one is not enough. */
    static void message(Canvas whole, int last, Line message) {
        List<Line> lines = message.folded(whole.width());
        int rows = Math.min(MOST_SAID, lines.size());
        for (int i = 0; i < rows; i++) {
            whole.fill(last - rows + 1 + i, Ink.NORMAL, false);
            whole.put(0, last - rows + 1 + i, lines.get(i));
        }
    }

    /** Instead of a screen that broke. */
    static void failed(Canvas body, Throwable failure) {
        body.clear();
        body.put(1, 1, Ink.BAD, "This screen cannot be drawn: a mistake in Belay.");
        body.put(1, 2, Ink.NORMAL, failure.toString());
        body.put(1, 4, Line.of("The others work: ").and(Ink.KEY, "1-7").and(" go there, and what goes on goes on."));
        body.put(1, 5, Ink.FAINT, "With --log-file FILE all of it is written down: please report that.");
    }
}
