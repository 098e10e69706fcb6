package dev.belay.core.doctor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.core.doctor.Step.State;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.HostileOperators;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@ServerTest
final class DoctorTest {
    private static final QualifiedName JOURNAL = new QualifiedName("belay", "journal");
    private static final QualifiedName HISTORY = new QualifiedName("public", "changelog");

    private static ConnectionSettings settings(String url) {
        return ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/nonexistent")));
    }

    private static List<Step> examine(ConnectionSettings settings) {
        return examine(new Patient(settings, JOURNAL, Optional.of(HISTORY), LockPolicy.DEFAULT), Clock.systemUTC());
    }

    private static List<Step> examine(Patient patient, Clock clock) {
        return new Doctor(patient, clock).examine();
    }

    private static Map<String, State> states(List<Step> steps) {
        return steps.stream().collect(toMap(Step::name, Step::state));
    }

    private static Step step(String name, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @EveryMajor
    void findsAHealthyServerHealthy(TestDatabase database) {
        List<Step> steps = examine(settings(database.url()));

        assertThat(steps).hasSize(21).allSatisfy(step -> {
            assertThat(step.state()).as(step.toString()).isEqualTo(State.OK);
            assertThat(step.hint()).isEmpty();
            assertThat(step.seen()).isNotBlank();
        });
        assertThat(step("version", steps).seen())
                .startsWith("PostgreSQL " + database.server().major() + ".");
        assertThat(step("database", steps).seen()).contains(database.name()).contains("UTF8");
        assertThat(step("tls", steps).seen()).isEqualTo("not encrypted, on this machine");
    }

    @EveryMajor
    void callsNoOperatorOfAUser(TestDatabase database) {
        HostileOperators.lieInWait(database);

        assertThat(examine(settings(database.url())))
                .allSatisfy(step -> assertThat(step.state()).as(step.toString()).isEqualTo(State.OK));
    }

    @Test
    void skipsWhatDependsOnAFailedStepAndNamesTheSameSteps(TestDatabase database) {
        List<Step> steps = examine(settings("postgresql://bob@no-such-host.invalid/app"));

        assertThat(steps.get(0).state()).isEqualTo(State.FAILED);
        assertThat(steps.get(0).seen()).isEqualTo("the host name \"no-such-host.invalid\" does not resolve");
        assertThat(steps.subList(1, steps.size())).allMatch(step -> step.state() == State.SKIPPED);
        assertThat(steps)
                .extracting(Step::name)
                .containsExactlyElementsOf(examine(settings(database.url())).stream()
                        .map(Step::name)
                        .toList());
    }

    @Test
    void stopsAtAClosedPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        List<Step> steps = examine(settings("postgresql://bob@127.0.0.1:" + port + "/app"));

        assertThat(step("name", steps).state()).isEqualTo(State.OK);
        assertThat(step("network", steps).state()).isEqualTo(State.FAILED);
        assertThat(step("network", steps).seen()).isEqualTo("connection to 127.0.0.1:" + port + " refused");
        assertThat(step("authentication", steps).state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void tellsASilentPortFromAClosedOne() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Step> steps = examine(settings(
                    "postgresql://bob@127.0.0.1:" + silent.getLocalPort() + "/app?connect_timeout=1&sslmode=disable"));

            assertThat(step("network", steps).state()).isEqualTo(State.OK);
            assertThat(step("server", steps).state()).isEqualTo(State.FAILED);
            assertThat(step("tls", steps).state()).isEqualTo(State.SKIPPED);
        }
    }

    @Test
    void saysHowFarTheLoginCame(TestDatabase database) {
        Map<String, State> noTls = states(examine(settings(database.url() + "?sslmode=require")));
        Map<String, State> noRole = states(examine(
                settings(database.url()).toBuilder().user("no_such_role").build()));
        Map<String, State> noDatabase = states(
                examine(settings(database.url()).toBuilder().database("no_such").build()));
        Map<String, State> noSession = states(
                examine(settings(database.url()).toBuilder().role("no_such").build()));
        Map<String, State> noPassword = states(examine(settings(database.url()).toBuilder()
                .passwordCommand(List.of("false"))
                .build()));

        assertThat(noTls).containsEntry("server", State.OK).containsEntry("tls", State.FAILED);
        assertThat(noRole).containsEntry("tls", State.OK).containsEntry("authentication", State.FAILED);
        assertThat(noDatabase).containsEntry("authentication", State.OK).containsEntry("database", State.FAILED);
        assertThat(noSession).containsEntry("database", State.OK).containsEntry("session", State.FAILED);
        assertThat(noPassword).containsEntry("authentication", State.FAILED);
        assertThat(List.of(noTls, noRole, noDatabase, noSession, noPassword))
                .allMatch(states -> states.get("version") == State.SKIPPED);
    }

