package dev.belay.tui.report;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;

/** What is the same in the JSON of every command: which format, which Belay, which command, and how it ended. */
public final class Envelope {
    /** Raised only when a member is removed or gets another meaning. */
    private static final int FORMAT = 1;

    private final PrintWriter out;
    private final String belay;
    private final String command;

    public Envelope(PrintWriter out, String belay, String command) {
        this.out = out;
        this.belay = belay;
        this.command = command;
    }

    /** A command that did its work. */
    public void write(int exit, Report report) {
        write(exit, Optional.empty(), report::json);
    }

    /** One of many on lines of their own. */
    public void line(int exit, Report report) {
        Json.line(out, json -> {
            start(json);
            end(json, exit, Optional.empty());
            report.json(json);
        });
    }

    /** A command that could not do its work, and still has something to tell. */
    public void write(int exit, FailureReport failure, Report report) {
        write(exit, Optional.of(failure), report::json);
    }

    /** A command that could not do its work. */
    public void write(int exit, FailureReport failure) {
        write(exit, Optional.of(failure), json -> {});
    }

    private void write(int exit, Optional<FailureReport> failure, Consumer<Json> members) {
        Json.write(out, json -> {
            start(json);
            end(json, exit, failure);
            members.accept(json);
        });
    }

    /** For commands that stream: {@link #end} comes after everything else. */
    void start(Json json) {
        json.number("format", FORMAT).text("belay", belay).text("command", command);
    }

    void end(Json json, int exit, Optional<FailureReport> failure) {
        json.truth("ok", exit == 0).number("exit", exit);
        json.object("error", failure, why -> why.json(json));
    }
}
