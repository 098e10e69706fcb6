package dev.belay.core.config;

import static dev.belay.core.config.ConfigFolder.COMPLETE;
import static dev.belay.core.config.ConfigFolder.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Address;
import dev.belay.core.db.QualifiedName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who overrides whom, and where each value came from. */
final class ConfigLayersTest {
    @TempDir
    private Path folder;

    private ConfigFolder at() {
        return new ConfigFolder(folder);
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

        Config config = at().load(COMPLETE, variables, Overrides.NONE.withConvention("flyway"));

        assertThat(config.convention()).contains("flyway");
        assertThat(config.lock().patience()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.lock().lockTimeouts()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(config.lock().retries()).isEqualTo(3);
        assertThat(config.journal()).isEqualTo(new QualifiedName("ops", "log"));
        Config set = at().load(
                        COMPLETE,
                        variables,
                        Overrides.NONE.withSettings(Map.of("lock.wait", "9s")).withMigrations("sub"));
        assertThat(set.lock().patience()).isEqualTo(Duration.ofSeconds(9));
        assertThat(set.convention()).contains("plain");
        assertThat(set.migrations()).isEqualTo(folder.resolve("sub"));
    }

    @Test
    void namesTheVariableOrOptionThatIsWrong() {
        assertThat(usage(() -> at().load("", Map.of("BELAY_LOCK_WAIT", "x"), Overrides.NONE)))
                .hasMessage("variable BELAY_LOCK_WAIT: \"lock.wait\" must be a duration, not \"x\"");
        assertThat(usage(() -> at().load("", Map.of(), Overrides.NONE.withConvention("prism"))))
                .hasMessage("--convention: \"convention\" cannot be \"prism\"");
        assertThat(usage(() -> at().load("", Map.of(), Overrides.NONE.withSettings(Map.of("lock.wiat", "1s"))))
                        .hint())
                .isEqualTo("did you mean \"lock.wait\"?");
    }

    @Test
    void needsNoFileWhenThereIsADatabaseUrl() {
        Map<String, String> variables = Map.of("DATABASE_URL", "postgresql://bob:x@h/app");

        Config config =
                at().loadOnly(variables, Overrides.NONE.withConvention("plain").withMigrations("sql"));

        assertThat(config.environment().connection().masked()).isEqualTo("postgresql://bob:****@h:5432/app");
        assertThat(config.environment().name()).isEqualTo("default");
        assertThat(config.migrations()).isEqualTo(folder.resolve("sql"));
        assertThat(at().loadOnly(Map.of("PGHOST", "pg", "PGDATABASE", "d"), Overrides.NONE)
                        .environment()
                        .connection()
                        .addresses())
                .containsExactly(new Address("pg", 5432));
        assertThat(usage(() -> at().loadOnly(Map.of(), Overrides.NONE).environment()))
                .hasMessage("there is no database to connect to");
    }

    @Test
    void usesDatabaseUrlForAnEnvironmentWithoutOne() {
        String yaml = "environments: {dev: {role: owner}}";

        assertThat(at().load(yaml, Map.of("DATABASE_URL", "postgresql://h/app"), Overrides.NONE)
                        .environment()
                        .connection())
                .satisfies(connection -> {
                    assertThat(connection.host()).isEqualTo("h");
                    assertThat(connection.role()).contains("owner");
                });
        assertThat(usage(() -> at().load(yaml).environment())).hasMessage("the environment \"dev\" has no url");
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

        List<Origin> origins = at().load(COMPLETE, variables, Overrides.NONE.withConvention("plain"))
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
        List<Origin> origins = at().load(COMPLETE, Map.of(), Overrides.NONE.withEnvironment("test"))
                .origins();

        assertThat(origins)
                .contains(
                        new Origin("environment", "test", "--env"),
                        new Origin("environments.test.host", "(not set)", "belay.yaml:13 (DB_HOST)"),
                        new Origin(
                                "connection",
                                "(belay.yaml:13: \"environments.test.host\" needs the variable DB_HOST, and it is not set)",
                                ""));
    }
}
