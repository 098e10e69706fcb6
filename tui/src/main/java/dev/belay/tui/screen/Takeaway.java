package dev.belay.tui.screen;

import dev.belay.tui.report.Spans;
import dev.belay.tui.terminal.Clipboard;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What leaves the screens: copies and files, each with a message that says what was taken. */
final class Takeaway {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Dialogs dialogs;
    private final Hands hands;

    Takeaway(Dialogs dialogs, Hands hands) {
        this.dialogs = dialogs;
        this.hands = hands;
    }

    /** To the clipboard. */
    void copy(String text) {
        if (text.isEmpty()) {
            dialogs.complain("there is nothing to copy here");
            return;
        }
        try {
            hands.copy(text);
            dialogs.say(said(text, Clipboard.fitting(text)));
        } catch (IOException e) {
            dialogs.complain("the terminal is gone");
        }
    }

    private static Line said(String text, String taken) {
        long lines = text.lines().count();
        if (!taken.equals(text)) {
            return Line.of(
                    Ink.WARNING,
                    "copied the first " + taken.lines().count() + " of " + lines
                            + " lines: terminals take no more at once");
        }
        String more = lines > 1 ? "   and " + Spans.count(lines - 1, "more line") : "";
        return Line.of("copied: ").and(Ink.FAINT, text.lines().findFirst().orElse("") + more);
    }

    /** The list of a screen to a file. */
    void export(View view) {
        TableView<?> table = view.table().orElseThrow();
        String name = "belay-" + view.name().toLowerCase(Locale.ROOT) + "-" + STAMP.format(hands.now()) + ".csv";
        try {
            dialogs.say("wrote " + Spans.count(table.rows().size(), "row") + " to " + hands.write(name, table.csv()));
        } catch (IOException e) {
            dialogs.complain("cannot write " + name + ": " + e.getMessage());
        }
    }
}
