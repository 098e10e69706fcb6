package dev.belay.core.config;

import static dev.belay.core.config.ConfigFolder.COMPLETE;
import static dev.belay.core.config.ConfigFolder.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.BelayException;
import dev.belay.core.db.Address;
import dev.belay.core.db.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One environment, and the connection it stands for. */
final class TargetTest {
    @TempDir
    private Path folder;

    private ConfigFolder at() {
        return new ConfigFolder(folder);
    }

    @Test
    void resolvesAnEnvironmentOfSeparateParts() {
        Map<String, String> variables =
                Map.of("DB_HOST", "db.example.com", "DB_NAME", "my app", "DB_PASSWORD", "p@ss/w%rd:#?");

        Target target = at().load(COMPLETE, variables, Overrides.NONE).environment("test");

        assertThat(target.name()).isEqualTo("test");
        assertThat(target.protectedEnvironment()).isFalse();
        assertThat(target.variables()).containsExactly(Map.entry("CONCURRENTLY", ""), Map.entry("SCHEMA", "app"));
        assertThat(target.backup()).isEqualTo(BackupSettings.NONE);
        var connection = target.connection();
        assertThat(connection.masked())
                .isEqualTo("postgresql://bob:****@db.example.com:5433/my%20app?sslmode=verify-ca&sslrootcert="
                        + folder.resolve("certs/ca.pem") + "&schema=app");
        assertThat(connection.password()).contains(new Secret("p@ss/w%rd:#?"));
        assertThat(connection.role()).contains("app_owner");
        assertThat(connection.settings())
                .containsExactly(Map.entry("search_path", "app, public"), Map.entry("work_mem", "5MB"));
        assertThat(connection.passwordCommand()).containsExactly("aws", "rds", "generate");
        assertThat(connection.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(connection.poolSize()).isEqualTo(4);
        assertThat(connection.poolTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(connection.applicationName()).contains("tests");
    }

    @Test
    void readsTheUrlFromAFileAndPrefersTheDirectOne() throws IOException {
        Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/url"), "postgresql://bob:x@pooler:6432/app?pgbouncer=true\n");

        Target pooled = at().load(COMPLETE).environment("prod");
        Target direct = at().load(COMPLETE, Map.of("DIRECT_URL", "postgresql://bob:x@db/app"), Overrides.NONE)
                .environment("prod");

        assertThat(pooled.connection().host()).isEqualTo("pooler");
        assertThat(pooled.connection().pooled()).isTrue();
        assertThat(direct.connection().host()).isEqualTo("db");
        assertThat(direct.protectedEnvironment()).isTrue();
        assertThat(direct.backup())
                .isEqualTo(new BackupSettings(
                        true,
                        Optional.of("s3://bucket/prefix"),
                        Map.of("region", "eu"),
                        List.of("age1x", "age1y"),
                        Optional.of(folder.resolve("age.key")),
                        Optional.of(new BackupSettings.Keep(3, 0, 0, 0))));
    }

    @Test
    void needsNoSecretOfAnEnvironmentThatIsNotUsed() {
        Config config = at().load(COMPLETE);

        assertThat(config.environment().connection().masked()).isEqualTo("postgresql://ann@localhost:5432/vividly");
        BelayException unset = usage(() -> config.environment("test"));
        assertThat(unset)
                .hasMessage("belay.yaml:13: \"environments.test.host\" needs the variable DB_HOST, and it is not set");
        assertThat(unset.hint()).contains("${DB_HOST:-");
        assertThat(usage(() -> config.environment("prod")))
                .hasMessage("belay.yaml:8: \"environments.prod.url_file\": cannot read the file "
                        + folder.resolve("secrets/url"))
                .extracting(BelayException::hint)
                .isEqualTo("is the secret mounted, and under this name?");
    }

    @Test
    void saysThatASecretIsEmpty() throws IOException {
        Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/url"), "\n");

        assertThat(usage(() -> at().load(COMPLETE).environment("prod")))
                .hasMessageContaining("belay.yaml:8")
                .hasMessageContaining("is empty");
        assertThat(usage(() -> at().load("environments: {a: {url: \"${X:-}\"}}").environment()))
                .hasMessage("belay.yaml:1: \"environments.a.url\": the connection URL is empty");
    }

    @Test
    void choosesTheEnvironment() {
        assertThat(at().load(COMPLETE, Map.of("STAGE", "prod"), Overrides.NONE).environmentName())
                .contains("prod");
        assertThat(at().load(COMPLETE, Map.of("STAGE", "prod"), Overrides.NONE.withEnvironment("test"))
                        .environmentName())
                .contains("test");
        assertThat(at().load("environments: {only: {url: postgresql://h/a}}").environmentName())
                .contains("only");
        String two = "environments: {one: {url: postgresql://h/a}, two: {url: postgresql://h/b}}";
        assertThat(usage(() -> at().load(two).environment()).hint()).isEqualTo("use --env with one of: one, two");
        assertThat(at().load(two, Map.of("BELAY_ENV", "two"), Overrides.NONE)
                        .environment()
                        .connection()
                        .database())
                .isEqualTo("b");
        assertThat(usage(() -> at().load(two, Map.of(), Overrides.NONE.withEnvironment("tow"))
                        .environment()))
                .hasMessage("there is no environment \"tow\"")
                .extracting(BelayException::hint)
                .isEqualTo("did you mean \"two\"?");
    }

    @Test
    void readsPlaces() throws IOException {
        Files.writeString(folder.resolve("url"), "postgresql://bob:x@fromfile/app\n");
        Config config = at().load(COMPLETE, Map.of("OTHER", "postgresql://bob:x@fromvariable/app"), Overrides.NONE);

        assertThat(config.place("dev").name()).isEqualTo("dev");
        assertThat(config.place("env:OTHER").connection().host()).isEqualTo("fromvariable");
        assertThat(config.place("env:OTHER").name()).isEqualTo("env:OTHER");
        assertThat(config.place("file:url").connection().password()).contains(new Secret("x"));
        assertThat(config.place("postgresql://bob@h/app").connection().user()).isEqualTo("bob");
        assertThat(usage(() -> config.place("env:NONE"))).hasMessage("the variable NONE is not set");
        assertThat(usage(() -> config.place("file:none"))).hasMessageContaining("cannot read the file");
        assertThat(usage(() -> config.place("dve")))
                .hasMessage("there is no environment \"dve\"")
                .extracting(BelayException::hint)
                .isEqualTo("did you mean \"dev\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://bob:hidden@h/app",
                "postgresql://h/app?password=hidden",
                "jdbc:postgresql://h/app?user=bob&password=hidden",
                "host=h password=hidden",
                "postgresql://h/app?sslpassword=hidden",
            })
    void refusesAPasswordOnTheCommandLine(String url) {
        Config config = at().load(COMPLETE, Map.of(), Overrides.NONE.withUrl(url));

        BelayException place = usage(() -> config.place(url));
        assertThat(place).hasMessage("a URL with a password is not taken from the command line");
        assertThat(place.hint()).contains("env:DATABASE_URL");
        assertThat(usage(config::environment)).hasMessageContaining("not taken from the command line");
        assertThat(config.origins().toString()).doesNotContain("hidden");
    }

    @Test
    void takesAnotherPlaceWithTheSettingsOfTheEnvironment() {
        Map<String, String> variables = Map.of("OTHER", "postgresql://eve:y@other/db");

        Target target = at().load(
                        COMPLETE,
                        variables,
                        Overrides.NONE.withEnvironment("test").withUrl("env:OTHER"))
                .environment();

        assertThat(target.name()).isEqualTo("test");
        assertThat(target.connection().host()).isEqualTo("other");
        assertThat(target.connection().user()).isEqualTo("eve");
        assertThat(target.connection().password()).contains(new Secret("y"));
        assertThat(target.connection().passwordCommand()).isEmpty();
        assertThat(target.connection().role()).contains("app_owner");
        assertThat(target.variables()).containsKey("SCHEMA");
    }

    @Test
    void keepsTheHostBesideADirectUrlThatIsEmpty() {
        String yaml = "environments: {a: {host: h, database: d, direct_url: \"${DIRECT_URL:-}\"}}";

        assertThat(at().load(yaml).environment().connection().host()).isEqualTo("h");
        assertThat(at().load(yaml, Map.of("DIRECT_URL", "postgresql://direct:1/d"), Overrides.NONE)
                        .environment()
                        .connection()
                        .addresses())
                .containsExactly(new Address("direct", 1));
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        Files.writeString(folder.resolve("pw"), " with blanks \n");

        assertThat(at().load("environments: {a: {host: h, password_file: pw}}")
                        .environment()
                        .connection()
                        .password())
                .contains(new Secret(" with blanks "));
    }
}
