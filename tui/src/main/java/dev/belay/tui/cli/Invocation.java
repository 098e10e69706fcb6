package dev.belay.tui.cli;

import dev.belay.backup.BackupListener;
import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import dev.belay.tui.Supervision;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.BarProgress;
import dev.belay.tui.report.CheckProgress;
import dev.belay.tui.report.CompareProgress;
import dev.belay.tui.report.CopyProgress;
import dev.belay.tui.report.Envelope;
import dev.belay.tui.report.FailureReport;
import dev.belay.tui.report.JsonProgress;
import dev.belay.tui.report.LineProgress;
import dev.belay.tui.report.LogFile;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.Progress;
import dev.belay.tui.report.Report;
import dev.belay.tui.report.RestoreProgress;
import dev.belay.tui.report.RunReport;
import dev.belay.tui.report.Style;
import dev.belay.tui.report.Where;
import dev.belay.verify.content.ContentListener;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One command while it runs: its toolkit, and the ways in which it may speak. */
final class Invocation implements AutoCloseable {
    private static final String STOPPED = "stopped before the end: nothing was changed";

    private final Common said;
    private final Station station;
    private final Toolkit toolkit;
    private final @Nullable LogFile log;
    private @Nullable Where where;

    Invocation(Common said, Station station, Toolkit toolkit) {
        this.said = said;
        this.station = station;
        this.toolkit = toolkit;
        this.log = said.log()
                .map(path -> LogFile.at(station.folder().resolve(path), station.clock()))
                .orElse(null);
        if (log != null) {
            log.line("belay " + Release.version() + " " + said.command().name());
        }
    }

    Toolkit toolkit() {
        return toolkit;
    }

    Station station() {
        return station;
    }

    boolean json() {
        return said.json();
    }

    boolean quiet() {
        return said.quiet();
    }

    /** Where the command acts; says once what is remarkable about the connection. */
    Where where() {
        if (where == null) {
            where = toolkit.where();
            toolkit.notes().forEach(note -> note("note: " + note));
            if (log != null) {
                log.line(where.line());
            }
        }
        return where;
    }

    /** Adds something to the log file, where one is wanted. */
    void log(String text) {
        if (log != null) {
            log.line(text);
        }
    }

    /** A message that nobody needs who only wants results. */
    void note(String text) {
        if (!said.quiet()) {
            messages().line(dev.belay.tui.report.Visible.line(text));
        }
    }

    Page data() {
        return new Page(out(), style(station.console().showsData()));
    }

    Page messages() {
        return new Page(err(), style(station.console().showsMessages()));
    }

    PrintWriter out() {
        return said.command().commandLine().getOut();
    }

    PrintWriter err() {
        return said.command().commandLine().getErr();
    }

    private Style style(boolean terminal) {
        boolean color = terminal
                && station.surroundings().variable("NO_COLOR").isEmpty()
                && !(said.command().root().userObject() instanceof BelayCommand root && root.withoutColor());
        return new Style(color, !terminal || station.console().unicode());
    }

    /** The result, for people or for programs. */
    int answer(int exit, Report report) {
        if (said.json()) {
            envelope().write(exit, report);
        } else {
            report.text(data());
        }
        return exit;
    }

    /** What could be done, and what stopped the rest. */
    int answer(FailureReport failure, Report report) {
        int exit = failure.failure().kind().exitCode();
        if (said.json()) {
            envelope().write(exit, failure, report);
        } else {
            report.text(data());
        }
        out().flush();
        failure.text(messages());
        if (log != null) {
            log.line(failure.failure().message());
        }
        return exit;
    }

    Envelope envelope() {
        return envelope(out());
    }

    /** One for another place than standard output. */
    Envelope envelope(PrintWriter out) {
        return new Envelope(out, Release.version(), said.command().name());
    }

    /** Does what can take long: with progress, with the log, and so that signals stop it in good order. */
    <T> T supervised(Function<Supervision, T> work) {
        return supervised(work, true);
    }

