package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Outcome;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.StepResult;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventTextTest {
    private static final UUID RUN = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Version V = new Version("7");
    private static final Failure FAILURE = Failure.of(Kind.MIGRATION, "it broke", "mend it");

    /** One event of each kind, and what is said of it. */
    static Map<RunEvent, String> all() {
        Map<RunEvent, String> all = new LinkedHashMap<>();
        all.put(
                new RunEvent.RunStarted(RUN, Direction.UP, 2),
                "PROGRESS run 00000000-0000-0000-0000-000000000001: 2 migrations to apply");
        all.put(
                new RunEvent.LockAwaited("pid 4711", Duration.ofSeconds(5)),
                "WARNING another run holds the lock; waiting for 5.0 s: pid 4711");
        all.put(
                new RunEvent.StepStarted(V, "add\u001b[2J users", Direction.UP, 1, 2, 3),
                "PROGRESS applying 1/2 7 add\\x1b[2J users (3 statements)");
        all.put(
                new RunEvent.StatementStarted(V, 2, 3, 17, "CREATE TABLE users (…"),
                "DETAIL statement 2/3 in line 17: CREATE TABLE users (…");
        all.put(
                new RunEvent.StatementFinished(V, 2, 3, Duration.ofMillis(12), 1),
                "DETAIL statement 2/3 done in 12 ms, 1 row");
        all.put(
                new RunEvent.StatementFinished(V, 2, 3, Duration.ofMillis(12), -1),
                "DETAIL statement 2/3 done in 12 ms");
        all.put(new RunEvent.Noticed("NOTICE", "it is there"), "PROGRESS notice: it is there");
        all.put(new RunEvent.Noticed("WARNING", "careful"), "WARNING warning: careful");
        all.put(
                new RunEvent.Warned("another definition is kept", List.of("there: a", "here: b")),
                "WARNING warning: another definition is kept|  there: a|  here: b");
        all.put(
                new RunEvent.Stayed(V, 20),
                "WARNING warning: what \"7\" has committed stays (20 rows): the same command goes on after it, once the"
                        + " cause is gone");
        all.put(
                new RunEvent.Blocked(V, Duration.ofSeconds(2), List.of("pid 1", "  pid 2")),
                "WARNING 7 has waited 2.0 s for other sessions:|  pid 1|    pid 2");
        all.put(
                new RunEvent.Blocked(V, Duration.ofSeconds(3), List.of()),
                "PROGRESS 7 waits for nobody any more, after 3.0 s");
        all.put(new RunEvent.RowsDone(V, 500, 2000), "DETAIL 7: 500 of about 2000 rows");
        all.put(
                new RunEvent.Retrying(
                        V, 1, 10, Duration.ofMillis(150), new SqlError("55P03", "lock timeout", "", "", 0)),
                "WARNING 7 did not get through (lock timeout (SQLSTATE 55P03)): retry 1 of 10 in 150 ms");
        all.put(new RunEvent.HookStarted("before_up", "check.sql"), "PROGRESS before_up: check.sql");
        all.put(new RunEvent.HookSaid("notify.sh", "sent"), "PROGRESS notify.sh: sent");
        all.put(
                new RunEvent.StepFinished(new StepResult(
                        V, "t", Direction.UP, Outcome.FAILED, Duration.ofMillis(3), Optional.of(FAILURE))),
                "DETAIL failed 7 t in 3 ms: it broke");
        all.put(
                new RunEvent.RunFinished(new RunResult(RUN, List.of(), Optional.of(FAILURE), Duration.ofMillis(9))),
                "DETAIL run 00000000-0000-0000-0000-000000000001 ended with 5 after 9 ms: it broke");
        return all;
    }

    @Test
    void eachKindOfEventHasItsWordsAndItsWeight() {
        EventText text = new EventText();

        all().forEach((event, expected) -> {
            EventText.Words words = text.of(event);
            assertThat(words.weight() + " " + String.join("|", words.lines())).isEqualTo(expected);
        });
    }

    @Test
    void noKindOfEventIsForgotten() {
        assertThat(all().keySet().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
    }
}
