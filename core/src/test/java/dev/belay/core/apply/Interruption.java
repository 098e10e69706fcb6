package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.util.List;

/** Breaks a run off from inside this process: its session is ended at the event that was chosen. */
final class Interruption {
    private static final String END = """
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid <> 0
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private Interruption() {}

    /** Ends the session that holds the lock of the project. */
    static void strike(TestDatabase database) {
        database.query(END);
    }

    /** An {@code up} that comes no further than this event, by the names of {@link CrashChild}. */
    static RunResult at(Project project, String event) {
        RunListener listener = heard -> {
            if (CrashChild.name(heard).filter(event::equals).isPresent()) {
                strike(project.database());
            }
        };
        return new Migrator(project.place(), listener, project.cancellation)
                .run(List.of(PlanRequest.up()), Approval.anything());
    }
}
