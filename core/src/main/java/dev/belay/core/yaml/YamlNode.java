package dev.belay.core.yaml;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows its line. There are no types: what a text means is for its reader to say. */
public sealed interface YamlNode {
    int line();

    /** What it is, for a message. */
    String kind();

    /** A scalar. */
    record Text(String text, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A sequence. */
    record Items(List<YamlNode> items, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file, and the lines of its keys. A key without a value is not in it. */
    record Mapping(Map<String, YamlNode> entries, Map<String, Integer> lines, int line) implements YamlNode {
        /** The line of a key, which is not always that of its value. */
        public int line(String key) {
            return lines.getOrDefault(key, line);
        }

        @Override
        public String kind() {
            return "a group of keys";
        }
    }
}
