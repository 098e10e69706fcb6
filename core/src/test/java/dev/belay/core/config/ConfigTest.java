package dev.belay.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Address;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigTest {
    private static final String COMPLETE = """
            project: vividly
            convention: mybatis
            migrations: db
            order: [b.sql, a.sql]
            environments:
              dev: {url: "${DATABASE_URL:-postgresql://localhost/vividly}"}
              prod:
                url_file: secrets/url
                direct_url: "${DIRECT_URL:-}"
                protected: true
                backup: {before_up: true, to: "s3://bucket/prefix", encrypt_to: [age1x, age1y]}
              test:
                host: "${DB_HOST}"
                port: 5433
                database: "${DB_NAME}"
                user: bob
                password: "${DB_PASSWORD}"
                role: app_owner
                schema: app
                sslmode: verify-ca
                sslrootcert: certs/ca.pem
                connect_timeout: 3s
                pool_size: 4
                pool_timeout: 2m
                application_name: tests
                password_command: [aws, rds, "${TOKEN_NAME:-generate}"]
                variables: {CONCURRENTLY: "", SCHEMA: app}
                settings: {search_path: "app, public", work_mem: 5MB}
            environment_variable: STAGE
            default_environment: dev
            lock: {wait: 5s, lock_timeout: [500ms, 1s], retries: 3}
            out_of_order: allow
            hooks:
              before_up: [checks.sql, notify.sh, "echo $$HOME | cat", [python3, x.py]]
              on_failure: alarm --now
            seed: [seed.sql, more/seed.sql]
            journal: {schema: app, table: log}
            history: {table: my_changelog}
            verify: verify.yaml
            snapshot: schema.snapshot
            """;

    @TempDir
    private Path folder;

    private Config load(String yaml, Map<String, String> variables, Overrides overrides) {
        try {
            Files.writeString(folder.resolve("belay.yaml"), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return loadOnly(variables, overrides);
    }

    private Config loadOnly(Map<String, String> variables, Overrides overrides) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.putIfAbsent("HOME", "/nonexistent");
        all.putIfAbsent("USER", "ann");
        return ConfigLoader.load(folder, all, overrides);
    }

    private Config load(String yaml) {
        return load(yaml, Map.of(), Overrides.NONE);
    }

    private static BelayException usage(org.assertj.core.api.ThrowableAssert.ThrowingCallable code) {
        BelayException e = catchThrowableOfType(BelayException.class, code);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.USAGE);
        return e;
    }

    @Test
    void readsEveryKey() throws IOException {
        Path script = Files.writeString(folder.resolve("notify.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        Config config = load(COMPLETE);

        assertThat(config.project()).isEqualTo("vividly");
        assertThat(config.folder()).isEqualTo(folder);
        assertThat(config.file()).contains(folder.resolve("belay.yaml"));
        assertThat(config.convention()).contains("mybatis");
        assertThat(config.migrations()).isEqualTo(folder.resolve("db"));
        assertThat(config.order()).containsExactly("b.sql", "a.sql");
        assertThat(config.environments()).containsExactlyInAnyOrder("dev", "prod", "test");
        assertThat(config.environmentName()).contains("dev");
        assertThat(config.lock())
                .isEqualTo(new LockPolicy(
                        Duration.ofSeconds(5), List.of(Duration.ofMillis(500), Duration.ofSeconds(1)), 3));
        assertThat(config.outOfOrderAllowed()).isTrue();
        assertThat(config.seed()).containsExactly(folder.resolve("seed.sql"), folder.resolve("more/seed.sql"));
        assertThat(config.journal()).isEqualTo(new QualifiedName("app", "log"));
        assertThat(config.history()).isEqualTo(new TableName(Optional.empty(), Optional.of("my_changelog")));
        assertThat(config.verify()).contains(folder.resolve("verify.yaml"));
        assertThat(config.snapshot()).contains(folder.resolve("schema.snapshot"));
        assertThat(config.hooks().beforeUp())
                .containsExactly(
                        new Hook("checks.sql", Optional.of(folder.resolve("checks.sql")), List.of()),
                        new Hook("notify.sh", Optional.empty(), List.of(script.toString())),
                        new Hook("echo $$HOME | cat", Optional.empty(), List.of("sh", "-c", "echo $$HOME | cat")),
                        new Hook("python3 x.py", Optional.empty(), List.of("python3", "x.py")));
        assertThat(config.hooks().onFailure())
                .containsExactly(new Hook("alarm --now", Optional.empty(), List.of("sh", "-c", "alarm --now")));
        assertThat(config.hooks().afterEach()).isEmpty();
    }

    @Test
    void hasDefaults() {
        Config config = load("");

        assertThat(config.project()).isEqualTo(folder.getFileName().toString());
        assertThat(config.convention()).isEmpty();
        assertThat(config.migrations()).isEqualTo(folder);
        assertThat(config.lock()).isEqualTo(LockPolicy.DEFAULT);
        assertThat(config.outOfOrderAllowed()).isFalse();
        assertThat(config.journal()).isEqualTo(new QualifiedName("belay", "journal"));
        assertThat(config.hooks()).isEqualTo(Hooks.NONE);
        assertThat(config.seed()).isEmpty();
        assertThat(config.verify()).isEmpty();
    }

    @Test
    void resolvesAnEnvironmentOfSeparateParts() {
        Map<String, String> variables =
                Map.of("DB_HOST", "db.example.com", "DB_NAME", "my app", "DB_PASSWORD", "p@ss/w%rd:#?");

        Target target = load(COMPLETE, variables, Overrides.NONE).environment("test");

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

        Target pooled = load(COMPLETE).environment("prod");
        Target direct = load(COMPLETE, Map.of("DIRECT_URL", "postgresql://bob:x@db/app"), Overrides.NONE)
                .environment("prod");

        assertThat(pooled.connection().host()).isEqualTo("pooler");
        assertThat(pooled.connection().pooled()).isTrue();
        assertThat(direct.connection().host()).isEqualTo("db");
        assertThat(direct.protectedEnvironment()).isTrue();
        assertThat(direct.backup())
                .isEqualTo(new BackupSettings(true, Optional.of("s3://bucket/prefix"), List.of("age1x", "age1y")));
    }

    @Test
    void needsNoSecretOfAnEnvironmentThatIsNotUsed() {
        Config config = load(COMPLETE);

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

        assertThat(usage(() -> load(COMPLETE).environment("prod")))
                .hasMessageContaining("belay.yaml:8")
                .hasMessageContaining("is empty");
        assertThat(usage(() -> load("environments: {a: {url: \"${X:-}\"}}").environment()))
                .hasMessage("belay.yaml:1: \"environments.a.url\": the connection URL is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "${A} | one",
                "x${A}y${A}z | xoneyonez",
                "${EMPTY} | ``",
                "${EMPTY:-default} | default",
                "${NONE:-} | ``",
                "${NONE:-a:-b} | a:-b",
                "${NONE:-${A}} | one",
                "${NONE:-${NOR:-deep}} | deep",
                "$${A} | ${A}",
                "$A $ {A} | $A $ {A}",
                "a$$${A} | a$${A}",
            })
    void fillsInVariables(String text, String value) {
        Map<String, String> variables = Map.of("A", "one", "EMPTY", "");

        assertThat(Template.expand(text, variables, "key", "file:1")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${A", "${}", "${a.b}", "${1}", "${A-x}", "${A:x}", "${NONE:-${A}"})
    void refusesWhatIsNoVariable(String text) {
        assertThat(usage(() -> Template.expand(text, Map.of("A", "1"), "key", "file:1")))
                .hasMessageStartingWith("file:1: \"key\" holds a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "conventoin: plain | belay.yaml:1: unknown key \"conventoin\" | did you mean \"convention\"?",
                "lock:\\n  wiat: 1s | belay.yaml:2: unknown key \"wiat\" in \"lock\" | did you mean \"wait\"?",
                "environments:\\n  dev:\\n    ulr: x | belay.yaml:3: unknown key \"ulr\" in \"environments.dev\" | did you mean \"url\"?",
                "hoks:\\n  before_up: [] | belay.yaml:1: unknown key \"hoks\" | did you mean \"hooks\"?",
                "convention: mybatiss | belay.yaml:1: \"convention\" cannot be \"mybatiss\" | did you mean \"mybatis\"?",
                "out_of_order: maybe | belay.yaml:1: \"out_of_order\" cannot be \"maybe\" | known are: refuse, allow",
                "lock: {wait: 60} | belay.yaml:1: \"lock.wait\" must be a duration, not \"60\" | 500ms, 1s, 2m",
                "lock: {wait: soon} | belay.yaml:1: \"lock.wait\" must be a duration, not \"soon\" | 500ms",
                "lock:\\n  lock_timeout:\\n    - 1s\\n    - 2x | belay.yaml:4: \"lock.lock_timeout\" must be a duration, not \"2x\" | 500ms",
                "lock: {lock_timeout: []} | belay.yaml:1: \"lock.lock_timeout\" is empty | at least one",
                "lock: {retries: many} | belay.yaml:1: \"lock.retries\" must be a whole number, not \"many\" | digits",
                "lock: {retries: -1} | belay.yaml:1: \"lock.retries\" must be at least 0, not -1 | larger",
                "lock: 5s | belay.yaml:1: \"lock\" must be a group of keys and not a single value | indented",
                "project: [a] | belay.yaml:1: \"project\" must be a single value and not a list | project: value",
                "order: {a: b} | belay.yaml:1: \"order\" must be a list and not a group of keys | [one, two]",
                "environments: {a: {protected: maybe}} | belay.yaml:1: \"environments.a.protected\" must be true or false, not \"maybe\" | true",
                "environments: {a: {port: x}} | belay.yaml:1: \"environments.a.port\" must be a whole number | digits",
                "environments: {a: {variables: [x]}} | must be a group of keys and not a list | NAME: value",
                "environments: [dev] | belay.yaml:1: \"environments\" must be a group of keys and not a list | indented",
                "project: a\\n\\nproject: b | belay.yaml:3: the key \"project\" is there twice, first in line 1 | remove one",
                "lock:\\n\\twait: 1s | belay.yaml:2: this is not YAML | YAML does not allow tabs",
                "environments:\\n  dev: {url: ${X}} | belay.yaml:2: this is not YAML | double quotes",
                "project: \"a | this is not YAML | quotes",
                "- a | belay.yaml:1: the file is a list and not keys with values | convention: mybatis",
                "just text | belay.yaml:1: the file is a single value | convention: mybatis",
                "project: a\\n---\\nproject: b | there is a second document | ---",
                "order: [a, ] \\nseed: [~] | belay.yaml:2: an item of the list is empty | remove it",
                "project: *nobody | belay.yaml:1: nothing is called &nobody above | correct the name",
            })
    void refusesAWrongFileWithTheLineAndTheWayOut(String yaml, String message, String hint) {
        BelayException e = usage(() -> load(yaml.replace("\\n", "\n").replace("\\t", "\t")));

        assertThat(e).hasMessageContaining(message);
        assertThat(e.hint()).contains(hint);
    }

    @Test
    void readsAnchorsAndMergedKeys() {
        Config config = load("""
                environments:
                  one: &base
                    url: postgresql://h/one
                    role: owner
                  two:
                    <<: *base
                    url: postgresql://h/two
                """);

        assertThat(config.environment("two").connection().role()).contains("owner");
        assertThat(config.environment("two").connection().database()).isEqualTo("two");
    }

    @Test
    void looksForTheFileInTheParentsUpToTheRepository() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("belay.yaml"), "project: outer\n");

        Config found = ConfigLoader.load(deep, Map.of(), Overrides.NONE);
        Files.createDirectory(folder.resolve("a/.git"));
        Config stopped = ConfigLoader.load(deep, Map.of(), Overrides.NONE);

        assertThat(found.project()).isEqualTo("outer");
        assertThat(found.folder()).isEqualTo(folder);
        assertThat(stopped.file()).isEmpty();
        assertThat(stopped.folder()).isEqualTo(deep);
    }

    @Test
    void takesTheFolderOrTheFileThatTheCommandLineNames() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("belay.yaml"), "project: outer\n");

        assertThat(loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("other")))
                        .file())
                .isEmpty();
        Files.writeString(other.resolve("belay.yaml"), "project: inner\n");
        assertThat(loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("other")))
                        .project())
                .isEqualTo("inner");
        assertThat(loadOnly(Map.of(), Overrides.NONE.withProject(other.resolve("belay.yaml")))
                        .folder())
                .isEqualTo(other);
        assertThat(usage(() -> loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("nowhere")))))
                .hasMessage("there is no folder " + folder.resolve("nowhere"));
        Files.writeString(Files.createDirectory(folder.resolve("odd")).resolve("belay.yml"), "");
        assertThat(usage(() -> loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("odd")))))
                .hasMessageEndingWith("belay.yml is not read");
    }

    @Test
    void letsVariablesReplaceTheFileAndTheCommandLineReplaceBoth() {
        Map<String, String> variables = Map.of(
                "BELAY_CONVENTION",
                "plain",
                "BELAY_LOCK_WAIT",
                "7s",
                "BELAY_LOCK_LOCK_TIMEOUT",
                "1s,2s",
                "BELAY_JOURNAL_SCHEMA",
                "ops",
                "BELAY_SEED",
                "s.sql",
                "BELAY_SOMETHING_ELSE",
                "x");

        Config config = load(COMPLETE, variables, Overrides.NONE.withConvention("flyway"));

        assertThat(config.convention()).contains("flyway");
        assertThat(config.lock().patience()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.lock().lockTimeouts()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(config.lock().retries()).isEqualTo(3);
        assertThat(config.journal()).isEqualTo(new QualifiedName("ops", "log"));
        Config set = load(
                COMPLETE,
                variables,
                Overrides.NONE.withSettings(Map.of("lock.wait", "9s")).withMigrations("sub"));
        assertThat(set.lock().patience()).isEqualTo(Duration.ofSeconds(9));
        assertThat(set.convention()).contains("plain");
        assertThat(set.migrations()).isEqualTo(folder.resolve("sub"));
    }

    @Test
    void namesTheVariableOrOptionThatIsWrong() {
        assertThat(usage(() -> load("", Map.of("BELAY_LOCK_WAIT", "x"), Overrides.NONE)))
                .hasMessage("variable BELAY_LOCK_WAIT: \"lock.wait\" must be a duration, not \"x\"");
        assertThat(usage(() -> load("", Map.of(), Overrides.NONE.withConvention("prism"))))
                .hasMessage("--convention: \"convention\" cannot be \"prism\"");
        assertThat(usage(() -> load("", Map.of(), Overrides.NONE.withSettings(Map.of("lock.wiat", "1s"))))
                        .hint())
                .isEqualTo("did you mean \"lock.wait\"?");
    }

    @Test
    void choosesTheEnvironment() {
        assertThat(load(COMPLETE, Map.of("STAGE", "prod"), Overrides.NONE).environmentName())
                .contains("prod");
        assertThat(load(COMPLETE, Map.of("STAGE", "prod"), Overrides.NONE.withEnvironment("test"))
                        .environmentName())
                .contains("test");
        assertThat(load("environments: {only: {url: postgresql://h/a}}").environmentName())
                .contains("only");
        String two = "environments: {one: {url: postgresql://h/a}, two: {url: postgresql://h/b}}";
        assertThat(usage(() -> load(two).environment()).hint()).isEqualTo("use --env with one of: one, two");
        assertThat(load(two, Map.of("BELAY_ENV", "two"), Overrides.NONE)
                        .environment()
                        .connection()
                        .database())
                .isEqualTo("b");
        assertThat(usage(() -> load(two, Map.of(), Overrides.NONE.withEnvironment("tow"))
                        .environment()))
                .hasMessage("there is no environment \"tow\"")
                .extracting(BelayException::hint)
                .isEqualTo("did you mean \"two\"?");
    }

    @Test
    void needsNoFileWhenThereIsADatabaseUrl() {
        Map<String, String> variables = Map.of("DATABASE_URL", "postgresql://bob:x@h/app");

        Config config =
                loadOnly(variables, Overrides.NONE.withConvention("plain").withMigrations("sql"));

        assertThat(config.environment().connection().masked()).isEqualTo("postgresql://bob:****@h:5432/app");
        assertThat(config.environment().name()).isEqualTo("default");
        assertThat(config.migrations()).isEqualTo(folder.resolve("sql"));
        assertThat(loadOnly(Map.of("PGHOST", "pg", "PGDATABASE", "d"), Overrides.NONE)
                        .environment()
                        .connection()
                        .addresses())
                .containsExactly(new Address("pg", 5432));
        assertThat(usage(() -> loadOnly(Map.of(), Overrides.NONE).environment()))
                .hasMessage("there is no database to connect to");
    }

    @Test
    void usesDatabaseUrlForAnEnvironmentWithoutOne() {
        String yaml = "environments: {dev: {role: owner}}";

        assertThat(load(yaml, Map.of("DATABASE_URL", "postgresql://h/app"), Overrides.NONE)
                        .environment()
                        .connection())
                .satisfies(connection -> {
                    assertThat(connection.host()).isEqualTo("h");
                    assertThat(connection.role()).contains("owner");
                });
        assertThat(usage(() -> load(yaml).environment())).hasMessage("the environment \"dev\" has no url");
    }

    @Test
    void readsPlaces() throws IOException {
        Files.writeString(folder.resolve("url"), "postgresql://bob:x@fromfile/app\n");
        Config config = load(COMPLETE, Map.of("OTHER", "postgresql://bob:x@fromvariable/app"), Overrides.NONE);

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
        Config config = load(COMPLETE, Map.of(), Overrides.NONE.withUrl(url));

        BelayException place = usage(() -> config.place(url));
        assertThat(place).hasMessage("a URL with a password is not taken from the command line");
        assertThat(place.hint()).contains("env:DATABASE_URL");
        assertThat(usage(config::environment)).hasMessageContaining("not taken from the command line");
        assertThat(config.origins().toString()).doesNotContain("hidden");
    }

    @Test
    void takesAnotherPlaceWithTheSettingsOfTheEnvironment() {
        Map<String, String> variables = Map.of("OTHER", "postgresql://eve:y@other/db");

        Target target = load(
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

        assertThat(load(yaml).environment().connection().host()).isEqualTo("h");
        assertThat(load(yaml, Map.of("DIRECT_URL", "postgresql://direct:1/d"), Overrides.NONE)
                        .environment()
                        .connection()
                        .addresses())
                .containsExactly(new Address("direct", 1));
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        Files.writeString(folder.resolve("pw"), " with blanks \n");

        assertThat(load("environments: {a: {host: h, password_file: pw}}")
                        .environment()
                        .connection()
                        .password())
                .contains(new Secret(" with blanks "));
    }

    @Test
    void tellsWhereEachValueCameFromAndMasksSecrets() {
        Map<String, String> variables = Map.of(
                "DATABASE_URL",
                "postgresql://bob:hidden@h/app",
                "BELAY_LOCK_WAIT",
                "7s",
                "DB_PASSWORD",
                "hidden",
                "DB_HOST",
                "h",
                "DB_NAME",
                "d");

        List<Origin> origins = load(COMPLETE, variables, Overrides.NONE.withConvention("plain"))
                .origins();

        assertThat(origins)
                .contains(
                        new Origin("environment", "dev", "belay.yaml:30"),
                        new Origin("project", "vividly", "belay.yaml:1"),
                        new Origin("convention", "plain", "--convention"),
                        new Origin("lock.wait", "7s", "variable BELAY_LOCK_WAIT"),
                        new Origin("lock.retries", "3", "belay.yaml:31"),
                        new Origin("order", "[b.sql, a.sql]", "belay.yaml:4"),
                        new Origin(
                                "environments.dev.url", "postgresql://bob:****@h/app", "belay.yaml:6 (DATABASE_URL)"),
                        new Origin("environments.test.password", "****", "belay.yaml:17 (DB_PASSWORD)"),
                        new Origin("environments.test.settings.work_mem", "5MB", "belay.yaml:28"),
                        new Origin("connection", "postgresql://bob:****@h:5432/app", "all of the above"));
        assertThat(origins.toString()).doesNotContain("hidden");
    }

    @Test
    void listsOriginsEvenWhenVariablesAreMissing() {
        List<Origin> origins =
                load(COMPLETE, Map.of(), Overrides.NONE.withEnvironment("test")).origins();

        assertThat(origins)
                .contains(
                        new Origin("environment", "test", "--env"),
                        new Origin("environments.test.host", "(not set)", "belay.yaml:13 (DB_HOST)"),
                        new Origin(
                                "connection",
                                "(belay.yaml:13: \"environments.test.host\" needs the variable DB_HOST, and it is not set)",
                                ""));
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(folder.resolve("belay.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThatThrownBy(() -> loadOnly(Map.of(), Overrides.NONE)).hasMessage("belay.yaml is not UTF-8");
    }
}
