package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

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
        private volatile ThreadGroup line = new ThreadGroup("belay-line");
        private volatile CompletableFuture<String> running = CompletableFuture.completedFuture("");

        Control(Bench bench) {
            this.bench = bench;
        }

        @Override
        public String invoke(String className, String methodName)
                throws RunException, InternalException, EngineTerminationException {
            bench.again();
            CompletableFuture<String> answer = new CompletableFuture<>();
            running = answer;
            // Threads of its own, which can be left behind.
            line = new ThreadGroup("belay-line");
            Session.bind(bench);
            new Thread(line, () -> answer(answer, className, methodName), "belay-line").start();
            try {
                return answer.join();
            } catch (CompletionException e) {
                throw thrown(e.getCause());
            } finally {
                bench.tools().out().flush();
            }
        }

        private void answer(CompletableFuture<String> answer, String className, String methodName) {
            try {
                answer.complete(super.invoke(className, methodName));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }

        /** What the line has thrown, as JShell wants to have it. */
        private static RuntimeException thrown(@Nullable Throwable cause)
                throws RunException, InternalException, EngineTerminationException {
            if (cause instanceof RunException known) {
                throw known;
            }
            if (cause instanceof InternalException known) {
                throw known;
            }
            if (cause instanceof EngineTerminationException known) {
                throw known;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
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

        /** Ends a script that does not listen; where Java cannot stop its thread any more, it is left behind. */
        private void end() throws EngineTerminationException, InternalException {
            super.stop();
            if (!ended()) {
                Session.forsake(line);
                running.completeExceptionally(told(new BelayException(
                        Kind.INTERRUPTED,
                        "the script does not end: without its database it goes on in the background",
                        "/exit ends it too")));
            }
        }

        private boolean ended() {
            try {
                running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
