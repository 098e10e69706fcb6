package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.util.function.Consumer;

/** An event as the members of a JSON object. */
final class EventJson extends EventFold<Consumer<Json>> {
    @Override
    Consumer<Json> runStarted(RunEvent.RunStarted event) {
        return json -> json.text("event", "run_started")
                .text("run", event.run().toString())
                .text("direction", Names.of(event.direction()))
                .number("steps", event.steps());
    }

    @Override
    Consumer<Json> lockAwaited(RunEvent.LockAwaited event) {
        return json -> json.text("event", "lock_awaited")
                .text("holder", event.holder())
                .number("ms", event.waited().toMillis());
    }

    @Override
    Consumer<Json> stepStarted(RunEvent.StepStarted event) {
        return json -> json.text("event", "step_started")
                .text("version", event.version().text())
                .text("title", event.title())
                .text("direction", Names.of(event.direction()))
                .number("number", event.number())
                .number("of", event.of())
                .number("statements", event.statements());
    }

    @Override
    Consumer<Json> statementStarted(RunEvent.StatementStarted event) {
        return json -> json.text("event", "statement_started")
                .text("version", event.version().text())
                .number("number", event.number())
                .number("of", event.of())
                .number("line", event.line())
                .text("summary", event.summary());
    }

    @Override
    Consumer<Json> statementFinished(RunEvent.StatementFinished event) {
        return json -> json.text("event", "statement_finished")
                .text("version", event.version().text())
                .number("number", event.number())
                .number("of", event.of())
                .number("ms", event.took().toMillis())
                .number("rows", event.rows());
    }

    @Override
    Consumer<Json> rowsDone(RunEvent.RowsDone event) {
        return json -> json.text("event", "rows_done")
                .text("version", event.version().text())
                .number("rows", event.rows())
                .number("estimate", event.estimate());
    }

    @Override
    Consumer<Json> noticed(RunEvent.Noticed event) {
        return json ->
                json.text("event", "noticed").text("severity", event.severity()).text("message", event.message());
    }

    @Override
    Consumer<Json> warned(RunEvent.Warned event) {
        return json ->
                json.text("event", "warned").text("message", event.message()).texts("details", event.details());
    }

    @Override
    Consumer<Json> blocked(RunEvent.Blocked event) {
        return json -> json.text("event", "blocked")
                .text("version", event.version().text())
                .number("ms", event.since().toMillis())
                .texts("tree", event.tree());
    }

    @Override
    Consumer<Json> retrying(RunEvent.Retrying event) {
        return json -> json.text("event", "retrying")
                .text("version", event.version().text())
                .number("attempt", event.attempt())
                .number("of", event.of())
                .number("pause_ms", event.pause().toMillis())
                .text("sqlstate", event.error().state())
                .text("message", event.error().message());
    }

    @Override
    Consumer<Json> hookStarted(RunEvent.HookStarted event) {
        return json ->
                json.text("event", "hook_started").text("hook", event.hook()).text("name", event.name());
    }

    @Override
    Consumer<Json> hookSaid(RunEvent.HookSaid event) {
        return json ->
                json.text("event", "hook_said").text("name", event.name()).text("line", event.line());
    }

    @Override
    Consumer<Json> stepFinished(RunEvent.StepFinished event) {
        return json -> {
            json.text("event", "step_finished");
            RunReport.step(json, event.result());
        };
    }

    @Override
    Consumer<Json> runFinished(RunEvent.RunFinished event) {
        return json -> json.text("event", "run_finished")
                .text("run", event.result().run().toString())
                .number("exit", event.result().exitCode())
                .number("ms", event.result().took().toMillis());
    }
}
