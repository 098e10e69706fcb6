package dev.belay.tui.console;

import dev.belay.tui.screen.Line;
import java.util.ArrayList;
import java.util.List;

/** Text that must be read whole, however narrow the screen is. */
final class Texts {
    private Texts() {}

    /** Cut at blanks into lines of at most so many characters; a word that is longer keeps its line. */
    static List<Line> folded(String text, int width) {
        List<Line> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(Line.of(line.toString()));
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(Line.of(line.toString()));
        return lines;
    }
}
