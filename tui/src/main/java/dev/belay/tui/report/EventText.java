package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.StepResult;
import dev.belay.core.migration.Direction;
import java.util.ArrayList;
import java.util.List;

/** An event in words. The first line says it; further ones, indented, are details. Already visible. */
final class EventText extends EventFold<EventText.Words> {
    /** How much somebody wants to hear it. */
    enum Weight {
        /** Each statement: for logs, and where the user asks for it. */
        DETAIL,
        PROGRESS,
        /** Said even where nothing else is. */
        WARNING
    }

    record Words(Weight weight, List<String> lines) {
        static Words of(Weight weight, String line) {
            return new Words(weight, List.of(Visible.line(line)));
        }

        static Words of(Weight weight, String line, List<String> details) {
            List<String> lines = new ArrayList<>();
            lines.add(Visible.line(line));
            details.forEach(detail -> lines.add("  " + Visible.line(detail)));
            return new Words(weight, List.copyOf(lines));
        }
    }

    @Override
    Words runStarted(RunEvent.RunStarted event) {
        return Words.of(
                Weight.PROGRESS,
                "run " + event.run() + ": " + Spans.count(event.steps(), "migration")
                        + (event.direction() == Direction.UP ? " to apply" : " to undo"));
    }

    @Override
    Words lockAwaited(RunEvent.LockAwaited event) {
        String who = event.holder().isEmpty() ? "" : ": " + event.holder();
        return Words.of(Weight.WARNING, "another run holds the lock; waiting for " + Spans.of(event.waited()) + who);
    }

    @Override
    Words stepStarted(RunEvent.StepStarted event) {
        return Words.of(
                Weight.PROGRESS,
                (event.direction() == Direction.UP ? "applying " : "undoing ") + event.number() + "/" + event.of() + " "
                        + Labels.of(event.version(), event.title()) + " ("
                        + (event.statements() == 0 ? "program" : Spans.count(event.statements(), "statement"))
                        + ")");
    }

    @Override
    Words statementStarted(RunEvent.StatementStarted event) {
        return Words.of(
                Weight.DETAIL,
                "statement " + event.number() + "/" + event.of() + " in line " + event.line() + ": " + event.summary());
    }

    @Override
    Words statementFinished(RunEvent.StatementFinished event) {
        String rows = event.rows() < 0 ? "" : ", " + Spans.count(event.rows(), "row");
        return Words.of(
                Weight.DETAIL,
                "statement " + event.number() + "/" + event.of() + " done in " + Spans.of(event.took()) + rows);
    }

    @Override
    Words rowsDone(RunEvent.RowsDone event) {
        return Words.of(Weight.DETAIL, event.version() + ": " + rows(event));
    }

    /** How far it is, as far as anybody knows. */
    static String rows(RunEvent.RowsDone event) {
        return event.estimate() < 0
                ? Spans.count(event.rows(), "row")
                : event.rows() + " of about " + Spans.count(event.estimate(), "row");
    }

    @Override
    Words noticed(RunEvent.Noticed event) {
        String severity = event.severity().toLowerCase(java.util.Locale.ROOT);
        return Words.of(
                severity.equals("warning") ? Weight.WARNING : Weight.PROGRESS, severity + ": " + event.message());
    }

    @Override
    Words warned(RunEvent.Warned event) {
        return Words.of(Weight.WARNING, "warning: " + event.message(), event.details());
    }

    @Override
    Words blocked(RunEvent.Blocked event) {
        if (event.tree().isEmpty()) {
            return Words.of(
                    Weight.PROGRESS, event.version() + " waits for nobody any more, after " + Spans.of(event.since()));
        }
        return Words.of(
                Weight.WARNING,
                event.version() + " has waited " + Spans.of(event.since()) + " for other sessions:",
                event.tree());
    }

    @Override
    Words retrying(RunEvent.Retrying event) {
        return Words.of(
                Weight.WARNING,
                event.version() + " did not get through (" + event.error() + "): retry " + event.attempt() + " of "
                        + event.of() + " in " + Spans.of(event.pause()));
    }

    @Override
    Words hookStarted(RunEvent.HookStarted event) {
        return Words.of(Weight.PROGRESS, event.hook() + ": " + event.name());
    }

    @Override
    Words hookSaid(RunEvent.HookSaid event) {
        return Words.of(Weight.PROGRESS, event.name() + ": " + event.line());
    }

    @Override
    Words stepFinished(RunEvent.StepFinished event) {
        StepResult step = event.result();
        return Words.of(
                Weight.DETAIL,
                Names.of(step.outcome()) + " " + Labels.of(step.version(), step.title()) + " in "
                        + Spans.of(step.took())
                        + step.failure().map(why -> ": " + why.message()).orElse(""));
    }

    @Override
    Words runFinished(RunEvent.RunFinished event) {
        return Words.of(
                Weight.DETAIL,
                "run " + event.result().run() + " ended with " + event.result().exitCode() + " after "
                        + Spans.of(event.result().took())
                        + event.result()
                                .failure()
                                .map(why -> ": " + why.message())
                                .orElse(""));
    }
}
