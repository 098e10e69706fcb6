package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.config.Value.Source;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.Surroundings;
import dev.belay.core.yaml.YamlNode;
import dev.belay.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a configuration together: defaults, then belay.yaml, then environment variables, then the command line. */
public final class ConfigLoader {
    static final String FILE = "belay.yaml";
    private static final String PREFIX = "BELAY_";

    private final Path directory;
    private final Surroundings surroundings;
    private final Overrides overrides;
    private final Effective effective = new Effective();

    private ConfigLoader(Path directory, Surroundings surroundings, Overrides overrides) {
        this.directory = directory.toAbsolutePath().normalize();
        this.surroundings = surroundings;
        this.overrides = overrides;
    }

    /**
     * Reads the file and checks it, but looks up no variable, file or host that is not needed for that.
     *
     * @param directory where the command runs; the file is looked for there and in its parents
     * @param variables the environment variables
     * @throws BelayException of kind USAGE with file and line
     */
    public static Config load(Path directory, Map<String, String> variables, Overrides overrides) {
        Path home = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "/")));
        return new ConfigLoader(directory, new Surroundings(variables, home), overrides).load();
    }

    private Config load() {
        Path start =
                overrides.project().map(directory::resolve).orElse(directory).normalize();
        Optional<Path> file = find(start);
        Path folder = file.map(Path::getParent).orElse(Files.isDirectory(start) ? start : directory);
        defaults();
        file.ifPresent(this::readFile);
        Map<String, KeyType> settable = Keys.settable();
        readVariables(settable);
        readCommandLine(settable);
        return new Config(new Config.Project(folder, file, directory), effective, surroundings, overrides);
    }

    private Optional<Path> find(Path start) {
        if (Files.isRegularFile(start)) {
            return Optional.of(start);
        }
        if (!Files.isDirectory(start)) {
            throw new BelayException(Kind.USAGE, "there is no folder " + start, "correct --project");
        }
        for (Path folder = start; folder != null; folder = next(folder)) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
            if (Files.exists(folder.resolve("belay.yml"))) {
                throw new BelayException(
                        Kind.USAGE, folder.resolve("belay.yml") + " is not read", "rename it to " + FILE);
            }
        }
        return Optional.empty();
    }

    /** The parent, unless the folder is the top of a repository or was named on the command line. */
    private @Nullable Path next(Path folder) {
        return overrides.project().isPresent() || Files.exists(folder.resolve(".git")) ? null : folder.getParent();
    }

    private void defaults() {
        LockPolicy lock = LockPolicy.DEFAULT;
        List<String> ladder = new ArrayList<>();
        for (Duration rung : lock.lockTimeouts()) {
            ladder.add(rung.toMillis() + "ms");
        }
        put("migrations", ".", "default");
        put("environment_variable", "BELAY_ENV", "default");
        put("lock.wait", lock.patience().toSeconds() + "s", "default");
        put("lock.lock_timeout", String.join(",", ladder), "default");
        put("lock.retries", String.valueOf(lock.retries()), "default");
        put("out_of_order", "refuse", "default");
        put("journal.schema", "belay", "default");
        put("journal.table", "journal", "default");
    }

    private void put(String key, String text, String origin) {
        effective.put(Value.of(key, text, origin));
    }

    private void readFile(Path file) {
        String name = name(file);
        YamlNode.Mapping root = YamlReader.read(name, text(file, name), "convention: mybatis");
        Map<String, Value> leaves = new LinkedHashMap<>();
        Keys.ALL.flatten(new Value("", root, new Source(name, true, surroundings.variables()), 1), leaves);
        for (Value leaf : leaves.values()) {
            effective.put(leaf);
        }
        if (root.entries().get("environments") instanceof YamlNode.Mapping environments) {
            environments.lines().keySet().forEach(effective::addEnvironment);
        }
    }

    /** Short where it is unambiguous: what stands in messages should be what one can click on. */
    private String name(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }

    private static String text(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BelayException(Kind.USAGE, name + " is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new BelayException(Kind.USAGE, "cannot read " + name, "may this user read it?", e);
        }
    }

    private void readVariables(Map<String, KeyType> settable) {
        for (Map.Entry<String, KeyType> key : settable.entrySet()) {
            String variable = PREFIX + key.getKey().replace('.', '_').toUpperCase(Locale.ROOT);
            Optional<String> text = surroundings.variable(variable);
            if (text.isPresent()) {
                override(key.getValue(), key.getKey(), text.get(), "variable " + variable);
            }
        }
    }

    private void readCommandLine(Map<String, KeyType> settable) {
        for (Map.Entry<String, String> set : overrides.settings().entrySet()) {
            KeyType type = settable.get(set.getKey());
            if (type == null) {
                throw new BelayException(
                        Kind.USAGE,
                        "the key \"" + set.getKey() + "\" cannot be set from the command line",
                        Nearest.hint(set.getKey(), settable.keySet()));
            }
            override(type, set.getKey(), set.getValue(), "--set " + set.getKey());
        }
        if (overrides.convention().isPresent()) {
            override(KeyType.CONVENTION, "convention", overrides.convention().get(), "--convention");
        }
        if (overrides.migrations().isPresent()) {
            override(KeyType.TEXT, "migrations", overrides.migrations().get(), "--migrations");
        }
    }

    private void override(KeyType type, String key, String text, String origin) {
        Value value = Value.of(key, text, origin);
        type.check(value);
        effective.put(value);
    }
}