    /**
     * Does what changes nothing but temporary databases: a signal ends all its sessions at once, whatever they wait for, the
     * temporary databases are dropped, and one line says that it was stopped.
     */
    <T> T looking(Function<Supervision, T> work) {
        Cancellation cancellation = new Cancellation();
        try (Progress progress = progress();
                Stop unused = new Stop(station.signals(), cancellation, toolkit::endSessions)) {
            T result = work.apply(new Supervision(heard(progress, false), cancellation, backup -> {}));
            if (cancellation.requested()) {
                throw new BelayException(cancellation.reason(), STOPPED, "");
            }
            return result;
        } catch (RuntimeException e) {
            // What else it says is what was going on when somebody stopped it.
            throw cancellation.requested() ? new BelayException(cancellation.reason(), STOPPED, left(e), e) : e;
        }
    }

    /**
     * Does what works on archives alone: a signal ends it where it is, nothing half written is left, and one line says that
     * it was stopped.
     */
    <T> T filing(Supplier<T> work) {
        Cancellation cancellation = new Cancellation();
        Thread worker = Thread.currentThread();
        try (Stop unused = new Stop(station.signals(), cancellation, worker::interrupt)) {
            return work.get();
        } catch (RuntimeException e) {
            throw cancellation.requested() ? new BelayException(cancellation.reason(), "stopped", left(e), e) : e;
        } finally {
            if (cancellation.requested()) {
                // Only the work was to hear of it.
                Thread.interrupted();
            }
        }
    }

    /** The same for what reads all of an archive, with progress. */
    <T> T checking(Function<CheckListener, T> work) {
        try (CheckProgress progress =
                new CheckProgress(err(), style(true), station.console().width(), copyWay(), station.clock())) {
            T result = filing(() -> work.apply(progress));
            progress.ended();
            return result;
        }
    }

    /** What could not even be cleaned up. */
    private static String left(RuntimeException e) {
        return Stream.of(e.getSuppressed())
                .filter(BelayException.class::isInstance)
                .map(one -> one.getMessage() + ": " + ((BelayException) one).hint())
                .collect(Collectors.joining("; "));
    }

    /** The same for runs that are not what the command is about: of their steps only the progress is shown. */
    <T> T inPassing(Function<Supervision, T> work) {
        return supervised(work, false);
    }

    private <T> T supervised(Function<Supervision, T> work, boolean stepsAreResults) {
        try (Progress progress = progress()) {
            Cancellation cancellation = new Interruption(this, progress).cancellation();
            RunListener listener = heard(progress, stepsAreResults);
            return answered(
                    cancellation,
                    () -> work.apply(new Supervision(listener, cancellation, backup -> {
                        try (CopyProgress copied = copyProgress("backup")) {
                            backup.accept(copied);
                        }
                    })));
        }
    }

    private RunListener heard(Progress progress, boolean stepsAreResults) {
        return event -> {
            if (log != null) {
                log.on(event);
            }
            progress.on(event);
            if (event instanceof RunEvent.StepFinished step && stepsAreResults && !said.json() && !said.quiet()) {
                progress.aside(() -> RunReport.stepLine(data(), step.result()));
            }
        };
    }

    /** The same for a restore, of which tables are told, and no migrations. */
    <T> T restoring(Function<Restoration, T> work) {
        try (RestoreProgress progress = new RestoreProgress(
                err(),
                style(true),
                restoreMode(),
                station.clock(),
                station.console().width())) {
            Cancellation cancellation = new Interruption(this, progress).cancellation();
            return answered(cancellation, () -> work.apply(new Restoration(progress, cancellation)));
        }
    }

    /** Who watches a restore, and who may stop it. */
    record Restoration(RestoreListener listener, Cancellation cancellation) {}

