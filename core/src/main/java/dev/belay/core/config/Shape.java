package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.Spot;
import dev.belay.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand in a configuration file: a value of some kind, known keys, or any names of one shape. */
final class Shape {
    private final Map<String, Shape> keys = new LinkedHashMap<>();
    private final @Nullable Shape each;
    private final @Nullable KeyType type;

    private Shape(@Nullable Shape each, @Nullable KeyType type) {
        this.each = each;
        this.type = type;
    }

    static Shape section() {
        return new Shape(null, null);
    }

    static Shape named(Shape each) {
        return new Shape(each, null);
    }

    Shape with(String key, KeyType leaf) {
        return with(key, new Shape(null, leaf));
    }

    Shape with(String key, Shape shape) {
        keys.put(key, shape);
        return this;
    }

    /** The leaves, by their path; {@code *} stands for a name. */
    void leaves(String path, Map<String, KeyType> into) {
        if (type != null) {
            into.put(path, type);
        } else if (each != null) {
            each.leaves(path + ".*", into);
        } else {
            for (Map.Entry<String, Shape> key : keys.entrySet()) {
                key.getValue().leaves(below(path, key.getKey()), into);
            }
        }
    }

    /** Puts the leaves of a file under their paths, and refuses what is not known or cannot be right. */
    void flatten(Value value, Map<String, Value> into) {
        if (type != null) {
            if (!value.holdsVariables()) {
                type.check(value);
            }
            into.put(value.key(), value);
            return;
        }
        if (!(value.node() instanceof YamlNode.Mapping mapping)) {
            throw value.wrong(
                    "must be a group of keys and not " + value.node().kind(), "write keys below it, indented");
        }
        for (Map.Entry<String, Integer> line : mapping.lines().entrySet()) {
            known(line.getKey(), value, line.getValue());
        }
        for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
            Shape shape = each == null ? keys.get(entry.getKey()) : each;
            if (shape != null) {
                String path = below(value.key(), entry.getKey());
                shape.flatten(new Value(path, entry.getValue(), value.source(), mapping.line(entry.getKey())), into);
            }
        }
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void known(String key, Value parent, int line) {
        if (each == null && !keys.containsKey(key) && !key.equals("<<")) {
            String where = parent.key().isEmpty() ? "" : " in \"" + parent.key() + "\"";
            throw BelayException.in(
                    new Spot(parent.source().name(), line),
                    Kind.USAGE,
                    "unknown key \"" + key + "\"" + where,
                    Nearest.hint(key, keys.keySet()));
        }
    }
}
