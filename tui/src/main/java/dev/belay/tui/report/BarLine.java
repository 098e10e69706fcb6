package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.time.Duration;
import java.util.Locale;

/** The one line of the bar. Pure: the same moment looks the same. */
public final class BarLine {
    private static final int CELLS = 20;
    private static final int NARROW = 60;

    private final Style style;
    private final int width;

    BarLine(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    /** How far a run has come. */
    public record Moment(
            String label, int step, int steps, int statement, int statements, String summary, int thousandths) {
        public Moment(String label, int step, int steps, int statement, int statements, String summary) {
            this(label, step, steps, statement, statements, summary, 0);
        }

        public static final Moment BEFORE = new Moment("", 0, 0, 0, 0, "");

        public boolean running() {
            return step > 0;
        }

        public Moment after(RunEvent event) {
            if (event instanceof RunEvent.StepStarted begun) {
                String label = Labels.of(begun.version(), begun.title());
                return new Moment(label, begun.number(), begun.of(), 0, begun.statements(), "");
            }
            if (event instanceof RunEvent.StatementStarted begun && running()) {
                return new Moment(label, step, steps, begun.number(), begun.of(), begun.summary());
            }
            if (event instanceof RunEvent.RowsDone done && running()) {
                // In thousandths of what there may be: the last row is never sure.
                long of = Math.max(1, Math.max(done.rows(), done.estimate()));
                int thousandths = done.estimate() < 0 ? 0 : (int) (done.rows() * 1000 / of);
                return new Moment(label, step, steps, 0, 0, EventText.rows(done), thousandths);
            }
            return event instanceof RunEvent.RunFinished ? BEFORE : this;
        }

        /** The last step to its end. */
        public Moment complete() {
            return new Moment(label, step, steps, 0, 0, "", 1000);
        }

        /** Of 1000. A statement counts when it is done. */
        public int share() {
            double within = statements == 0 ? thousandths / 1000.0 : Math.max(0, statement - 1) / (double) statements;
            return steps == 0 ? 0 : (int) Math.round(1000 * (step - 1 + within) / steps);
        }
    }

    String of(Moment moment, Duration elapsed) {
        StringBuilder text = new StringBuilder();
        if (width >= NARROW) {
            text.append(bar(moment.share())).append(' ');
        }
        text.append(moment.step()).append('/').append(moment.steps()).append(' ');
        text.append(Visible.line(moment.label()));
        if (moment.statement() > 0) {
            text.append("  ").append(moment.statement()).append('/').append(moment.statements());
        }
        text.append("  ").append(clock(elapsed));
        if (!moment.summary().isEmpty()) {
            text.append("  ").append(Visible.line(moment.summary()));
        }
        return Width.cut(text.toString(), width - 1, style);
    }

    private String bar(int share) {
        int full = share * CELLS / 1000;
        String done = style.sign("█", "#");
        String rest = style.sign("░", "-");
        return "[" + done.repeat(full) + rest.repeat(CELLS - full) + "]";
    }

    private static String clock(Duration elapsed) {
        long seconds = elapsed.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }
}
