package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.core.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a project. A value is read, and its variables looked up, when it is asked for: what is not used
 * may be unset.
 */
public final class Config {
    private final Project project;
    private final Effective effective;
    private final Overrides overrides;
    private final Targets targets;

    /**
     * Where it all is.
     *
     * @param folder relative names in the file start here
     * @param file the belay.yaml, if there is one
     * @param directory where the command runs; relative names of the command line start here
     */
    record Project(Path folder, Optional<Path> file, Path directory) {}

    Config(Project project, Effective effective, Surroundings surroundings, Overrides overrides) {
        this.project = project;
        this.effective = effective;
        this.overrides = overrides;
        this.targets = new Targets(project, effective, surroundings);
    }

    /** The folder of the belay.yaml, or else where the command runs. */
    public Path folder() {
        return project.folder();
    }

    /** The belay.yaml, if there is one. */
    public Optional<Path> file() {
        return project.file();
    }

    public String project() {
        return effective.text("project").orElseGet(() -> {
            Path name = project.folder().getFileName();
            return name == null ? "project" : name.toString();
        });
    }

    /** Empty when nobody said one. */
    public Optional<String> convention() {
        return effective.get("convention").map(value -> value.oneOf(Keys.CONVENTIONS));
    }

    /** The folder in which the convention looks. */
    public Path migrations() {
        return effective.get("migrations").map(this::path).orElse(project.folder());
    }

    /** Names of files, for conventions without an order of their own. */
    public List<String> order() {
        return texts("order");
    }

    public boolean outOfOrderAllowed() {
        return effective
                .get("out_of_order")
                .map(value -> value.oneOf(Keys.OUT_OF_ORDER))
                .filter("allow"::equals)
                .isPresent();
    }

    public LockPolicy lock() {
        LockPolicy usual = LockPolicy.DEFAULT;
        return new LockPolicy(
                effective.get("lock.wait").map(Value::duration).orElse(usual.patience()),
                effective.get("lock.lock_timeout").map(Value::durations).orElse(usual.lockTimeouts()),
                effective
                        .get("lock.retries")
                        .map(value -> value.numberOfAtLeast(0))
                        .orElse(usual.retries()));
    }

    public HookSettings hooks() {
        return new HookSettings(
                hooks("before_up"),
                hooks("after_up"),
                hooks("before_down"),
                hooks("after_down"),
                hooks("before_each"),
                hooks("after_each"),
                hooks("on_failure"));
    }

    /** SQL files that fill a new database. */
    public List<Path> seed() {
        return effective
                .get("seed")
                .map(value -> value.items().stream()
                        .map(item -> path(value.item(item)))
                        .toList())
                .orElse(List.of());
    }

    public QualifiedName journal() {
        return new QualifiedName(
                effective.text("journal.schema").orElse("belay"),
                effective.text("journal.table").orElse("journal"));
    }

    /** What differs from the usual table of the convention. */
    public TableName history() {
        return new TableName(effective.text("history.schema"), effective.text("history.table"));
    }

    /** The file of expectations. */
    public Optional<Path> verify() {
        return effective.get("verify").map(this::path);
    }

    /** The file of the expected schema. */
    public Optional<Path> snapshot() {
        return effective.get("snapshot").map(this::path);
    }

    /** The names of the environments in belay.yaml, sorted. */
    public Set<String> environments() {
        return Collections.unmodifiableSet(effective.environments());
    }

    /**
     * The name of the environment to act on: of the command line, the variable, the default, or the only one there is.
     * Empty when there are none.
     */
    public Optional<String> environmentName() {
        if (overrides.environment().isPresent()) {
            return overrides.environment();
        }
        String variable = effective.text("environment_variable").orElse("BELAY_ENV");
        return targets.variable(variable)
                .or(() -> effective.text("default_environment"))
                .or(() -> effective.environments().size() == 1
                        ? effective.environments().stream().findFirst()
                        : Optional.empty());
    }

    /** The database to act on. */
    public Target environment() {
        Optional<String> name = environmentName();
        if (name.isEmpty()
                && !effective.environments().isEmpty()
                && overrides.url().isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "no environment is chosen",
                    "use --env with one of: " + String.join(", ", effective.environments()));
        }
        name.ifPresent(this::known);
        return targets.of(name.orElse(""), overrides.url());
    }

    /** The environment of this name, whatever the command line says about another. */
    public Target environment(String name) {
        known(name);
        return targets.of(name, Optional.empty());
    }

    /** Whether a text has the form of something that {@link #place} takes. */
    public boolean isPlace(String text) {
        return effective.environments().contains(text) || Places.isPlace(text);
    }

    /** What a text names: an environment, {@code env:VAR}, {@code file:PATH}, or a URL without a password. */
    public Target place(String text) {
        if (effective.environments().contains(text)) {
            return environment(text);
        }
        if (Places.isPlace(text)) {
            return targets.place(text);
        }
        throw unknown(text);
    }

    /** Every effective key, its value and where it came from; what is secret is masked. */
    public List<Origin> origins() {
        return new Origins(effective, overrides, targets).list(environmentName());
    }

    private void known(String name) {
        if (!effective.environments().contains(name)) {
            throw unknown(name);
        }
    }

    private BelayException unknown(String name) {
        return new BelayException(
                Kind.USAGE,
                "there is no environment \"" + name + "\"",
                effective.environments().isEmpty()
                        ? "define it under environments in " + ConfigLoader.FILE + ", or give a URL: env:DATABASE_URL"
                        : Nearest.hint(name, effective.environments()));
    }

    private List<String> texts(String key) {
        return effective.get(key).map(Value::texts).orElse(List.of());
    }

    private Path path(Value value) {
        Path base = value.source().file() || value.origin().equals("default") ? project.folder() : project.directory();
        return base.resolve(value.text()).normalize();
    }

    private List<Hook> hooks(String name) {
        List<Hook> hooks = new ArrayList<>();
        effective.get("hooks." + name).ifPresent(value -> {
            for (YamlNode item : value.items()) {
                hooks.add(hook(value.item(item)));
            }
        });
        return List.copyOf(hooks);
    }

    private Hook hook(Value value) {
        if (value.node() instanceof YamlNode.Items) {
            List<String> words = value.texts();
            if (words.isEmpty()) {
                throw value.wrong("holds a command without words", "write [program, argument]");
            }
            return new Hook(String.join(" ", words), Optional.empty(), words);
        }
        String text = value.text().strip();
        if (text.endsWith(".sql")) {
            return new Hook(text, Optional.of(project.folder().resolve(text).normalize()), List.of());
        }
        Path script = project.folder().resolve(text);
        // A script of the project by its plain name, as people write it; everything else is a line for the shell.
        List<String> words = Files.isRegularFile(script) && Files.isExecutable(script)
                ? List.of(script.toString())
                : List.of("sh", "-c", text);
        return new Hook(text, Optional.empty(), words);
    }
}
