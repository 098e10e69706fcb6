package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads libpq's {@code host=x dbname='my db'} form. */
final class ConninfoParser {
    private final String text;
    private int at;

    private ConninfoParser(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) {
        ConninfoParser parser = new ConninfoParser(text);
        Map<String, String> parts = new LinkedHashMap<>();
        parser.skipBlanks();
        while (!parser.atEnd()) {
            String name = parser.name();
            parts.put(name, parser.value(name));
            parser.skipBlanks();
        }
        return parts;
    }

    private String name() {
        int start = at;
        while (!atEnd() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        skipBlanks();
        if (name.isEmpty() || atEnd() || text.charAt(at) != '=') {
            throw unreadable(name.isEmpty() ? "a name is missing before \"=\"" : "an \"=\" is missing after a name");
        }
        at++;
        skipBlanks();
        return name;
    }

    private String value(String name) {
        StringBuilder value = new StringBuilder();
        boolean quoted = !atEnd() && text.charAt(at) == '\'';
        at += quoted ? 1 : 0;
        while (!atEnd() && (quoted ? text.charAt(at) != '\'' : !Character.isWhitespace(text.charAt(at)))) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (quoted) {
            if (atEnd()) {
                throw unreadable("the quoted value of \"" + name + "\" does not end");
            }
            at++;
        }
        return value.toString();
    }

    private void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private static BelayException unreadable(String why) {
        return new BelayException(
                Kind.USAGE,
                "the connection string cannot be read: " + why,
                "write name=value pairs; put a value with blanks in single quotes, with \\' for a quote in it");
    }
}
