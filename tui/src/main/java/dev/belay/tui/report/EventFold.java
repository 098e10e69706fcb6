package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;

/** The one place that tells the kinds of events apart; whoever extends it answers for each. */
abstract class EventFold<T> {
    final T of(RunEvent event) {
        if (event instanceof RunEvent.StatementStarted statement) {
            return statementStarted(statement);
        }
        if (event instanceof RunEvent.StatementFinished statement) {
            return statementFinished(statement);
        }
        if (event instanceof RunEvent.StepStarted step) {
            return stepStarted(step);
        }
        if (event instanceof RunEvent.StepFinished step) {
            return stepFinished(step);
        }
        if (event instanceof RunEvent.RunStarted run) {
            return runStarted(run);
        }
        if (event instanceof RunEvent.RunFinished run) {
            return runFinished(run);
        }
        return aside(event);
    }

    private T aside(RunEvent event) {
        if (event instanceof RunEvent.LockAwaited lock) {
            return lockAwaited(lock);
        }
        if (event instanceof RunEvent.RowsDone rows) {
            return rowsDone(rows);
        }
        if (event instanceof RunEvent.Noticed notice) {
            return noticed(notice);
        }
        if (event instanceof RunEvent.Warned warning) {
            return warned(warning);
        }
        if (event instanceof RunEvent.Stayed left) {
            return warned(left.warning());
        }
        if (event instanceof RunEvent.Blocked blocked) {
            return blocked(blocked);
        }
        if (event instanceof RunEvent.Retrying retry) {
            return retrying(retry);
        }
        if (event instanceof RunEvent.HookStarted hook) {
            return hookStarted(hook);
        }
        if (event instanceof RunEvent.HookSaid hook) {
            return hookSaid(hook);
        }
        throw new IllegalArgumentException("an event of a new kind: " + event);
    }

    abstract T runStarted(RunEvent.RunStarted event);

    abstract T lockAwaited(RunEvent.LockAwaited event);

    abstract T stepStarted(RunEvent.StepStarted event);

    abstract T statementStarted(RunEvent.StatementStarted event);

    abstract T statementFinished(RunEvent.StatementFinished event);

    abstract T rowsDone(RunEvent.RowsDone event);

    abstract T noticed(RunEvent.Noticed event);

    abstract T warned(RunEvent.Warned event);

    abstract T blocked(RunEvent.Blocked event);

    abstract T retrying(RunEvent.Retrying event);

    abstract T hookStarted(RunEvent.HookStarted event);

    abstract T hookSaid(RunEvent.HookSaid event);

    abstract T stepFinished(RunEvent.StepFinished event);

    abstract T runFinished(RunEvent.RunFinished event);
}
