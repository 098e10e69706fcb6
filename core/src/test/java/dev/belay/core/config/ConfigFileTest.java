package dev.belay.core.config;

import static dev.belay.core.config.ConfigFolder.COMPLETE;
import static dev.belay.core.config.ConfigFolder.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
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

/** What the file may say, and where it lies. */
final class ConfigFileTest {
    @TempDir
    private Path folder;

    private ConfigFolder at() {
        return new ConfigFolder(folder);
    }

    @Test
    void readsEveryKey() throws IOException {
        Path script = Files.writeString(folder.resolve("notify.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        Config config = at().load(COMPLETE);

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
        Config config = at().load("");

        assertThat(config.project()).isEqualTo(folder.getFileName().toString());
        assertThat(config.convention()).isEmpty();
        assertThat(config.migrations()).isEqualTo(folder);
        assertThat(config.lock()).isEqualTo(LockPolicy.DEFAULT);
        assertThat(config.outOfOrderAllowed()).isFalse();
        assertThat(config.journal()).isEqualTo(new QualifiedName("belay", "journal"));
        assertThat(config.hooks()).isEqualTo(HookSettings.NONE);
        assertThat(config.seed()).isEmpty();
        assertThat(config.verify()).isEmpty();
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
                "environments:\\n"
                        + "  dev:\\n"
                        + "    ulr: x | belay.yaml:3: unknown key \"ulr\" in \"environments.dev\" | did you mean \"url\"?",
                "hoks:\\n  before_up: [] | belay.yaml:1: unknown key \"hoks\" | did you mean \"hooks\"?",
                "convention: mybatiss | belay.yaml:1: \"convention\" cannot be \"mybatiss\" | did you mean"
                        + " \"mybatis\"?",
                "out_of_order: maybe | belay.yaml:1: \"out_of_order\" cannot be \"maybe\" | known are: refuse, allow",
                "lock: {wait: 60} | belay.yaml:1: \"lock.wait\" must be a duration, not \"60\" | 500ms, 1s, 2m",
                "lock: {wait: soon} | belay.yaml:1: \"lock.wait\" must be a duration, not \"soon\" | 500ms",
                "lock:\\n"
                        + "  lock_timeout:\\n"
                        + "    - 1s\\n"
                        + "    - 2x | belay.yaml:4: \"lock.lock_timeout\" must be a duration, not \"2x\" | 500ms",
                "lock: {lock_timeout: []} | belay.yaml:1: \"lock.lock_timeout\" is empty | at least one",
                "lock: {retries: many} | belay.yaml:1: \"lock.retries\" must be a whole number, not \"many\" | digits",
                "lock: {retries: -1} | belay.yaml:1: \"lock.retries\" must be at least 0, not -1 | larger",
                "lock: 5s | belay.yaml:1: \"lock\" must be a group of keys and not a single value | indented",
                "project: [a] | belay.yaml:1: \"project\" must be a single value and not a list | project: value",
                "order: {a: b} | belay.yaml:1: \"order\" must be a list and not a group of keys | [one, two]",
                "environments: {a: {protected: maybe}} | belay.yaml:1: \"environments.a.protected\" must be true or"
                        + " false, not \"maybe\" | true",
                "environments:\\n"
                        + "  a:\\n"
                        + "    backup: {before_up: often} | belay.yaml:3: \"environments.a.backup.before_up\" must be true"
                        + " or false, not \"often\" | true",
                "environments: {a: {backup: true}} | belay.yaml:1: \"environments.a.backup\" must be a group of keys |"
                        + " indented",
                "environments: {a: {port: x}} | belay.yaml:1: \"environments.a.port\" must be a whole number | digits",
                "environments: {a: {variables: [x]}} | must be a group of keys and not a list | NAME: value",
                "environments: [dev] | belay.yaml:1: \"environments\" must be a group of keys and not a list |"
                        + " indented",
                "project: a\\n"
                        + "\\n"
                        + "project: b | belay.yaml:3: the key \"project\" is there twice, first in line 1 | remove one",
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
        BelayException e = usage(() -> at().load(yaml.replace("\\n", "\n").replace("\\t", "\t")));

        assertThat(e).hasMessageContaining(message);
        assertThat(e.hint()).contains(hint);
    }

    @Test
    void readsAnchorsAndMergedKeys() {
        Config config = at().load("""
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
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(folder.resolve("belay.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThatThrownBy(() -> at().loadOnly(Map.of(), Overrides.NONE)).hasMessage("belay.yaml is not UTF-8");
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

        assertThat(at().loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("other")))
                        .file())
                .isEmpty();
        Files.writeString(other.resolve("belay.yaml"), "project: inner\n");
        assertThat(at().loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("other")))
                        .project())
                .isEqualTo("inner");
        assertThat(at().loadOnly(Map.of(), Overrides.NONE.withProject(other.resolve("belay.yaml")))
                        .folder())
                .isEqualTo(other);
        assertThat(usage(() -> at().loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("nowhere")))))
                .hasMessage("there is no folder " + folder.resolve("nowhere"));
        Files.writeString(Files.createDirectory(folder.resolve("odd")).resolve("belay.yml"), "");
        assertThat(usage(() -> at().loadOnly(Map.of(), Overrides.NONE.withProject(Path.of("odd")))))
                .hasMessageEndingWith("belay.yml is not read");
    }
}
