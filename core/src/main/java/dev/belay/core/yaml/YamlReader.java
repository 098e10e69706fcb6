package dev.belay.core.yaml;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML from the parser's events alone: no tags, no types, no reflection. It starts in a fraction of the time, keeps the
 * lines, and cannot make an object that nobody asked for.
 */
public final class YamlReader {
    private static final int DEEPEST = 20;

    private final String file;
    private final ParserImpl events;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private final String example;

    private YamlReader(String file, String text, String example) {
        this.file = file;
        this.example = example;
        this.events = new ParserImpl(new StreamReader(text), options());
    }

    /** The file is the user's own: a spec of five thousand tables is longer than what the library lets in. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    /**
     * The keys of a file, which is called {@code file} in messages.
     *
     * @param example a line that such a file may have, for who has written something else
     */
    public static YamlNode.Mapping read(String file, String text, String example) {
        try {
            return new YamlReader(file, text, example).document();
        } catch (MarkedYAMLException e) {
            throw unreadable(file, text, e);
        } catch (YAMLException e) {
            throw new BelayException(
                            Kind.USAGE,
                            file + ": this is not YAML: " + e.getMessage(),
                            "is it a text file in UTF-8?",
                            e)
                    .at(Spot.of(file));
        }
    }

    private static BelayException unreadable(String file, String text, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        int line = mark == null ? 1 : mark.getLine() + 1;
        String content = text.lines().skip(line - 1L).findFirst().orElse("");
        String hint = "look at this line and the one before: indentation, quotes, a blank after each colon";
        if (content.contains("\t")) {
            hint = "indent with blanks: YAML does not allow tabs";
        } else if (content.contains("${")) {
            hint = "put values with ${…} in double quotes";
        }
        // Without the snippet that the parser would show: the line may hold a password.
        Spot spot = new Spot(file, line);
        return new BelayException(Kind.USAGE, spot + ": this is not YAML: " + e.getProblem(), hint, e).at(spot);
    }

    private YamlNode.Mapping document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return new YamlNode.Mapping(Map.of(), Map.of(), 1);
        }
        events.getEvent();
        int line = line(events.peekEvent());
        YamlNode root = node(0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw error(line(events.peekEvent()), "there is a second document", "remove the line \"---\"");
        }
        if (root == null) {
            return new YamlNode.Mapping(Map.of(), Map.of(), 1);
        }
        if (root instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw error(line, "the file is " + root.kind() + " and not keys with values", "write \"" + example + "\"");
    }

    /** The next node, or nothing for an empty value. */
    private @Nullable YamlNode node(int depth) {
        Event event = events.getEvent();
        if (depth > DEEPEST) {
            throw error(line(event), "this is nested too deep", "no key of Belay is");
        }
        if (event instanceof AliasEvent alias) {
            YamlNode known = anchors.get(alias.getAnchor());
            if (known == null) {
                throw error(line(event), "nothing is called &" + alias.getAnchor() + " above", "correct the name");
            }
            return known;
        }
        YamlNode node = plain(event, depth);
        String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
        if (anchor != null && node != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private @Nullable YamlNode plain(Event event, int depth) {
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(line(event), depth);
            case MappingStart -> mapping(line(event), depth);
            default -> throw error(line(event), "a value is missing", "write one");
        };
    }

    private YamlNode.@Nullable Text scalar(ScalarEvent event) {
        String text = text(event);
        boolean nothing = event.isPlain() && (text.isEmpty() || text.equals("~") || text.equals("null"));
        return nothing ? null : new YamlNode.Text(text, line(event));
    }

    /** YAML can write NUL in double quotes; nothing that Belay reads, and nothing in PostgreSQL, can have one. */
    private String text(ScalarEvent event) {
        if (event.getValue().indexOf('\0') >= 0) {
            throw error(line(event), "there is a NUL character", "remove \\0");
        }
        return event.getValue();
    }

    private YamlNode items(int line, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            int at = line(events.peekEvent());
            YamlNode item = node(depth + 1);
            if (item == null) {
                throw error(at, "an item of the list is empty", "remove it, or write \"\" for an empty text");
            }
            items.add(item);
        }
        events.getEvent();
        return new YamlNode.Items(List.copyOf(items), line);
    }

    private YamlNode mapping(int line, int depth) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, YamlNode> merged = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        Map<String, Integer> mergedLines = new HashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            int at = line(events.peekEvent());
            YamlNode.Text key = key(at, depth);
            Integer before = lines.put(key.text(), at);
            if (before != null) {
                throw error(at, "the key \"" + key.text() + "\" is there twice, first in line " + before, "remove one");
            }
            YamlNode value = node(depth + 1);
            if (key.text().equals("<<") && value instanceof YamlNode.Mapping other) {
                merged.putAll(other.entries());
                other.entries().keySet().forEach(name -> mergedLines.put(name, other.line(name)));
            } else if (value != null) {
                entries.put(key.text(), value);
            }
        }
        events.getEvent();
        merged.forEach(entries::putIfAbsent);
        mergedLines.forEach(lines::putIfAbsent);
        return new YamlNode.Mapping(entries, lines, line);
    }

    /** A key is a word even where it looks like nothing: {@code null}. */
    private YamlNode.Text key(int at, int depth) {
        if (events.peekEvent() instanceof ScalarEvent word && word.getAnchor() == null) {
            events.getEvent();
            return new YamlNode.Text(text(word), at);
        }
        if (node(depth + 1) instanceof YamlNode.Text key) {
            return key;
        }
        throw error(at, "a key must be a single word", "write \"key: value\"");
    }

    private static int line(Event event) {
        return event.getStartMark() == null ? 1 : event.getStartMark().getLine() + 1;
    }

    private BelayException error(int line, String message, String hint) {
        return BelayException.in(new Spot(file, line), Kind.USAGE, message, hint);
    }
}
