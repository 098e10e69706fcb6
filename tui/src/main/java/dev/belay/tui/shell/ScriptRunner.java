package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;

/** Runs a script: compiles all of it, then its statements in order, to the first exception. */
public final class ScriptRunner {
    private final Bench bench;
    private final ProgramCache programs;

    public ScriptRunner(Bench bench, ProgramCache programs) {
        this.bench = bench;
        this.programs = programs;
    }

    /**
     * Runs a script on this thread.
     *
     * @param name what messages call it
     * @param check whether it is only compiled
     * @return the exit code that the script asked for, or 0
     * @throws BelayException of kind USAGE for what does not compile; otherwise of the kind of what was thrown,
     *     MIGRATION for an exception of the script's own
     */
    public int run(String name, String text, boolean check) {
        try {
            Program program = programs.program(new ScriptText(name, text), Prelude.SCRIPT, "");
            program.requireNoEnd("exit(n) ends a script");
            if (check) {
                return 0;
            }
            return run(program);
        } catch (BelayException e) {
            throw bench.stopped()
                    .map(why -> new BelayException(why, e.getMessage(), "it was stopped", e))
                    .orElseGet(() -> bench.hinted(e));
        }
    }

    private int run(Program program) {
        Bench around = Session.bind(bench);
        try {
            return program.run();
        } finally {
            Session.bind(around);
        }
    }

    /**
     * What a signal does to it: the verb that runs stops in its own way; otherwise the statement and the script do.
     *
     * @param say what is done at the first one
     * @param end what is done at the second one: the script does not listen
     */
    public Runnable onSignal(String signal, Kind why, Runnable say, Runnable end) {
        Thread worker = Thread.currentThread();
        return () -> bench.interrupts().action(signal).ifPresentOrElse(Runnable::run, () -> {
            if (bench.stopped().isPresent()) {
                end.run();
                // Where that has not ended the process, the script may still be there.
                bench.forsake();
                return;
            }
            say.run();
            bench.stop(why);
            worker.interrupt();
        });
    }
}
