package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.util.List;

/** Events in words, for faces that keep a log of their own. */
public final class EventLines {
    private static final EventText TEXT = new EventText();

    private EventLines() {}

    /** The lines of one event, already visible, and whether they are to be remarked. */
    public record Told(List<String> lines, boolean warning) {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    public static Told of(RunEvent event) {
        EventText.Words words = TEXT.of(event);
        return new Told(words.lines(), words.weight() == EventText.Weight.WARNING);
    }
}
