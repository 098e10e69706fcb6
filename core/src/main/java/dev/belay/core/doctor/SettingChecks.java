package dev.belay.core.doctor;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Settings of the server, the database and the role that change how a run goes. */
final class SettingChecks {
    private static final Duration ABOVE_DEADLOCK = Duration.ofMillis(200);
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(5);
    private static final int FEW = 5;

    private final Connection connection;
    private final Patient patient;
    private final Clock clock;

    SettingChecks(Connection connection, Patient patient, Clock clock) {
        this.connection = connection;
        this.patient = patient;
        this.clock = clock;
    }

    Step extensions() throws SQLException {
        List<String> installed = Sql.list(
                connection,
                "SELECT extname::text || ' ' || extversion FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
                row -> row.getString(1));
        return Step.ok("extensions", installed.isEmpty() ? "none" : String.join(", ", installed));
    }

    /** {@code reset_val} is what the role, the database and the server say; a session of Belay has its own. */
    Step timeouts() throws SQLException {
        List<String> set = Sql.list(connection, """
                SELECT name || '=' || reset_val || coalesce(unit, '') FROM pg_catalog.pg_settings
                WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout',
                               'idle_session_timeout', 'transaction_timeout') AND reset_val <> '0' ORDER BY 1
                """, row -> row.getString(1));
        return Step.ok(
                "timeouts",
                set.isEmpty()
                        ? "none are set for this role"
                        : String.join(", ", set) + ": a run sets its own, other sessions keep these");
    }

    /** Autovacuum gives way only once the waiting session has looked for a deadlock. */
    Step ladder() throws SQLException {
        Duration deadlock = Duration.ofMillis(Sql.one(
                connection,
                "SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout'",
                row -> row.getLong(1)));
        List<Duration> rungs = patient.lock().lockTimeouts();
        boolean enough =
                rungs.stream().anyMatch(rung -> rung.isZero() || rung.compareTo(deadlock.plus(ABOVE_DEADLOCK)) > 0);
        return enough
                ? Step.ok(
                        "lock ladder",
                        "one lock_timeout is longer than deadlock_timeout (" + deadlock.toMillis() + " ms)")
                : Step.warn(
                        "lock ladder",
                        "no lock_timeout is longer than deadlock_timeout (" + deadlock.toMillis()
                                + " ms): an autovacuum would never give way",
                        "add a rung to lock.lock_timeout: at least "
                                + deadlock.plus(ABOVE_DEADLOCK).plusMillis(100).toMillis() + "ms");
    }

    /** A session of Belay has it on, unless the environment says otherwise; files may have been written without. */
    Step strings() throws SQLException {
        String standard = Sql.one(connection, "SHOW standard_conforming_strings", row -> row.getString(1));
        String usual = Sql.one(
                connection,
                "SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'standard_conforming_strings'",
                row -> row.getString(1));
        if (standard.equals("off")) {
            return Step.warn(
                    "strings",
                    "standard_conforming_strings is off: a backslash in '…' means something here",
                    "set it to on in the settings of the environment, unless the migrations rely on it");
        }
        return usual.equals("off")
                ? Step.warn(
                        "strings",
                        "standard_conforming_strings is off for this role: a run sets it to on",
                        "a migration in which a backslash in '…' means something writes E'…', or sets it to off itself")
                : Step.ok("strings", "standard_conforming_strings is on");
    }

    Step abandonedWork() throws SQLException {
        String interval = Sql.first(
                        connection,
                        "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'client_connection_check_interval'",
                        row -> row.getString(1))
                .orElse("0");
        return interval.equals("0")
                ? Step.warn(
                        "abandoned work",
                        "the server does not notice that a client is gone while a statement runs",
                        "after a crash, look for what still runs: belay status names it")
                : Step.ok("abandoned work", "a statement ends within " + interval + " ms after its client is gone");
    }

    private record Headroom(int used, int most, int reserved) {}

    Step connections() throws SQLException {
        Headroom room = Sql.one(
                connection, """
                SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity
                        WHERE backend_type IN ('client backend', 'parallel worker')) AS used,
                       pg_catalog.current_setting('max_connections')::int AS most,
                       pg_catalog.current_setting('superuser_reserved_connections')::int
                       + coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0) AS reserved
                """, row -> new Headroom(row.getInt("used"), row.getInt("most"), row.getInt("reserved")));
        int free = room.most - room.reserved - room.used;
        String seen =
                room.used + " of " + room.most + " connections are in use, " + Math.max(0, free) + " are free for us";
        return free < Math.max(FEW, patient.connection().poolSize())
                ? Step.warn(
                        "connections",
                        seen,
                        "close idle sessions or raise max_connections; connection_limit makes Belay's own pool smaller")
                : Step.ok("connections", seen);
    }

    Step clock() throws SQLException {
        Instant before = clock.instant();
        Instant server = Instant.ofEpochMilli(Sql.one(
                connection,
                "SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000.0)::bigint",
                row -> row.getLong(1)));
        Instant after = clock.instant();
        // The answer was made somewhere in between: the middle is the best guess.
        Duration off =
                Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), server);
        String seen = "the server's clock is " + Math.abs(off.toMillis()) + " ms "
                + (off.isNegative() ? "behind" : "ahead of") + " this machine's";
        return off.abs().compareTo(CLOCKS_AGREE) > 0
                ? Step.warn(
                        "clock", seen, "set both by NTP: tokens, certificates and times in the history depend on it")
                : Step.ok("clock", seen);
    }
}
