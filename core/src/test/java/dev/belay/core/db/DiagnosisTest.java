package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Diagnosis.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Without a PostgreSQL server: what the network does, and what servers and poolers are known to answer. */
final class DiagnosisTest {
    private static final Surroundings NOTHING = new Surroundings(Map.of(), Path.of("/nonexistent"));

    private static ConnectionSettings settings(String url) {
        return ConnectionUrl.parse(url).settings(NOTHING);
    }

    private static BelayException failure(String url) {
        return catchThrowableOfType(BelayException.class, () -> new Database(settings(url)).connect());
    }

    private static SQLException said(String state, String routine, String message) {
        return new PSQLException(
                new ServerErrorMessage("SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0R" + routine + "\0\0"));
    }

    @Test
    void namesAHostThatDoesNotResolve() {
        BelayException e = failure("postgresql://bob:hidden@no-such-host.invalid/app");

        assertThat(e).hasMessage("the host name \"no-such-host.invalid\" does not resolve");
        assertThat(e.kind()).isEqualTo(Kind.CONNECTION);
        assertThat(e.hint()).contains("spelled").contains("private name");
    }

    @Test
    void asksWhetherTheServerRunsWhenThePortIsClosed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        BelayException e = failure("postgresql://bob@127.0.0.1:" + port + "/app");