    @Test
    void findsMissingPrivilegesOfAPlainRole(TestDatabase database) {
        String user = "plain_" + database.name();
        database.execute("CREATE ROLE " + user + " LOGIN");
        try {
            ConnectionSettings plain =
                    settings(database.url()).toBuilder().user(user).build();

            List<Step> before = examine(plain);
            assertThat(step("journal", before).state()).isEqualTo(State.FAILED);
            assertThat(step("journal", before).seen())
                    .isEqualTo("role \"" + user + "\" may not create the schema \"belay\"");
            assertThat(step("history", before).hint())
                    .isEqualTo("GRANT USAGE, CREATE ON SCHEMA \"public\" TO \"" + user + "\"");
            assertThat(step("activity", before).state()).isEqualTo(State.WARN);
            assertThat(step("signals", before).hint()).isEqualTo("GRANT pg_signal_backend TO \"" + user + "\"");

            database.execute(
                    "CREATE SCHEMA belay",
                    "GRANT USAGE, CREATE ON SCHEMA belay TO " + user,
                    "CREATE TABLE changelog ()",
                    "GRANT pg_read_all_stats, pg_signal_backend TO " + user);
            List<Step> after = examine(plain);
            assertThat(step("journal", after).state()).isEqualTo(State.OK);
            assertThat(step("history", after).seen()).isEqualTo("role \"" + user + "\" may not write public.changelog");
            assertThat(step("activity", after).state()).isEqualTo(State.OK);
            assertThat(step("signals", after).state()).isEqualTo(State.OK);
        } finally {
            database.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        }
    }

    @Test
    void findsAJournalThatWouldCatchTheTablesOfItsRole(TestDatabase database) {
        String user = database.query("SELECT current_user").get(0);
        Patient patient = new Patient(
                settings(database.url()), new QualifiedName(user, "journal"), Optional.of(HISTORY), LockPolicy.DEFAULT);

        Step journal = step("journal", examine(patient, Clock.systemUTC()));

        assertThat(journal.state()).isEqualTo(State.FAILED);
        assertThat(journal.seen()).contains("would have the name of this role");
        assertThat(journal.hint()).isEqualTo("journal: {schema: …} in belay.yaml gives it another name");
    }

    @Test
    void warnsOfSettingsThatChangeARun(TestDatabase database) {
        String name = database.name();
        database.execute(
                "ALTER DATABASE " + name + " SET standard_conforming_strings = off",
                "ALTER DATABASE " + name + " SET default_transaction_read_only = on",
                "ALTER DATABASE " + name + " SET statement_timeout = '30s'",
                "ALTER DATABASE " + name + " SET deadlock_timeout = '5s'");
        ConnectionSettings settings = settings(database.url() + "?connection_limit=500");
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

        List<Step> steps = examine(new Patient(settings, JOURNAL, Optional.empty(), LockPolicy.DEFAULT), wrong);

        assertThat(step("strings", steps).state()).isEqualTo(State.WARN);
        assertThat(step("strings", steps).seen()).endsWith("off for this role: a run sets it to on");
        assertThat(step("primary", steps).state()).isEqualTo(State.FAILED);
        assertThat(step("timeouts", steps).seen()).startsWith("statement_timeout=30000ms: a run sets its own");
        assertThat(step("lock ladder", steps).state()).isEqualTo(State.WARN);
        assertThat(step("lock ladder", steps).hint()).endsWith("at least 5300ms");
        assertThat(step("connections", steps).state()).isEqualTo(State.WARN);
        assertThat(step("clock", steps).state()).isEqualTo(State.WARN);
        assertThat(step("clock", steps).seen()).contains("behind");
        assertThat(step("history", steps).state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void noticesAPoolerByItsProcessNumber(TestDatabase database) throws IOException {
        try (FakePooler pooler = new FakePooler(database.server().port())) {
            ConnectionSettings settings = settings(database.url() + "?sslmode=disable").toBuilder()
                    .address("127.0.0.1", pooler.port())
                    .build();

            Step step = step("pooler", examine(settings));

            assertThat(step.state()).isEqualTo(State.WARN);
            assertThat(step.seen()).startsWith("a pooler is in between");
        }
    }

    @Test
    void believesAUrlThatSaysItIsPooled(TestDatabase database) {
        Step pooler = step("pooler", examine(settings(database.url() + "?pgbouncer=true")));

        assertThat(pooler.state()).isEqualTo(State.WARN);
        assertThat(pooler.hint()).contains("direct_url");
    }
}
