package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.restore.ObjectResult.Failure;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.core.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ObjectResultTest {
    private static final Failure DAMAGED = new Failure(Kind.INTEGRITY, "a byte is wrong", "", Optional.empty());
    private static final Failure REFUSED = new Failure(Kind.BACKUP, "duplicate key", "", Optional.of("23505"));
    private static final Failure FOLLOWS = new Failure(Kind.BACKUP, "another part", "", Optional.of("57014"));

    private static ObjectResult failed(Failure failure) {
        return new ObjectResult("TABLE DATA", "public.one", Outcome.FAILED, 0, 0, Duration.ZERO, Optional.of(failure));
    }

    @Test
    void ofSeveralRunsOfATableTheOneThatIsTheCauseIsToldWhicheverEndsFirst() {
        assertThat(failed(FOLLOWS).and(failed(DAMAGED)).error()).contains(DAMAGED);
        assertThat(failed(DAMAGED).and(failed(FOLLOWS)).error()).contains(DAMAGED);
        assertThat(failed(FOLLOWS).and(failed(REFUSED)).error()).contains(REFUSED);
        assertThat(failed(REFUSED).and(failed(FOLLOWS)).error()).contains(REFUSED);
        assertThat(failed(REFUSED).and(failed(DAMAGED)).error()).contains(DAMAGED);
    }
}
