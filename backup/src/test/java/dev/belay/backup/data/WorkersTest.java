package dev.belay.backup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Jobs that the sessions of workers cannot do come back to the one that holds the locks. */
@ServerTest
final class WorkersTest {
    @Test
    void whatNobodyCanReadIsNamedAndNotWhatTheFirstSessionCouldRead(TestDatabase source) throws SQLException {
        Refused once = new Refused("public.once", 1);
        Refused forEver = new Refused("public.for_ever", Integer.MAX_VALUE);

        try (Snapshot snapshot = Snapshot.take(database(source))) {
            assertThatThrownBy(() ->
                            Workers.run(snapshot, 2, List.of(once, forEver), (bytes, rows) -> {}, Throttle.none()))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED))
                    .hasMessage("somebody is altering public.for_ever, which was made while the backup began");
        }
        assertThat(once.runs).hasValue(2);
        assertThat(forEver.runs).hasValue(2);
    }

    private static Database database(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    /** A table that somebody else holds, so many times. */
    private static final class Refused implements Job {
        private final String label;
        private final int times;
        private final AtomicInteger runs = new AtomicInteger();

        Refused(String label, int times) {
            this.label = label;
            this.times = times;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public long weight() {
            return times;
        }

        @Override
        public boolean run(Lane lane, Pace pace) {
            return runs.incrementAndGet() > times;
        }
    }
}
