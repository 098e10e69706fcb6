package dev.belay.verify.spec;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a spec and where it stands. Whatever cannot be understood is an error with file and line.
 *
 * @param path of keys that leads here, for messages
 * @param node empty where a key has no value
 */
record Entry(String file, String path, int line, Optional<YamlNode> node) {
    static Entry of(String file, YamlNode.Mapping root) {
        return new Entry(file, "", 1, Optional.of(root));
    }

    String at() {
        return file + ":" + line;
    }

    boolean isGroup() {
        return node.filter(YamlNode.Mapping.class::isInstance).isPresent();
    }

    boolean isList() {
        return node.filter(YamlNode.Items.class::isInstance).isPresent();
    }

    boolean isNothing() {
        return node.isEmpty();
    }

    String text() {
        if (node.isPresent() && node.get() instanceof YamlNode.Text text) {
            return text.text();
        }
        throw wrong("must be a single value and not " + kind(), "write \"" + last() + ": value\"");
    }

    /** A single value or none. */
    Optional<String> textOrNothing() {
        return isNothing() ? Optional.empty() : Optional.of(text());
    }

    boolean flag() {
        return switch (text()) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong("must be true or false, not \"" + text() + "\"", "write true or false");
        };
    }

    long number() {
        try {
            return Long.parseLong(text().replace("_", ""));
        } catch (NumberFormatException e) {
            throw wrong("must be a whole number, not \"" + text() + "\"", "write digits only");
        }
    }

    /** A part of the whole: {@code 0.05} or {@code 5%}. */
    double fraction() {
        String text = text();
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            double fraction = percent ? number / 100 : number;
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("must be a part of the whole, not \"" + text + "\"", "write 0.05 or 5%");
    }

    String oneOf(String... words) {
        String text = text();
        if (!List.of(words).contains(text)) {
            throw wrong("cannot be \"" + text + "\"", Nearest.hint(text, List.of(words)));
        }
        return text;
    }

    /** The items of a list, or the one value or group that stands for a list of one. */
    List<Entry> items() {
        if (node.isPresent() && node.get() instanceof YamlNode.Items list) {
            return list.items().stream()
                    .map(item -> new Entry(file, path, item.line(), Optional.of(item)))
                    .toList();
        }
        if (!isGroup()) {
            text();
        }
        return List.of(this);
    }

    List<String> texts() {
        return items().stream().map(Entry::text).toList();
    }

    /** A group in which any names may stand. */
    Map<String, Entry> names() {
        if (node.isEmpty() || !(node.get() instanceof YamlNode.Mapping mapping)) {
            throw wrong("must be a group of keys and not " + kind(), "write \"" + last() + ": {NAME: value}\"");
        }
        Map<String, Entry> names = new LinkedHashMap<>();
        mapping.lines().forEach((name, at) -> {
            if (!name.equals("<<")) {
                String below = path.isEmpty() ? name : path + "." + name;
                names.put(
                        name,
                        new Entry(
                                file,
                                below,
                                at,
                                Optional.ofNullable(mapping.entries().get(name))));
            }
        });
        return names;
    }

    /** A group in which only these keys may stand. */
    Map<String, Entry> group(String... known) {
        Map<String, Entry> entries = names();
        entries.forEach((name, entry) -> {
            if (!List.of(known).contains(name)) {
                throw new BelayException(
                        Kind.USAGE,
                        entry.at() + ": there is no key \"" + entry.path() + "\"",
                        Nearest.hint(name, List.of(known)));
            }
        });
        return entries;
    }

    /** One of the keys of this group that cannot be left out. */
    Entry required(Map<String, Entry> keys, String key) {
        Entry entry = keys.get(key);
        if (entry == null) {
            throw wrong("needs \"" + key + "\"", "add " + key + ": …");
        }
        return entry;
    }

    BelayException wrong(String message, String hint) {
        return new BelayException(
                Kind.USAGE, at() + ": " + (path.isEmpty() ? "the file" : "\"" + path + "\"") + " " + message, hint);
    }

    private String kind() {
        return node.map(YamlNode::kind).orElse("nothing");
    }

    private String last() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
