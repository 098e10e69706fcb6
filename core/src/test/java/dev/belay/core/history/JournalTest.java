package dev.belay.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServerTest
final class JournalTest {
    private static final UUID RUN = UUID.randomUUID();
    private static final Version ONE = new Version("1");
    private static final Checksum CHECKSUM = Checksum.of("content");
    private static final HistoryRow ROW =
            new HistoryRow(ONE, "7", "2026-01-01", HistoryRow.State.APPLIED, Optional.empty(), "");

    private final Journal journal =
            new Journal(new QualifiedName("belay", "journal"), new QualifiedName("public", "changelog"));

    @EveryMajor
    void keepsWhatWasWritten(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            journal.create(connection);
            journal.create(connection);
            journal.write(
                    connection,
                    JournalEntry.of(RUN, Event.STEP_APPLIED)
                            .step(ONE, Direction.UP)
                            .file(CHECKSUM.hex(), "SELECT 'a ? and a \\'")
                            .row(ROW)
                            .took(Duration.ofMillis(12))
                            .detail(Map.of("user", "operator \"x\"", "host", "bastion"))
                            .build());

            assertThat(journal.lines(connection, 10)).singleElement().satisfies(line -> {
                assertThat(line.event()).isEqualTo("step_applied");
                assertThat(line.milliseconds()).contains(12L);
                assertThat(line.unit()).isEmpty();
                assertThat(line.detail()).isEqualTo("{\"host\": \"bastion\", \"user\": \"operator \\\"x\\\"\"}");
            });
            assertThat(journal.text(connection, ONE)).contains("SELECT 'a ? and a \\'");
            assertThat(journal.facts(connection))
                    .containsExactly(new Fact(
                            ONE,
                            Optional.of(new Fact.Applied("7", "2026-01-01", CHECKSUM, 1, "operator \"x\"")),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    @Test
    void makesNoSchemaThatWouldCatchTheTablesOfItsRole(TestDatabase database) throws Exception {
        String user = database.query("SELECT current_user").get(0);
        Journal caught = new Journal(new QualifiedName(user, "journal"), new QualifiedName("public", "changelog"));
        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> caught.create(connection))
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("would have the name of this role");

            connection.createStatement().execute("SET search_path = public");
            caught.create(connection);
            assertThat(caught.exists(connection)).isTrue();
        }
    }

    @Test
    void aVersionAndTheLastRunsCanBeAskedFor(TestDatabase database) throws Exception {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Version two = new Version("2");
        try (Connection connection = database.connect()) {
            journal.create(connection);
            journal.write(
                    connection,
                    JournalEntry.of(first, Event.RUN_STARTED)
                            .detail(Map.of("user", "ann"))
                            .build());
            journal.write(connection, applied(first, ONE));
            journal.write(connection, applied(second, two));
            journal.write(connection, JournalEntry.of(first, Event.RUN_FINISHED).build());

            assertThat(journal.linesOf(connection, ONE, 10))
                    .extracting(JournalLine::version)
                    .containsExactly("1");
            assertThat(journal.linesOfRuns(connection, 1))
                    .as("the run with the last line, whole")
                    .extracting(JournalLine::event)
                    .containsExactly("run_finished", "step_applied", "run_started");
            assertThat(journal.linesOfRuns(connection, 9)).hasSize(4);
            assertThat(journal.facts(connection))
                    .extracting(fact ->
                            fact.version() + " " + fact.applied().orElseThrow().by())
                    .containsExactly("1 ann", "2 " + database.user());
        }
    }

    private static JournalEntry applied(UUID run, Version version) {
        return JournalEntry.of(run, Event.STEP_APPLIED)
                .step(version, Direction.UP)
                .checksum(CHECKSUM.hex())
                .row(ROW)
                .build();
    }

    @Test
    void whereThereIsNoJournalNothingIsKnownAndNothingIsMade(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            assertThat(journal.facts(connection)).isEmpty();
            assertThat(journal.lines(connection, 10)).isEmpty();
            assertThat(journal.text(connection, ONE)).isEmpty();
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void knowsHowFarABrokenRunCame(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            journal.create(connection);
            write(connection, JournalEntry.of(RUN, Event.STEP_STARTED).step(ONE, Direction.UP));
            write(
                    connection,
                    JournalEntry.of(RUN, Event.UNIT_DONE)
                            .step(ONE, Direction.UP)
                            .unit(1, "first"));
            write(
                    connection,
                    JournalEntry.of(RUN, Event.UNIT_STARTED)
                            .step(ONE, Direction.UP)
                            .unit(2, "second")
                            .backend(new JournalEntry.Backend(42, "1700000000.5")));

            assertThat(progress(connection))
                    .contains(new Progress(
                            Direction.UP,
                            List.of("first"),
                            Optional.of(new Progress.Open(2, "second", 42, "1700000000.5"))));

            write(
                    connection,
                    JournalEntry.of(RUN, Event.UNIT_RETRY)
                            .step(ONE, Direction.UP)
                            .unit(2, "second"));
            assertThat(progress(connection)).contains(new Progress(Direction.UP, List.of("first"), Optional.empty()));

            write(
                    connection,
                    JournalEntry.of(RUN, Event.STEP_APPLIED)
                            .step(ONE, Direction.UP)
                            .row(ROW));
            assertThat(progress(connection)).isEmpty();
        }
    }

    @Test
    void knowsTheOrderOfApplicationWhateverWasRepairedSince(TestDatabase database) throws Exception {
        HistoryRow foreign =
                new HistoryRow(new Version("2"), "8", "2026-01-02", HistoryRow.State.APPLIED, Optional.empty(), "");
        try (Connection connection = database.connect()) {
            journal.create(connection);
            applied(connection, Event.STEP_APPLIED, ROW);
            write(connection, JournalEntry.of(RUN, Event.STEP_REVERTED).step(ONE, Direction.DOWN));
            applied(connection, Event.STEP_APPLIED, ROW);
            applied(connection, Event.REPAIRED, ROW);
            applied(connection, Event.REPAIRED, foreign);

            assertThat(journal.facts(connection))
                    .extracting(fact ->
                            fact.version() + " " + fact.applied().orElseThrow().order())
                    .containsExactly("1 3", "2 0");
        }
    }

    private void applied(Connection connection, Event event, HistoryRow row) throws Exception {
        write(
                connection,
                JournalEntry.of(RUN, event)
                        .step(row.version(), Direction.UP)
                        .checksum(CHECKSUM.hex())
                        .row(row));
    }

    @Test
    void keepsTheHistoriesOfTwoProjectsApart(TestDatabase database) throws Exception {
        Journal other = new Journal(journal.table(), new QualifiedName("other", "changelog"));
        try (Connection connection = database.connect()) {
            journal.create(connection);
            write(
                    connection,
                    JournalEntry.of(RUN, Event.STEP_FAILED)
                            .step(ONE, Direction.UP)
                            .failure("42P01", "no"));

            assertThat(journal.facts(connection)).hasSize(1);
            assertThat(other.facts(connection)).isEmpty();
        }
    }

    @Test
    void liesInASchemaThatIsThereAlreadyWhenToldSo(TestDatabase database) throws Exception {
        Journal inPublic =
                new Journal(new QualifiedName("public", "belay \"journal\""), new QualifiedName("public", "changelog"));
        try (Connection connection = database.connect()) {
            inPublic.create(connection);

            assertThat(inPublic.exists(connection)).isTrue();
            assertThat(database.tables()).containsExactly("public.belay \"journal\"");
        }
    }

    private Optional<Progress> progress(Connection connection) throws Exception {
        return journal.facts(connection).stream().findFirst().flatMap(Fact::progress);
    }

    private void write(Connection connection, JournalEntry.Builder entry) throws Exception {
        journal.write(connection, entry.build());
    }
}
