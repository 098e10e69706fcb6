package dev.belay.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values in force, by their paths: later layers replace the earlier ones. */
final class Effective {
    private static final String ENVIRONMENTS = "environments.";

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> environments = new TreeSet<>();

    void put(Value value) {
        values.put(value.key(), value);
    }

    void addEnvironment(String name) {
        environments.add(name);
    }

    Set<String> environments() {
        return environments;
    }

    Map<String, Value> all() {
        return values;
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Value> get(String environment, String key) {
        return get(ENVIRONMENTS + environment + "." + key);
    }

    Optional<String> text(String key) {
        return get(key).map(Value::text).filter(text -> !text.isEmpty());
    }
}
