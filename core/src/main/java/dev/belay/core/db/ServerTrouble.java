package dev.belay.core.db;

import dev.belay.core.db.Diagnosis.Stage;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells what the server, or a pooler before it, has against us: by SQLSTATE and by the server's routine first, because
 * its messages may be in any language.
 */
final class ServerTrouble {
    private final ConnectionSettings settings;
    private final SqlError error;
    private final String routine;
    private final String text;

    private ServerTrouble(SQLException failure, ConnectionSettings settings) {
        this.settings = settings;
        this.error = SqlError.of(failure);
        ServerErrorMessage said = failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        this.routine = said == null ? "" : Objects.requireNonNullElse(said.getRoutine(), "");
        this.text = error.message().toLowerCase(Locale.ROOT);
    }

    static @Nullable Diagnosis of(SQLException failure, ConnectionSettings settings) {
        return new ServerTrouble(failure, settings).diagnosis();
    }

    private @Nullable Diagnosis diagnosis() {
        Diagnosis pooler = pooler();
        if (pooler != null) {
            return pooler;
        }
        return switch (error.state()) {
            case "28P01" -> wrongPassword();
            case "28000" -> refusedByRules();
            case "08004", "08006", "08001" -> authenticationMethod();
            case "3D000" -> noDatabase();
            case "53300" -> tooMany();
            case "57P03" -> notReady();
            case "57P01", "57P02" ->
                of(
                        Stage.DATABASE,
                        "the server at " + where() + " ended the session while it began",
                        "try again shortly");
            case "42501" -> denied();
            case "22023", "42704" -> setting();
            default -> null;
        };
    }

    private Diagnosis wrongPassword() {
        boolean given =
                settings.password().isPresent() || !settings.passwordCommand().isEmpty();
        return of(
                Stage.AUTHENTICATION,
                "the password of user \"" + settings.user() + "\" was not accepted by " + where(),
                given
                        ? "is it the password of this user on this server? In a URL, @ / : % and ? must be percent-encoded;"
                                + " a token may have expired,"
                                + " and a server that asks everybody for a password says the same of a role that is not"
                                + " there"
                        : noPasswordHint());
    }

    private static String noPasswordHint() {
        return "no password was given: set it in the URL, PGPASSWORD, ~/.pgpass or password_file";
    }

    private Diagnosis refusedByRules() {
        boolean rules = routine.equals("ClientAuthentication") || text.contains("pg_hba");
        if (rules) {
            boolean plain = text.contains("no encryption") || text.contains("ssl off");
            return of(
                    Stage.AUTHENTICATION,
                    "the server's pg_hba.conf has no entry that lets user \"" + settings.user() + "\" into database \""
                            + settings.database() + "\" from here" + (plain ? " without encryption" : ""),
                    plain && settings.tls().optional()
                            ? "try sslmode=require; else ask the administrator for an entry"
                            : "ask the administrator for an entry, or connect from an address that has one");
        }
        if (text.contains("does not exist")) {
            return of(
                    Stage.AUTHENTICATION,
                    "the role \"" + settings.user() + "\" does not exist on " + where(),
                    "is the user's name right (some providers want user@server or user.project), and is it this server?");
        }
        return of(
                Stage.AUTHENTICATION,
                "user \"" + settings.user() + "\" may not log in at " + where() + ": " + error,
                "does the role exist there, and does it have LOGIN? Ask its administrator");
    }

