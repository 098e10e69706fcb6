package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionUrlTest {
    private static final Surroundings NOTHING = new Surroundings(Map.of("USER", "ann"), Path.of("/nonexistent"));

    private static ConnectionSettings read(String url) {
        return ConnectionUrl.parse(url).settings(NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // url | masked
                "postgresql://bob:x@db.example.com:5433/app | postgresql://bob:****@db.example.com:5433/app",
                "postgres://bob@db.example.com/app | postgresql://bob@db.example.com:5432/app",
                "postgresql:// | postgresql://ann@localhost:5432/ann",
                "postgresql://localhost | postgresql://ann@localhost:5432/ann",
                "postgresql://bob@ | postgresql://bob@localhost:5432/bob",
                "postgresql:///app | postgresql://ann@localhost:5432/app",
                "postgresql://bob:@h/app | postgresql://bob@h:5432/app",
                "postgresql://:x@h/app | postgresql://ann:****@h:5432/app",
                "postgresql://[::1]:5433/app | postgresql://ann@[::1]:5433/app",
                "postgresql://[2001:db8::1]/app | postgresql://ann@[2001:db8::1]:5432/app",
                "postgresql://one:1,two:2/app | postgresql://ann@one:1,two:2/app",
                "postgresql://one,two/app | postgresql://ann@one:5432,two:5432/app",
                "postgresql://one:1,two/app | postgresql://ann@one:1,two:5432/app",
                "postgresql://one,[::1]:2/app | postgresql://ann@one:5432,[::1]:2/app",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/app | postgresql://ann@%2Fvar%2Frun%2Fpostgresql:5432/app",
                "postgresql:///app?host=/var/run/pg&port=5433 | postgresql://ann@%2Fvar%2Frun%2Fpg:5433/app",
                "postgresql://h/my%20app | postgresql://ann@h:5432/my%20app",
                "postgresql://h/app?user=b%40c&password=x | postgresql://b%40c:****@h:5432/app",
                "postgresql://h/app?sslmode=require | postgresql://ann@h:5432/app?sslmode=require",
                "postgresql://h/app?ssl=true | postgresql://ann@h:5432/app?sslmode=require",
                "jdbc:postgresql://h:5433/app?user=bob&password=x | postgresql://bob:****@h:5433/app",
                "jdbc:postgresql:app | postgresql://ann@localhost:5432/app",
                "jdbc:postgresql:/ | postgresql://ann@localhost:5432/ann",
                "jdbc:postgresql://h/app?ssl=true | postgresql://ann@h:5432/app?sslmode=verify-full",
                "host=h port=5433 dbname='my app' user=bob password='it\\'s' | postgresql://bob:****@h:5433/my%20app",
                "dbname = app | postgresql://ann@localhost:5432/app",
            })
    void readsEachForm(String url, String masked) {
        assertThat(read(url).masked()).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss/w%rd:#?",
                "plain",
                "++",
                "a b",
                "ünï çödé",
                "100%",
                "%2F",
                "a&b=c",
                "'\"\\",
                "[x]",
                "::",
                "@",
                "////"
            })
    void readsAnyPasswordThatIsPercentEncoded(String password) {
        String encoded = UrlText.encode(password);

        assertThat(read("postgresql://bob:" + encoded + "@h:5432/app").password())
                .contains(new Secret(password));
        assertThat(read("postgresql://bob@h/app?password=" + encoded).password())
                .contains(new Secret(password));
        assertThat(read("jdbc:postgresql://h/app?user=bob&password=" + encoded).password())
                .contains(new Secret(password));
        assertThat(ConnectionUrl.of(Map.of("password", password))
                        .settings(NOTHING)
                        .password())
                .contains(new Secret(password));
    }

    @Test
    void readsARawAtAndOtherHarmlessSignsInAPassword() {
        assertThat(read("postgresql://bob:p@ss:w#rd@h/app").password()).contains(new Secret("p@ss:w#rd"));
        assertThat(read("postgresql://bob:p@ss@h/app").host()).isEqualTo("h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://bob:hid/den@h:5432/app | there is an @ behind the first / | %2F",
                "postgresql://bob:12/34@h:5432/app | there is an @ behind the first / | %2F",
                "postgresql://bob:hid@den/x@h/app | there is an @ behind the first / | %2F",
                "postgresql://bob:hid?den@h/app | ends it too early | %3F",
                "postgresql://bob:hidden%@h/app | no two hexadecimal digits | %25",
                "postgresql://bob:hidden%zz@h/app | no two hexadecimal digits | %25",
                "postgresql://bob:hidden%00@h/app | holds %00 | zero byte",
                "postgresql://bob:hidden%ff@h/app | not UTF-8 | UTF-8",
                "postgresql://h:hidden/app | not a port | number",
                "postgresql://[::1/app | not closed | [::1]",
                "postgresql://h/app?sslmode | not a name | &",
                "mysql://bob:hidden@h/app | not a PostgreSQL URL | postgresql://",
                "prisma://accelerate.example.com/?api_key=hidden | runs no migrations | DIRECT_URL",
                "hidden | does not begin with postgresql:// | postgresql://",
                "host=h password='hidden | does not end | quotes",
                "host=h hidden | an \"=\" is missing | quotes",
            })
    void refusesWhatCannotBeReadWithoutShowingIt(String url, String message, String hint) {
        assertThatThrownBy(() -> read(url))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.USAGE);
                    assertThat(e.hint()).contains(hint).doesNotContain("hidden");
                })
                .hasMessageContaining(message)
                .hasMessageNotContaining("hid");
    }

    @Test
    void refusesAnEmptyUrlAsAMissingSecret() {
        assertThatThrownBy(() -> read(" \n"))
                .hasMessage("the connection URL is empty")
                .extracting(e -> ((BelayException) e).hint())
                .isEqualTo("is the variable or the secret set, and under that name?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmod=require | unknown connection parameter \"sslmod\" | did you mean \"sslmode\"?",
                "connect_timout=3 | unknown connection parameter \"connect_timout\" | did you mean \"connect_timeout\"?",
                "sslmode=requires | \"requires\" is not an sslmode | did you mean \"require\"?",
                "target_session_attrs=primry | cannot be \"primry\" | did you mean \"primary\"?",
                "connect_timeout=soon | \"connect_timeout\" is not a whole number: \"soon\" | whole number",
                "connection_limit=0 | \"connection_limit\" must be at least 1, not \"0\" | whole number",
                "sslcrl=/x | \"sslcrl\" is not supported | remove it",
                "port=70000 | the port \"70000\" is not between 1 and 65535 | 5432",
                "host=a,b,c&port=1,2 | 3 hosts and 2 ports do not match | one port",
                "sslaccept=maybe | cannot be \"maybe\" | strict",
            })
    void refusesAWrongParameterWithTheNearestRightOne(String parameter, String message, String hint) {
        assertThatThrownBy(() -> read("postgresql://h/app?" + parameter))
                .hasMessageContaining(message)
                .extracting(e -> ((BelayException) e).hint())
                .asString()
                .contains(hint);
    }

    @Test
    void translatesTheNamesOfLibpqIntoThoseOfTheDriver() {
        ConnectionSettings settings =
                read("postgresql://h/app?connect_timeout=3&application_name=x&channel_binding=require&keepalives=0"
                        + "&target_session_attrs=read-write&gssencmode=disable&load_balance_hosts=random"
                        + "&sslrootcert=~/ca.pem&sslcert=c&sslkey=k&krbsrvname=pg&prepareThreshold=0");

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.applicationName()).contains("x");
        assertThat(settings.tls().rootCertificate()).contains("/nonexistent/ca.pem");
        assertThat(settings.tls().certificate()).contains("c");
        assertThat(settings.tls().key()).contains("k");
        assertThat(settings.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "channelBinding", "require",
                        "tcpKeepAlive", "false",
                        "targetServerType", "primary",
                        "gssEncMode", "disable",
                        "loadBalanceHosts", "true",
                        "kerberosServerName", "pg",
                        "prepareThreshold", "0"));
    }

    @Test
    void readsPrismasParameters() {
        ConnectionSettings settings = read("postgresql://h/app?schema=dubbing&connection_limit=5&pool_timeout=7"
                + "&connect_timeout=9&sslmode=prefer&sslaccept=strict&sslcert=ca.pem&pgbouncer=true&socket_timeout=4");

        assertThat(settings.schema()).contains("dubbing");
        assertThat(settings.poolSize()).isEqualTo(5);
        assertThat(settings.poolTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.tls().mode()).isEqualTo("verify-full");
        assertThat(settings.tls().rootCertificate()).contains("ca.pem");
        assertThat(settings.pooled()).isTrue();
        assertThat(settings.parameters()).containsEntry("prepareThreshold", "0");
        assertThat(settings.notes())
                .containsExactly(
                        "the connection parameter \"socket_timeout\" has no effect here",
                        "the URL goes through a transaction pooler (pgbouncer=true): migrations need a direct_url");
    }

    @Test
    void hasPrismasDefaults() {
        ConnectionSettings settings = read("postgresql://h/app");

        assertThat(settings.poolSize()).isEqualTo(Runtime.getRuntime().availableProcessors() * 2 + 1);
        assertThat(settings.poolTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesOptionsApart() {
        ConnectionSettings settings = read("postgresql://h/app?options=-c%20search_path%3Da%2C%5C%20b"
                + "%20--statement-timeout%3D5s%20-cwork_mem%3D8MB%20endpoint%3Dep-1");

        assertThat(settings.settings())
                .containsExactly(
                        Map.entry("search_path", "a, b"),
                        Map.entry("statement_timeout", "5s"),
                        Map.entry("work_mem", "8MB"));
        assertThat(settings.options()).contains("endpoint=ep-1");
    }

    @Test
    void fillsInFromTheVariablesOfLibpq() {
        ConnectionSettings settings = ConnectionUrl.parse("postgresql://bob@/app")
                .settings(new Surroundings(
                        Map.of(
                                "PGHOST",
                                "h",
                                "PGPORT",
                                "5433",
                                "PGUSER",
                                "other",
                                "PGPASSWORD",
                                "x",
                                "PGSSLMODE",
                                "require",
                                "PGCONNECT_TIMEOUT",
                                "4",
                                "PGAPPNAME",
                                "n",
                                "PGOPTIONS",
                                "-c a.b=c",
                                "PGTARGETSESSIONATTRS",
                                "standby",
                                "PGDATABASE",
                                ""),
                        Path.of("/nonexistent")));

        assertThat(settings.masked())
                .isEqualTo("postgresql://bob:****@h:5433/app?sslmode=require&targetServerType=secondary");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.applicationName()).contains("n");
        assertThat(settings.settings()).containsExactly(Map.entry("a.b", "c"));
        assertThat(settings.origins())
                .containsEntry("host", "variable PGHOST")
                .containsEntry("password", "variable PGPASSWORD")
                .doesNotContainKey("user");
    }

    @Test
    void neverMixesTheNumberOfOneHostWithTheNameOfAnother() {
        ConnectionSettings settings = ConnectionUrl.parse("postgresql://mine/app")
                .settings(new Surroundings(Map.of("PGHOSTADDR", "10.0.0.1"), Path.of("/nonexistent")));

        assertThat(settings.addresses()).isEqualTo(List.of(new Address("mine", 5432)));
    }

    @Test
    void trustsTheSystemsAuthoritiesOnlyWithAFullCheck() {
        Tls tls = read("postgresql://h/app?sslrootcert=system").tls();

        assertThat(tls.mode()).isEqualTo("verify-full");
        assertThat(tls.rootCertificate()).contains("system");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://bob:hidden@h/app | postgresql://bob:****@h/app",
                "cannot read postgresql://bob:hid/d@en@h/app! | cannot read postgresql://bob:****@h/app!",
                "postgresql://h/app?user=a@b&password=hidden&x=1 | postgresql://h/app?user=a@b&password=****&x=1",
                "postgresql://h/app?sslpassword=hidden | postgresql://h/app?sslpassword=****",
                "jdbc:postgresql://h/app?PASSWORD=hidden | jdbc:postgresql://h/app?PASSWORD=****",
                "host=h password = 'hid \\' den' user=x | host=h password = **** user=x",
                "password authentication failed | password authentication failed",
                "postgresql://h:5432/app | postgresql://h:5432/app",
                "postgresql://h:5432/app?user=a@b | postgresql://h:5432/app?user=a@b",
                "postgresql://bob:hid?x=den@h/app | postgresql://bob:****@h/app",
            })
    void masksPasswordsInAnyText(String text, String masked) {
        assertThat(ConnectionUrl.mask(text)).isEqualTo(masked);
    }

    @Test
    void showsNoPasswordInAnyOfItsTexts() {
        ConnectionUrl url = ConnectionUrl.parse("postgresql://bob:hidden@h/app?sslpassword=hidden");
        ConnectionSettings settings = url.settings(NOTHING);

        assertThat(url.holdsPassword()).isTrue();
        assertThat(List.of(
                        url.toString(),
                        settings.toString(),
                        settings.masked(),
                        settings.password().toString(),
                        DriverProperties.url(settings)))
                .noneMatch(text -> text.contains("hidden"));
        assertThat(ConnectionUrl.parse("postgresql://bob@h/app").holdsPassword())
                .isFalse();
    }
}