    private Progress.Mode restoreMode() {
        boolean bar = station.console().showsMessages() && !said.verbose();
        return switch (said.progress()) {
            case AUTO -> said.quiet() ? Progress.Mode.NONE : bar ? Progress.Mode.AUTO : Progress.Mode.PLAIN;
            case PLAIN, JSON, NONE -> said.progress();
        };
    }

    /** What copies rows: it tells more often than a run, and of bytes. */
    interface Copying<T> {
        T with(BackupListener listener, Cancellation cancellation);
    }

    /** Does what copies rows, with progress, and so that signals stop it in good order. */
    <T> T observed(Copying<T> work) {
        try (CopyProgress progress = copyProgress("")) {
            Cancellation cancellation = stoppable(progress, "stopping: nothing of this backup is kept");
            return answered(cancellation, () -> work.with(progress, cancellation));
        }
    }

    /** What compares rows, and tells how it gets on. */
    interface Comparing<T> {
        T with(ContentListener listener, Cancellation cancellation);
    }

    /** Does what compares rows, with progress, and so that signals stop it in good order. */
    <T> T comparing(Comparing<T> work) {
        try (CopyProgress progress = copyProgress("")) {
            Cancellation cancellation = stoppable(progress, "stopping: both servers are asked to cancel");
            return answered(cancellation, () -> work.with(new CompareProgress(progress), cancellation));
        }
    }

    /** A server that was not waited for any longer is no server that did not answer. */
    private static <T> T answered(Cancellation cancellation, Supplier<T> work) {
        try {
            return work.get();
        } catch (BelayException e) {
            throw e.kind() == Kind.CONNECTION && cancellation.requested()
                    ? new BelayException(cancellation.reason(), "stopped", left(e), e)
                    : e;
        }
    }

    private Cancellation stoppable(CopyProgress progress, String words) {
        Cancellation cancellation = new Cancellation();
        Runnable say = () -> progress.aside(() -> messages().line(words));
        stopOn("INT", Kind.INTERRUPTED, cancellation, say);
        stopOn("TERM", Kind.TERMINATED, cancellation, say);
        stopOn("HUP", Kind.HUNG_UP, cancellation, say);
        return cancellation;
    }

    private CopyProgress copyProgress(String label) {
        return new CopyProgress(err(), style(true), station.console().width(), copyWay(), label, station.clock());
    }

    private void stopOn(String signal, Kind why, Cancellation cancellation, Runnable say) {
        station.signals().on(signal, () -> {
            if (!Interruption.cancel(cancellation, why, toolkit)) {
                say.run();
            }
        });
    }

    private CopyProgress.Way copyWay() {
        Progress.Mode mode =
                said.quiet() && said.progress() == Progress.Mode.AUTO ? Progress.Mode.NONE : said.progress();
        return switch (mode) {
            case AUTO -> station.console().showsMessages() ? CopyProgress.Way.BAR : CopyProgress.Way.LINES;
            case PLAIN -> CopyProgress.Way.LINES;
            case JSON -> CopyProgress.Way.JSON;
            case NONE -> CopyProgress.Way.NONE;
        };
    }

    private Progress progress() {
        Progress.Mode mode =
                said.quiet() && said.progress() == Progress.Mode.AUTO ? Progress.Mode.NONE : said.progress();
        return switch (mode) {
            case AUTO ->
                station.console().showsMessages() && !said.verbose()
                        ? new BarProgress(err(), style(true), station.console().width())
                        : LineProgress.lines(err(), said.verbose());
            case PLAIN -> LineProgress.lines(err(), said.verbose());
            case JSON -> new JsonProgress(err(), station.clock());
            case NONE -> LineProgress.warnings(err());
        };
    }

    int ended(int exit) {
        if (log != null) {
            log.line("ended with exit code " + exit);
        }
        return exit;
    }

    void failed(BelayException e) {
        if (log != null) {
            log.line(String.valueOf(e.getMessage()));
            log.line("ended with exit code " + e.kind().exitCode());
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
