package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * How the shell's lines run: in this process, so that they reach the session. JShell finds it by its name, as a service.
 * Ctrl-C asks the verb or the server to stop before it stops the thread, and what Belay throws is told in short.
 */
public final class Engine implements ExecutionControlProvider {
    static final String NAME = "belay";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        Session.bench().answeredBy(new Answers(environment.userIn()));
        return new Control(Session.bench());
    }

    /** One session of JShell. */
    private static final class Control extends LocalExecutionControl {
        /** So long the server may take to end a statement. */
        private static final long PATIENCE_SECONDS = 2;

        private final Bench bench;
        private volatile CountDownLatch running = new CountDownLatch(0);

        Control(Bench bench) {
            this.bench = bench;
        }

        @Override
        public String invoke(String className, String methodName)
                throws RunException, InternalException, EngineTerminationException {
            bench.again();
            running = new CountDownLatch(1);
            try {
                return super.invoke(className, methodName);
            } finally {
                running.countDown();
                bench.tools().out().flush();
            }
        }

        @Override
        protected String throwConvertedInvocationException(Throwable thrown) throws RunException, InternalException {
            if (thrown instanceof BelayException known) {
                throw told(bench.hinted(known));
            }
            if (thrown instanceof SQLException said) {
                throw told(bench.hinted(SqlTrouble.of(said)));
            }
            if (thrown instanceof Exit) {
                throw told(new BelayException(Kind.USAGE, "exit() is for scripts", "/exit leaves the shell"));
            }
            return super.throwConvertedInvocationException(thrown);
        }

        private static UserException told(BelayException e) {
            String hint = e.hint().isEmpty() ? "" : "\n|  hint: " + e.hint();
            return new UserException(e.getMessage() + hint, Answers.MARK, new StackTraceElement[0]);
        }

        @Override
        public void stop() throws EngineTerminationException, InternalException {
            Optional<Runnable> verb = bench.interrupts().action("INT");
            if (verb.isPresent()) {
                verb.get().run();
                if (bench.interrupts().unheard()) {
                    end();
                }
                return;
            }
            boolean again = bench.stopped().isPresent();
            bench.stop(Kind.INTERRUPTED);
            if (bench.looks() && !again) {
                return;
            }
            if (!ended()) {
                super.stop();
            }
        }

        /** Ends a script that does not listen; where Java cannot stop its thread any more, the shell ends with it. */
        private void end() throws EngineTerminationException, InternalException {
            super.stop();
            if (!ended()) {
                Runtime.getRuntime().exit(Kind.INTERRUPTED.exitCode());
            }
        }

        private boolean ended() {
            try {
                return running.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
