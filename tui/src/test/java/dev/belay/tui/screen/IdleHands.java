package dev.belay.tui.screen;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hands in the lap; on their watch a minute goes by from look to look. */
final class IdleHands implements Hands {
    /** What they were asked for all the same. */
    final List<String> asked = new ArrayList<>();

    private int minutes;

    @Override
    public Instant now() {
        return Instant.EPOCH.plusSeconds(60L * minutes++);
    }

    @Override
    public void copy(String text) {
        asked.add("copy " + text);
    }

    @Override
    public Path write(String name, String text) {
        return Path.of(name);
    }

    @Override
    public void suspend() {
        asked.add("suspend");
    }

    @Override
    public void redraw() {
        asked.add("redraw");
    }

    @Override
    public void edit(Path file) {}

    @Override
    public void enter(String environment) {}

    @Override
    public void quit() {}
}
