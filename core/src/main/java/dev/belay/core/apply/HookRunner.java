package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks.Hook;
import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs hooks: SQL on the session of the run, commands as processes. Around a migration a command stays outside of its
 * transaction: it would see nothing of it, could wait for its locks for ever, and cannot be taken back.
 */
final class HookRunner {
    private static final Version HOOK = new Version("hook");

    private final Hooks hooks;
    private final Parts parts;
    private final Map<String, String> context;
    private boolean precautionTaken;

    /** What the hooks of a run work with. */
    record Parts(Session session, RunListener listener, StatementRunner statements, Cancellation cancellation) {}

    HookRunner(Hooks hooks, Parts parts, Map<String, String> context) {
        this.hooks = hooks;
        this.parts = parts;
        this.context = Map.copyOf(context);
    }

    /** Finds every command, so that a missing one is known before anything happens. SQL is read for the plan already. */
    void check() {
        for (Point point : Point.values()) {
            hooks.at(point).stream()
                    .filter(hook -> !hook.isSql())
                    .forEach(hook -> command(point, hook).words());
        }
    }

    /** What has to work before anything is changed: once, however much comes after it. */
    void precaution() {
        if (precautionTaken) {
            return;
        }
        precautionTaken = true;
        hooks.precaution().ifPresent(precaution -> {
            parts.listener.on(new RunEvent.HookStarted(Point.BEFORE_UP.key(), precaution.name()));
            parts.session.rest();
            try {
                precaution.action().run();
            } finally {
                parts.session.work();
            }
        });
    }

    /** Around the whole run: each SQL file in a transaction of its own, and in a session that nothing is set in. */
    void around(Point point, StatementRunner runner, Map<String, String> extra) throws SQLException {
        for (Hook hook : hooks.at(point)) {
            started(point, hook);
            if (hook.isSql()) {
                parts.session.inTransaction(() -> sql(hook, runner));
                parts.session.reset();
            } else {
                process(command(point, hook), with(extra));
            }
        }
    }

    /** The SQL hooks of one migration, in the transaction that is open. */
    void sql(Point point) throws SQLException {
        for (Hook hook : hooks.at(point)) {
            if (hook.isSql()) {
                started(point, hook);
                sql(hook, parts.statements);
            }
        }
    }

    /** The commands of one migration: before its transaction begins, or after it was committed. */
    void commands(Point point, PlannedStep step) {
        Map<String, String> about = Map.of(
                "BELAY_VERSION", step.version().text(),
                "BELAY_TITLE", step.migration().title(),
                "BELAY_FILE", step.migration().file().toString(),
                "BELAY_DIRECTION", step.direction().name().toLowerCase(Locale.ROOT));
        for (Hook hook : hooks.at(point)) {
            if (!hook.isSql()) {
                started(point, hook);
                process(command(point, hook), with(about));
            }
        }
    }

    private void process(HookCommand command, Map<String, String> variables) {
        parts.session.rest();
        try {
            command.run(variables);
        } finally {
            parts.session.work();
        }
    }

    private void started(Point point, Hook hook) {
        parts.listener.on(new RunEvent.HookStarted(point.key(), hook.name()));
    }

    private HookCommand command(Point point, Hook hook) {
        return new HookCommand(hook, point, parts.listener, parts.cancellation);
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(context);
        all.putAll(more);
        return all;
    }

    private static void sql(Hook hook, StatementRunner runner) throws SQLException {
        Script script = read(hook);
        List<Statement> all = OneTransaction.of(script);
        for (Statement statement : all) {
            runner.run(HOOK, script, statement, all.size());
        }
    }

    /** Reads a SQL hook: also called for the plan, so that a bad one is found before anything happens. */
    static Script read(Hook hook) {
        Path file = hook.folder().resolve(hook.name());
        try {
            Script script = Script.parse(hook.name(), Files.readString(file));
            OneTransaction.of(script);
            return script;
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "the hook \"" + hook.name() + "\" cannot be read: " + e,
                    "it must be a readable file in UTF-8: check hooks: in belay.yaml",
                    e);
        }
    }
}
