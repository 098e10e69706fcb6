package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server answers to those it does not let in, with and without encryption. */
@ServerTest
final class LoginTest {
    private static final String USER = "login_test";

    private TestDatabase database;
    private Path rules;
    private List<String> before;

    @BeforeEach
    void guard(TestDatabase given) throws IOException {
        database = given;
        rules = Path.of(database.query("SHOW hba_file").get(0));
        before = Files.readAllLines(rules);
        List<String> guarded = new ArrayList<>();
        guarded.add("host all " + USER + "_out all reject");
        guarded.add("hostssl all " + USER + "_tls all scram-sha-256");
        guarded.add("host all " + USER + "_tls all reject");
        guarded.add("host all " + USER + " all scram-sha-256");
        guarded.addAll(before);
        Files.write(rules, guarded);
        database.execute(
                "SELECT pg_reload_conf()",
                "DROP ROLE IF EXISTS " + USER,
                "DROP ROLE IF EXISTS " + USER + "_tls",
                "DROP ROLE IF EXISTS " + USER + "_out",
                "CREATE ROLE " + USER + " LOGIN PASSWORD 'p@ss/w%rd:#?'",
                "CREATE ROLE " + USER + "_tls LOGIN PASSWORD 'secret'",
                "CREATE ROLE " + USER + "_out LOGIN");
    }

    @AfterEach
    void restore() throws IOException {
        Files.write(rules, before);
        database.execute(
                "ALTER SYSTEM RESET ssl",
                "SELECT pg_reload_conf()",
                "DROP ROLE " + USER,
                "DROP ROLE " + USER + "_tls",
                "DROP ROLE " + USER + "_out");
    }

    private ConnectionSettings.Builder settings() {
        return ConnectionUrl.parse(database.url())
                .settings(new Surroundings(Map.of(), Path.of("/nonexistent")))
                .toBuilder()
                .user(USER)
                .password(new Secret("p@ss/w%rd:#?"));
    }

    private static BelayException failure(ConnectionSettings.Builder settings) {
        BelayException e = catchThrowableOfType(BelayException.class, () -> new Database(settings.build()).connect());
        assertThat(e.kind()).isEqualTo(Kind.CONNECTION);
        assertThat(e).hasMessageNotContaining("p@ss");
        return e;
    }

    @Test
    void letsAStrangePasswordInWhereverItStands() throws SQLException {
        String url = "postgresql://" + USER + ":p%40ss%2Fw%25rd%3A%23%3F@"
                + database.server().host() + ":" + database.server().port() + "/" + database.name();

        try (Connection fromUrl = new Database(
                                ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))))
                        .connect();
                Connection fromParts = new Database(settings().build()).connect()) {
            assertThat(fromUrl.isValid(5)).isTrue();
            assertThat(fromParts.isValid(5)).isTrue();
        }
    }

    @Test
    void tellsAWrongPasswordFromAMissingOne() {
        assertThat(failure(settings().password(new Secret("wrong"))))
                .hasMessageStartingWith("the password of user \"login_test\" was not accepted by localhost:");
        assertThat(failure(settings().password(new Secret(""))))
                .hasMessageContaining("wants a password for user \"login_test\"");
    }

    @Test
    void knowsWhoIsNotLetIn() {
        assertThat(failure(settings().user(USER + "_out")))
                .hasMessage("the server's pg_hba.conf has no entry that lets user \"login_test_out\" into database \""
                        + database.name() + "\" from here without encryption");
        assertThat(failure(settings().user("no_such_role")))
                .hasMessageStartingWith("the role \"no_such_role\" does not exist on localhost:");
        database.execute("ALTER ROLE " + USER + " NOLOGIN");
        assertThat(failure(settings())).hasMessageContaining("user \"login_test\" may not log in");
    }

    @Test
    void knowsWhichDatabaseIsMissingOrClosed() {
        assertThat(failure(settings().database("no_such")))
                .hasMessageStartingWith("the database \"no_such\" does not exist on localhost:");
        database.execute("REVOKE CONNECT ON DATABASE " + database.name() + " FROM public");
        assertThat(failure(settings()))
                .hasMessage("user \"login_test\" may not connect to database \"" + database.name() + "\"");
        database.execute(
                "ALTER ROLE " + USER + " CONNECTION LIMIT 0",
                "GRANT CONNECT ON DATABASE " + database.name() + " TO public");
        assertThat(failure(settings())).hasMessageContaining("has no connection left: too many connections for role");
    }

    @Test
    void knowsThatTheRoleMayNotBeTaken() {
        assertThat(failure(settings().role("postgres")))
                .hasMessage("user \"login_test\" may not become role \"postgres\"");
    }

    @Test
    void saysWhenTheServerHasNoEncryption() {
        BelayException e = failure(settings().tls(tls("require", null)));

        assertThat(e).hasMessageContaining("does not offer TLS, and sslmode=require wants it");
        assertThat(failure(settings().user(USER + "_tls").tls(tls("disable", null)))
                        .hint())
                .startsWith("try sslmode=require");
    }

    @Test
    void looksAtTheCertificateAsTheModeSays(@TempDir Path folder) throws Exception {
        Path certificate = TestCertificate.install(database, folder);
        String file = certificate.toString();

        assertThat(failure(settings().tls(tls("verify-full", Tls.SYSTEM))))
                .hasMessageContaining("is not signed by an authority that is trusted here");
        assertThat(failure(settings().tls(tls("verify-full", file))))
                .hasMessageContaining("was issued for another host name");
        assertThat(failure(settings().tls(tls("verify-ca", "/nonexistent/ca.pem"))))
                .hasMessage("the file of trusted certificates cannot be read: /nonexistent/ca.pem");
        assertThat(failure(settings().user(USER + "_tls").tls(tls("disable", null))))
                .hasMessageContaining("from here without encryption");
        ConnectionSettings trusted = settings()
                .user(USER + "_tls")
                .password(new Secret("secret"))
                .tls(tls("verify-ca", file))
                .build();
        try (Connection connection = new Database(trusted).connect()) {
            assertThat(Sql.<Boolean>one(
                            connection,
                            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                            row -> row.getBoolean(1)))
                    .isEqualTo(true);
        }
    }

    private static Tls tls(String mode, String rootCertificate) {
        return new Tls(mode, Optional.ofNullable(rootCertificate), Optional.empty(), Optional.empty());
    }
}
