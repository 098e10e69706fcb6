package dev.belay.tui.screen;

import java.util.ArrayList;
import java.util.List;

/** Where a frame shows keys with what they do: a press of the mouse there is that key. */
final class Spots {
    private final List<Spot> all = new ArrayList<>();

    /** A key, and the text that goes on without a gap behind it. */
    private record Spot(String key, int row, int from, int to) {
        boolean holds(int column, int line) {
            return line == row && column >= from && column < to;
        }
    }

    /** Hears of each text that is drawn. */
    void drawn(Ink ink, String text, int row, int from, int to) {
        if (ink == Ink.KEY) {
            all.add(new Spot(text.strip(), row, from, to));
        } else if (!all.isEmpty()) {
            int last = all.size() - 1;
            Spot before = all.get(last);
            if (before.row() == row && before.to() == from) {
                all.set(last, new Spot(before.key(), row, before.from(), to));
            }
        }
    }

    /** What is shown as a key in a cell, what was drawn last first; not all of it need be one. */
    List<String> at(int column, int row) {
        List<String> keys = new ArrayList<>();
        all.stream().filter(spot -> spot.holds(column, row)).forEach(spot -> keys.add(0, spot.key()));
        return keys;
    }
}
