package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.Monitor;
import dev.belay.tui.report.ActivityReport;
import dev.belay.tui.report.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Shows who is at work in a database, once or again and again. Reads only. */
public final class ActivityCommand implements Command {
    /** The question is answered under the locks of the server's lock manager: not more often than that. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final String TOP = "\033[H";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";

    private final Station station;
    private final Common common = new Common();
    private final Flag watch = new Flag("--watch", "Look again and again, until Ctrl-C.");
    private final Argument<Duration> every = new Argument<Duration>(OptionSpec.builder("--every")
                    .paramLabel("SPAN")
                    .description("How often, with --watch; 2s, and at least 1s.")
                    .type(Duration.class)
                    .converters(new Span())
                    .build())
            .orElse(Duration.ofSeconds(2));
    private final Flag idle = new Flag("--idle", "Idle sessions too.");

    public ActivityCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "activity", "Show sessions, who waits for whom, and how far long commands are.")
                .with(common, watch, every, idle)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (every.value().compareTo(SHORTEST) < 0) {
                throw new BelayException(
                        Kind.USAGE,
                        "--every is shorter than a second",
                        "--every=1s asks as often as it is good for a server");
            }
            try (Monitor monitor = now.toolkit().monitor()) {
                return watch.given() ? new Watch(now, monitor).run() : now.answer(0, report(now, monitor));
            }
        });
    }

    private ActivityReport report(Invocation now, Monitor monitor) {
        int width = station.console().showsData() ? station.console().width() : 0;
        return new ActivityReport(now.where(), monitor.look(), idle.given(), width);
    }

    /** Looks until somebody ends it. */
    private final class Watch {
        private final Invocation now;
        private final Monitor monitor;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicReference<@Nullable Kind> why = new AtomicReference<>();
        private boolean seen;

        Watch(Invocation now, Monitor monitor) {
            this.now = now;
            this.monitor = monitor;
            for (Kind kind : List.of(Kind.INTERRUPTED, Kind.TERMINATED, Kind.HUNG_UP)) {
                String signal = kind == Kind.INTERRUPTED ? "INT" : kind == Kind.TERMINATED ? "TERM" : "HUP";
                station.signals().on(signal, () -> end(kind));
            }
        }

        private void end(Kind kind) {
            why.compareAndSet(null, kind);
            ended.countDown();
            // Whoever waits for an answer that never comes.
            monitor.close();
        }

        int run() {
            boolean screen = station.console().showsData() && !now.json();
            long pause = every.value().toMillis();
            try {
                do {
                    look(screen);
                } while (!ended.await(pause, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Kind kind = why.get();
            return (kind == null ? Kind.INTERRUPTED : kind).exitCode();
        }

        private void look(boolean screen) {
            try {
                ActivityReport report = report(now, monitor);
                if (now.json()) {
                    now.envelope().line(0, report);
                } else if (screen) {
                    draw(report);
                } else {
                    report.lines(now.data());
                    now.out().flush();
                }
                seen = true;
            } catch (BelayException e) {
                // Somebody who watches wants to know when it is back; only what never worked is a mistake.
                if (!seen && why.get() == null) {
                    throw e;
                }
                if (why.get() == null) {
                    now.messages().line("belay: " + dev.belay.tui.report.Visible.block(String.valueOf(e.getMessage())));
                }
            }
        }

        /** Over what was there, in one piece, so that nothing flickers; what stays at the end is the last of it. */
        private void draw(ActivityReport report) {
            StringWriter text = new StringWriter();
            report.text(new Page(new PrintWriter(text), now.data().style()));
            PrintWriter out = now.out();
            out.print((seen ? TOP : TOP + REST_OF_SCREEN)
                    + text.toString().replace("\n", REST_OF_LINE + "\n")
                    + REST_OF_SCREEN);
            out.flush();
        }
    }
}
