package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.io.PrintWriter;
import java.time.Clock;

/** Progress for programs: each event is one JSON object on one line. */
public final class JsonProgress implements Progress {
    private final PrintWriter err;
    private final Clock clock;
    private final EventJson members = new EventJson();

    public JsonProgress(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
    }

    @Override
    public synchronized void on(RunEvent event) {
        Json.line(err, json -> {
            json.text("at", clock.instant().toString());
            members.of(event).accept(json);
        });
    }

    @Override
    public synchronized void aside(Runnable print) {
        print.run();
    }

    @Override
    public void close() {}
}
