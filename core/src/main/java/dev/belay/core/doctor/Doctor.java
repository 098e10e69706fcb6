package dev.belay.core.doctor;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.Diagnosis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examines a connection from the name of the host to the clock of the server; never changes anything. */
public final class Doctor {
    /** One step that needs a session. */
    @FunctionalInterface
    interface Check {
        Step run() throws SQLException;
    }

    private record Named(String name, Check check) {}

    private final Patient patient;
    private final Clock clock;

    public Doctor(Patient patient, Clock clock) {
        this.patient = patient;
        this.clock = clock;
    }

    /** All steps in order. What depends on a failed step is skipped, not guessed. */
    public List<Step> examine() {
        List<Step> steps = new ArrayList<>();
        NetworkChecks network = new NetworkChecks(patient.connection());
        steps.add(network.name());
        steps.add(failed(steps) ? Step.skipped("network", "name") : network.tcp());
        if (failed(steps)) {
            skipLogin("network", 0, steps);
            skipSession(steps);
            return List.copyOf(steps);
        }
        login(steps).ifPresentOrElse(connection -> session(connection, steps), () -> skipSession(steps));
        return List.copyOf(steps);
    }

    private static boolean failed(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.state() == Step.State.FAILED);
    }

    /** The steps of the log-in happen inside the driver: which one failed shows in what it throws. */
    private static final List<String> LOGIN = List.of("server", "tls", "authentication", "database", "session");

    private Optional<Connection> login(List<Step> steps) {
        try {
            return Optional.of(new Database(patient.connection())
                    .withApplicationName("belay doctor")
                    .connect());
        } catch (BelayException e) {
            if (e.kind() != Kind.CONNECTION) {
                throw e;
            }
            // A failure without a cause is not the server's: the password command is.
            Diagnosis.Stage stage = e.getCause() instanceof SQLException cause
                    ? Diagnosis.of(cause, patient.connection()).stage()
                    : Diagnosis.Stage.AUTHENTICATION;
            int at = switch (stage) {
                case NAME, NETWORK -> 0;
                case TLS -> 1;
                case AUTHENTICATION -> 2;
                case DATABASE -> 3;
                case SESSION -> 4;
            };
            for (int i = 0; i < at; i++) {
                steps.add(Step.ok(LOGIN.get(i), "passed"));
            }
            steps.add(Step.failed(LOGIN.get(at), String.valueOf(e.getMessage()), e.hint()));
            skipLogin(LOGIN.get(at), at + 1, steps);
            return Optional.empty();
        }
    }

    private static void skipLogin(String because, int from, List<Step> steps) {
        for (int i = from; i < LOGIN.size(); i++) {
            steps.add(Step.skipped(LOGIN.get(i), because));
        }
    }

    private void session(Connection opened, List<Step> steps) {
        try (Connection connection = opened) {
            for (Named named : checks(connection)) {
                steps.add(run(named));
            }
        } catch (SQLException e) {
            // Only closing can come here, and the examination is over then.
            steps.add(Step.warn("end", "the session did not close: " + e.getMessage(), "nothing was changed"));
        }
    }

    private void skipSession(List<Step> steps) {
        String because = steps.stream()
                .filter(step -> step.state() == Step.State.FAILED)
                .map(Step::name)
                .findFirst()
                .orElse("session");
        for (String name : List.of(
                "version",
                "pooler",
                "primary",
                "journal",
                "history",
                "activity",
                "signals",
                "extensions",
                "timeouts",
                "lock ladder",
                "strings",
                "abandoned work",
                "connections",
                "clock")) {
            steps.add(Step.skipped(name, because));
        }
    }

    private List<Named> checks(Connection connection) {
        LoginChecks login = new LoginChecks(connection, patient.connection());
        PrivilegeChecks privileges = new PrivilegeChecks(connection, patient);
        SettingChecks settings = new SettingChecks(connection, patient, clock);
        return List.of(
                new Named("server", login::server),
                new Named("tls", login::tls),
                new Named("authentication", login::authentication),
                new Named("database", login::database),
                new Named("session", login::session),
                new Named("version", login::version),
                new Named("pooler", login::pooler),
                new Named("primary", login::primary),
                new Named("journal", privileges::journal),
                new Named("history", privileges::history),
                new Named("activity", privileges::activity),
                new Named("signals", privileges::signals),
                new Named("extensions", settings::extensions),
                new Named("timeouts", settings::timeouts),
                new Named("lock ladder", settings::ladder),
                new Named("strings", settings::strings),
                new Named("abandoned work", settings::abandonedWork),
                new Named("connections", settings::connections),
                new Named("clock", settings::clock));
    }

    private Step run(Named named) {
        try {
            return named.check.run();
        } catch (SQLException e) {
            Diagnosis diagnosis = Diagnosis.of(e, patient.connection());
            return Step.failed(named.name, diagnosis.message(), diagnosis.hint());
        }
    }
}
