package dev.belay.core.apply;

import dev.belay.core.db.LockPolicy;
import dev.belay.core.migration.Version;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run in a process of its own, made to be killed: it writes each event to its output and goes on only when it is told
 * to. Its counterpart is {@link Victim}.
 */
final class CrashChild {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private CrashChild() {}

    /** Arguments: major, host, port, user, password and name of the database, folder, where to go. */
    public static void main(String[] arguments) {
        TestServer server = TestServer.at(
                Integer.parseInt(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                arguments[3],
                arguments[4]);
        @SuppressWarnings("resource") // whoever made it drops it
        TestDatabase database = new TestDatabase(server, arguments[5], arguments[3], arguments[4]);
        Project project = new Project(Path.of(arguments[6]), database);
        project.policy = new LockPolicy(Duration.ofSeconds(60), List.of(Duration.ofSeconds(60)), 0);
        CrashChild child = new CrashChild();
        RunResult result = new Migrator(project.place(), child::on, project.cancellation)
                .run(List.of(request(arguments[7])), Approval.anything());
        System.out.println("exit " + result.exitCode() + " " + Project.outcomes(result));
    }

    static List<String> arguments(TestDatabase database, Path folder, String goal) {
        return new ArrayList<>(List.of(
                Integer.toString(database.server().major()),
                database.server().host(),
                Integer.toString(database.server().port()),
                database.user(),
                database.password(),
                database.name(),
                folder.toString(),
                goal));
    }

    /** {@code up}, or the version to go down to. */
    static PlanRequest request(String goal) {
        return goal.equals("up") ? PlanRequest.up() : PlanRequest.downTo(new Version(goal));
    }

    /** What an event is called; those that come at any time from other threads have no name. */
    static Optional<String> name(RunEvent event) {
        if (event instanceof RunEvent.StatementStarted started) {
            return Optional.of("started " + started.number());
        }
        if (event instanceof RunEvent.StatementFinished finished) {
            return Optional.of("finished " + finished.number());
        }
        if (event instanceof RunEvent.RunStarted) {
            return Optional.of("run started");
        }
        if (event instanceof RunEvent.StepStarted) {
            return Optional.of("step started");
        }
        if (event instanceof RunEvent.StepFinished) {
            return Optional.of("step finished");
        }
        return Optional.empty();
    }

    private void on(RunEvent event) {
        name(event).ifPresent(this::announce);
    }

    private void announce(String name) {
        System.out.println(name);
        try {
            if (in.readLine() == null) {
                Runtime.getRuntime().halt(99); // nobody is there any more who would kill us
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
