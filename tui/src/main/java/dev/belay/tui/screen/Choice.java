package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list from which one entry is taken, narrowed by typing. */
final class Choice<T> implements Window {
    /** What a window with few entries has of rows, so that it looks like one. */
    private static final int FEWEST = 12;
    /** The rows that are no entries: the box, what is typed, what is said of the selected one, and the keys. */
    private static final int AROUND = 8;

    private final String title;
    private final List<T> all;
    private final Face<T> face;
    private final Field field = new Field("");
    private List<T> shown;
    private int selected;
    private int first;
    private @Nullable Canvas place;

    /** How entries look, and what is done with the one that is taken, or wanted as a text. */
    record Face<T>(
            Function<T, Line> line,
            Function<T, List<Line>> detail,
            java.util.function.Consumer<T> take,
            Optional<java.util.function.Consumer<T>> copy) {}

    Choice(String title, List<T> all, Face<T> face) {
        this.title = title;
        this.all = List.copyOf(all);
        this.face = face;
        this.shown = this.all;
    }

    @Override
    public void draw(Canvas whole) {
        int rows = Math.max(FEWEST, Math.min(all.size() + AROUND, whole.height() - 4));
        Canvas inner = Window.middle(whole, title, 100, rows);
        inner.put(0, 0, Ink.KEY, ">");
        List<Line> detail = shown.isEmpty()
                ? List.of(Line.of(Ink.FAINT, "nothing is called that"))
                : face.detail().apply(shown.get(selected));
        int room = Math.max(1, inner.height() - 3 - detail.size());
        first = Math.max(0, Math.min(Math.min(first, shown.size() - room), selected));
        first = Math.max(first, selected - room + 1);
        place = inner.part(0, 1, inner.width(), room);
        for (int y = 0; y < room && first + y < shown.size(); y++) {
            boolean marked = first + y == selected;
            Canvas row = inner.part(0, 1 + y, inner.width(), 1);
            row.fill(0, Ink.NORMAL, marked);
            row.put(1, 0, face.line().apply(shown.get(first + y)), marked);
        }
        int y = inner.height() - detail.size() - 1;
        for (Line line : detail) {
            inner.put(1, y++, line);
        }
        String copies = face.copy().isPresent() ? "   ctrl-y copies the command" : "";
        inner.put(1, inner.height() - 1, Ink.FAINT, "esc closes   enter does it   type to search" + copies);
        field.draw(inner, 2, 0);
    }

    /** A press selects, and one on what is selected takes it. */
    @Override
    public boolean press(Input.Mouse mouse) {
        mouse.turns(this::take);
        if (!mouse.presses() || place == null || !place.holds(mouse.column(), mouse.row())) {
            return true;
        }
        int target = first + place.row(mouse.row());
        if (target == selected) {
            return take("enter");
        }
        selected = target < shown.size() ? target : selected;
        return true;
    }

    @Override
    public boolean take(String key) {
        switch (key) {
            case "esc", "ctrl-c" -> {
                return false;
            }
            case "up", "ctrl-p" -> selected = Math.max(0, selected - 1);
            case "down", "ctrl-n", "tab" -> selected = Math.min(Math.max(0, shown.size() - 1), selected + 1);
            case "pgup" -> selected = Math.max(0, selected - 10);
            case "pgdn" -> selected = Math.min(Math.max(0, shown.size() - 1), selected + 10);
            case "enter" -> {
                if (shown.isEmpty()) {
                    // Closing would look as if something had been done.
                    return true;
                }
                face.take().accept(shown.get(selected));
                return false;
            }
            case "ctrl-y" -> {
                if (!shown.isEmpty()) {
                    face.copy().ifPresent(copy -> copy.accept(shown.get(selected)));
                }
            }
            default -> {
                field.take(key);
                search();
            }
        }
        return true;
    }

    /** What has the text comes first, then what has its words; then that whose words begin with its letters. */
    private void search() {
        String wanted = field.text().toLowerCase(Locale.ROOT).strip();
        List<String> words = List.of(wanted.split("\\s+", -1));
        List<T> near = new ArrayList<>();
        List<T> apart = new ArrayList<>();
        List<T> far = new ArrayList<>();
        for (T entry : all) {
            String text = face.line().apply(entry).text().toLowerCase(Locale.ROOT);
            if (text.contains(wanted)) {
                near.add(entry);
            } else if (words.stream().allMatch(text::contains)) {
                apart.add(entry);
            } else if (abbreviated(List.of(text.strip().split("\\W+", -1)), wanted)) {
                far.add(entry);
            }
        }
        near.sort(java.util.Comparator.comparingInt(entry ->
                face.line().apply(entry).text().toLowerCase(Locale.ROOT).indexOf(wanted)));
        near.addAll(apart);
        near.addAll(far);
        shown = near;
        selected = 0;
    }

    private static boolean abbreviated(List<String> words, String wanted) {
        for (int i = 0; i < words.size(); i++) {
            if (begin(words.subList(i, words.size()), wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is made of the first letters of the first of these words, and of those after it. */
    private static boolean begin(List<String> words, String wanted) {
        if (wanted.isEmpty() || words.isEmpty()) {
            return wanted.isEmpty();
        }
        int most = Math.min(words.get(0).length(), wanted.length());
        for (int length = most; length > 0; length--) {
            if (words.get(0).startsWith(wanted.substring(0, length))
                    && begin(words.subList(1, words.size()), wanted.substring(length))) {
                return true;
            }
        }
        return false;
    }
}