        assertThat(e).hasMessage("connection to 127.0.0.1:" + port + " refused");
        assertThat(e.hint()).contains("is the server running").contains("is " + port + " its port?");
    }

    @Test
    void doesNotWaitForEverForAServerThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            BelayException e = failure(
                    "postgresql://bob@127.0.0.1:" + silent.getLocalPort() + "/app?connect_timeout=1&sslmode=disable");

            assertThat(e).hasMessage("connection to 127.0.0.1:" + silent.getLocalPort() + " timed out after 1 s");
            assertThat(e.hint()).contains("firewall");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "172.16.0.1, true",
        "172.32.0.1, false",
        "192.168.9.9, true",
        "100.64.0.1, true",
        "100.128.0.1, false",
        "169.254.1.1, true",
        "8.8.8.8, false",
        "fd12::1, true",
        "fc00::1, true",
        "fe80::1, true",
        "2001:db8::1, false",
    })
    void knowsPrivateAddresses(String address, boolean inside) throws IOException {
        assertThat(NetworkTrouble.isPrivate(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @Test
    void saysThatAnAddressIsPrivateWhenItTimesOut() {
        SQLException timeout = new PSQLException(
                "The connection attempt failed.",
                PSQLState.CONNECTION_UNABLE_TO_CONNECT,
                new SocketTimeoutException("Connect timed out"));

        Diagnosis diagnosis = Diagnosis.of(timeout, settings("postgresql://bob@10.0.0.5/app"));

        assertThat(diagnosis.message())
                .isEqualTo("connection to 10.0.0.5:5432 timed out after 10 s; 10.0.0.5 is a private address");
        assertThat(diagnosis.hint()).contains("from inside its network only");
        assertThat(diagnosis.stage()).isEqualTo(Stage.NETWORK);
    }

    @Test
    void noticesThatSomethingElseListensThere() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> answer(web, "HTTP/1.1 400 Bad Request\r\n\r\n"));
            answer.start();

            BelayException e = failure("postgresql://bob@127.0.0.1:" + web.getLocalPort() + "/app?connect_timeout=3");

            assertThat(e).hasMessage("what answers at 127.0.0.1:" + web.getLocalPort() + " is not a PostgreSQL server");
            web.close();
            answer.join();
        }
    }

    @Test
    void noticesAServerThatHangsUp() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> answer(rude, ""));
            answer.start();

            BelayException e = failure(
                    "postgresql://bob@127.0.0.1:" + rude.getLocalPort() + "/app?connect_timeout=3&sslmode=disable");

            assertThat(e).hasMessageContaining("was accepted and closed at once");
            rude.close();
            answer.join();
        }
    }

    private static void answer(ServerSocket server, String text) {
        try {
            while (true) {
                try (var socket = server.accept()) {
                    socket.getInputStream().read(new byte[8]);
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | auth_failed | Passwort-Authentifizierung fehlgeschlagen | AUTHENTICATION | the password of user \"bob\" was not accepted by h:5432 | percent-encoded",
                "28000 | InitializeSessionUserId | role \"bob\" does not exist | AUTHENTICATION | the role \"bob\" does not exist on h:5432 | user's name right",
                "28000 | InitializeSessionUserId | Rolle existiert nicht | AUTHENTICATION | user \"bob\" may not log in at h:5432 | does the role exist",
                "28000 | ClientAuthentication | kein Eintrag | AUTHENTICATION | pg_hba.conf has no entry that lets user \"bob\" into database \"app\" | administrator",
                "28000 | ClientAuthentication | no pg_hba.conf entry for host \"1.2.3.4\", user \"bob\", database \"app\", no encryption | AUTHENTICATION | from here without encryption | sslmode=require",
                "28000 | InitializeSessionUserId | role \"bob\" is not permitted to log in | AUTHENTICATION | may not log in at h:5432 | LOGIN",
                "3D000 | InitPostgres | database \"app\" does not exist | DATABASE | the database \"app\" does not exist on h:5432 | create it",
                "53300 | InitProcess | sorry, too many clients already | DATABASE | no connection left: sorry | max_connections",
                "53300 | x | remaining connection slots are reserved for roles with the SUPERUSER attribute | DATABASE | no connection left | max_connections",
                "57P03 | x | the database system is starting up | DATABASE | is not ready: the database system is starting up | try again",
                "57P03 | x | the database system is shutting down | DATABASE | is not ready | try again",
                "57P03 | x | the database system is in recovery mode | DATABASE | is not ready | try again",
                "42501 | InitPostgres | permission denied for database \"app\" | DATABASE | user \"bob\" may not connect to database \"app\" | GRANT CONNECT ON DATABASE \"app\" TO \"bob\"",
                "08P01 | x | unsupported startup parameter: extra_float_digits | SESSION | refuses a start-up parameter | ignore_startup_parameters",
                "08P01 | x | no such database: app | DATABASE | knows no database \"app\" | [databases]",
                "3D000 | x | no such database: app | DATABASE | knows no database \"app\" | direct_url",
                "28P01 | x | no such user: bob | AUTHENTICATION | knows no user \"bob\" | auth_file",
                "08P01 | x | no more connections allowed (max_client_conn) | DATABASE | no connection left | connection_limit",
                "XX000 | x | Tenant or user not found | AUTHENTICATION | knows no project for user \"bob\" | user.project",
                "XX000 | x | something with hidden in it | SESSION | something with **** in it (SQLSTATE XX000) | belay doctor",
            })
    void knowsWhatServersAndPoolersAnswer(
            String state, String routine, String text, Stage stage, String message, String hint) {
        Diagnosis diagnosis = Diagnosis.of(said(state, routine, text), settings("postgresql://bob:hidden@h/app"));

        assertThat(diagnosis.stage()).isEqualTo(stage);
        assertThat(diagnosis.message()).contains(message).doesNotContain("hidden");
        assertThat(diagnosis.hint()).contains(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08004 | The server requested SCRAM-based authentication, but the password is an empty string. | wants a password for user \"bob\" | .pgpass",
                "08004 | The authentication type 10 is not supported. | no way to log in that both accept | scram-sha-256",
                "08004 | Channel Binding is required, but server did not offer it | channel binding with h:5432 failed | channel_binding=prefer",
                "08006 | GSS Authentication failed | the GSS or Kerberos log-in at h:5432 failed | klist",
            })
    void knowsWhatTheDriverComplainsOf(String state, String text, String message, String hint) {
        Diagnosis diagnosis = Diagnosis.of(new SQLException(text, state), settings("postgresql://bob@h/app"));

        assertThat(diagnosis.stage()).isEqualTo(Stage.AUTHENTICATION);
        assertThat(diagnosis.message()).contains(message);
        assertThat(diagnosis.hint()).contains(hint);
    }

    @Test
    void namesTheSocketThatNobodyListensAt() {
        assertThat(failure("postgresql://bob@%2Fnonexistent%2Ffolder/app"))
                .hasMessage("nobody listens at the socket /nonexistent/folder/.s.PGSQL.5432");
    }

    @Test
    void keepsTheCause() {
        EOFException cause = new EOFException();

        assertThat(Diagnosis.of(cause, settings("postgresql://h/app")).exception(cause))
                .hasCause(cause);
    }
}
