package dev.belay.tui;

import dev.belay.backup.CheckResult;
import java.util.List;

/**
 * An archive that was proven.
 *
 * @param notes which one it is where nobody has named it, and which newer ones are of no use
 */
public record Checked(CheckResult result, List<String> notes) {
    public Checked {
        notes = List.copyOf(notes);
    }
}
