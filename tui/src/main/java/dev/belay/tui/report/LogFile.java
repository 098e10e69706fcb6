package dev.belay.tui.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A file to which everything is added that happens, each line with its time and the id of the run. */
public final class LogFile implements RunListener, AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final PrintWriter file;
    private final Clock clock;
    private final EventText words = new EventText();
    private String run = "-";

    private LogFile(PrintWriter file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    public static LogFile at(Path path, Clock clock) {
        try {
            return new LogFile(
                    new PrintWriter(
                            Files.newBufferedWriter(path, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            true),
                    clock);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "cannot write the log file \"" + path + "\": " + e.getMessage(),
                    "is its folder there, and may this user write to it?",
                    e);
        }
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            run = started.run().toString();
        } else if (event instanceof RunEvent.RunFinished finished) {
            run = finished.result().run().toString();
        }
        words.of(event).lines().forEach(this::line);
    }

    /** What is not an event: which command this is, and how it ended. */
    public synchronized void line(String text) {
        text.lines().forEach(line -> file.println(TIME.format(clock.instant()) + " " + run + " " + Visible.line(line)));
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
