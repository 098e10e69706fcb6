package dev.belay.tui.report;

import java.util.List;
import java.util.Optional;

/**
 * A script that ran to its end. What it printed is not a part of it.
 *
 * @param where what it worked on; empty where the configuration leads to no database
 * @param script its file
 * @param arguments what it was given
 * @param millis how long it took, compiling and all
 */
public record ScriptReport(Optional<Where> where, String script, List<String> arguments, long millis)
        implements Report {
    public ScriptReport {
        arguments = List.copyOf(arguments);
    }

    @Override
    public void text(Page page) {}

    @Override
    public void json(Json json) {
        where.ifPresent(place -> place.json(json));
        json.text("script", script).texts("arguments", arguments).number("ms", millis);
    }
}