    private @Nullable Diagnosis authenticationMethod() {
        if (text.contains("channel binding")) {
            return of(
                    Stage.AUTHENTICATION,
                    "channel binding with " + where() + " failed",
                    "it needs TLS from end to end; a proxy in between cannot have it: channel_binding=prefer");
        }
        if (text.contains("password") && (text.contains("empty") || text.contains("no password"))) {
            return of(
                    Stage.AUTHENTICATION,
                    "the server at " + where() + " wants a password for user \"" + settings.user() + "\"",
                    noPasswordHint());
        }
        if (text.contains("gss") || text.contains("kerberos") || text.contains("sspi")) {
            return of(
                    Stage.AUTHENTICATION,
                    "the GSS or Kerberos log-in at " + where() + " failed",
                    "is there a ticket (klist), and is krbsrvname right? gssencmode=disable switches its encryption off");
        }
        if (text.contains("scram") || text.contains("authentication type") || text.contains("authentication method")) {
            return of(
                    Stage.AUTHENTICATION,
                    "the server at " + where() + " and this driver have no way to log in that both accept",
                    "set the role's password anew with password_encryption = scram-sha-256, and look at require_auth");
        }
        return null;
    }

    private Diagnosis noDatabase() {
        return of(
                Stage.DATABASE,
                "the database \"" + settings.database() + "\" does not exist on " + where(),
                "create it, or correct the name: belay sql -c 'SELECT datname FROM pg_database' with another database"
                        + " lists them");
    }

    private Diagnosis tooMany() {
        return of(
                Stage.DATABASE,
                "the server at " + where() + " has no connection left: " + error.message(),
                "close sessions nobody needs, or raise max_connections or the role's CONNECTION LIMIT;"
                        + " connection_limit makes Belay's own pool smaller");
    }

    private Diagnosis notReady() {
        return of(
                Stage.DATABASE,
                "the server at " + where() + " is not ready: " + error.message(),
                "it is starting, stopping or recovering: try again in a moment");
    }

    private Diagnosis denied() {
        if (text.contains("role")) {
            return of(
                    Stage.SESSION,
                    "user \"" + settings.user() + "\" may not become role \""
                            + settings.role().orElse("") + "\"",
                    "GRANT the role to the user, or correct role in belay.yaml");
        }
        return of(
                Stage.DATABASE,
                "user \"" + settings.user() + "\" may not connect to database \"" + settings.database() + "\"",
                "GRANT CONNECT ON DATABASE " + Identifier.quote(settings.database()) + " TO "
                        + Identifier.quote(settings.user()));
    }

    private @Nullable Diagnosis setting() {
        if (text.contains("role") && settings.role().isPresent()) {
            return of(
                    Stage.SESSION,
                    "the role \"" + settings.role().get() + "\" to work as does not exist",
                    "correct role in belay.yaml, or create it");
        }
        return of(
                Stage.SESSION,
                "the server does not take a setting of the session: " + error,
                "correct settings in belay.yaml or options in the URL");
    }

    private @Nullable Diagnosis pooler() {
        boolean protocol = error.state().startsWith("08");
        if (text.contains("unsupported startup parameter")) {
            return of(
                    Stage.SESSION,
                    "the pooler at " + where() + " refuses a start-up parameter: " + error.message(),
                    "connect to the server itself (direct_url), or add the parameter to PgBouncer's"
                            + " ignore_startup_parameters");
        }
        if (text.contains("no such database") || (protocol && text.contains("pgbouncer database"))) {
            return of(
                    Stage.DATABASE,
                    "the pooler at " + where() + " knows no database \"" + settings.database() + "\"",
                    "add it to the [databases] of PgBouncer, or connect to the server itself (direct_url)");
        }
        if (text.contains("no such user")) {
            return of(
                    Stage.AUTHENTICATION,
                    "the pooler at " + where() + " knows no user \"" + settings.user() + "\"",
                    "add it to PgBouncer's auth_file, or connect to the server itself (direct_url)");
        }
        if (text.contains("no more connections allowed") || text.contains("max client connections")) {
            return tooMany();
        }
        if (text.contains("tenant or user not found")) {
            return of(
                    Stage.AUTHENTICATION,
                    "the pooler at " + where() + " knows no project for user \"" + settings.user() + "\"",
                    "poolers of several projects want the user as user.project");
        }
        return null;
    }

    private String where() {
        return NetworkTrouble.where(settings);
    }

    private static Diagnosis of(Stage stage, String message, String hint) {
        return new Diagnosis(stage, message, hint);
    }
}
