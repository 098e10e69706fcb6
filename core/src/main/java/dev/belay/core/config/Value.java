package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.Spot;
import dev.belay.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One effective value: what was written, where, and how to read it. Variables in it are looked up when it is read and not
 * before, because nobody must need the secrets of an environment that is not used.
 */
record Value(String key, YamlNode node, Source source, int line) {
    /**
     * Where values come from.
     *
     * @param name a file, {@code variable X}, {@code --url}, {@code default}
     * @param file whether lines are worth telling
     * @param variables looked up for {@code ${…}}; only files have such
     */
    record Source(String name, boolean file, Map<String, String> variables) {
        static Source plain(String name) {
            return new Source(name, false, Map.of());
        }
    }

    static Value of(String key, String text, String origin) {
        return new Value(key, new YamlNode.Text(text, 0), Source.plain(origin), 0);
    }

    String origin() {
        return source.file ? source.name + ":" + line : source.name;
    }

    private String at(YamlNode where) {
        return source.file ? source.name + ":" + where.line() : source.name;
    }

    String text() {
        return text(node);
    }

    private String text(YamlNode where) {
        if (where instanceof YamlNode.Text text) {
            return source.file ? Template.expand(text.text(), source.variables, key, at(where)) : text.text();
        }
        throw wrong(where, "must be a single value and not " + where.kind(), "write \"" + last() + ": value\"");
    }

    /** A list, or one value that stands for a list of one; from the outside a list is separated by commas. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items()) {
            texts.add(text(item).strip());
        }
        return List.copyOf(texts);
    }

    /** The items of a list, or the one value. */
    List<YamlNode> items() {
        if (node instanceof YamlNode.Items list) {
            return list.items();
        }
        if (!(node instanceof YamlNode.Text text)) {
            throw wrong(node, "must be a list and not " + node.kind(), "write \"" + last() + ": [one, two]\"");
        }
        if (source.file) {
            return List.of(text);
        }
        List<YamlNode> items = new ArrayList<>();
        for (String part : text.text().split(",", -1)) {
            if (!part.isBlank()) {
                items.add(new YamlNode.Text(part.strip(), 0));
            }
        }
        return items;
    }

    /** One item of {@link #items}, as a value of its own. */
    Value item(YamlNode item) {
        return new Value(key, item, source, item.line());
    }

    Map<String, String> map() {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw wrong(
                    node, "must be a group of keys and not " + node.kind(), "write \"" + last() + ": {NAME: value}\"");
        }
        Map<String, String> map = new LinkedHashMap<>();
        mapping.entries()
                .forEach((name, value) ->
                        map.put(name, new Value(key + "." + name, value, source, value.line()).text()));
        return map;
    }

    boolean flag() {
        String text = text();
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong(node, "must be true or false, not \"" + text + "\"", "write true or false");
        };
    }

    int number() {
        String text = text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(node, "must be a whole number, not \"" + text + "\"", "write digits only");
        }
    }

    int numberOfAtLeast(int least) {
        int number = number();
        if (number < least) {
            throw wrong(node, "must be at least " + least + ", not " + number, "write a larger number");
        }
        return number;
    }

    Duration duration() {
        return duration(node);
    }

    List<Duration> durations() {
        return items().stream().map(this::duration).toList();
    }

    private Duration duration(YamlNode where) {
        String text = text(where);
        return Durations.parse(text)
                .orElseThrow(() -> wrong(
                        where,
                        "must be a duration, not \"" + text + "\"",
                        "write a number and its unit: 500ms, 1s, 2m, 1h"));
    }

    /** One of these words. */
    String oneOf(List<String> words) {
        String text = text();
        if (!words.contains(text)) {
            throw wrong(node, "cannot be \"" + text + "\"", Nearest.hint(text, words));
        }
        return text;
    }

    /** Whether it cannot be read before its variables are looked up. */
    boolean holdsVariables() {
        return source.file && Template.holdsVariables(node);
    }

    BelayException wrong(YamlNode where, String message, String hint) {
        Spot spot = source.file ? new Spot(source.name, where.line()) : Spot.of(source.name);
        return BelayException.in(spot, Kind.USAGE, "\"" + key + "\" " + message, hint);
    }

    BelayException wrong(String message, String hint) {
        return wrong(node, message, hint);
    }

    private String last() {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
