package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which names are meant, as psql and pg_dump write it: {@code *} and {@code ?} stand for any characters, a dot parts schema
 * and name, letters outside double quotes are lower case, and what else a regular expression knows is known here too.
 */
public final class NamePattern {
    private static final String WILD = "*?+|()[]{}^\\";

    private final String text;
    private final List<Pattern> names;
    private final boolean plain;

    private NamePattern(String text, List<Pattern> names, boolean plain) {
        this.text = text;
        this.names = names;
        this.plain = plain;
    }

    /** Of a name with or without a schema. */
    public static NamePattern ofRelation(String text) {
        return parse(text, 2);
    }

    /** Of a name that is in no schema. */
    public static NamePattern ofSchema(String text) {
        return parse(text, 1);
    }

    private static NamePattern parse(String text, int atMost) {
        if (text.isBlank()) {
            throw new BelayException(
                    Kind.USAGE, "the pattern '" + text + "' means nothing: it is empty", "is the variable set?");
        }
        List<Pattern> names = new ArrayList<>();
        StringBuilder expression = new StringBuilder();
        boolean quoted = false;
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                expression.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                names.add(compile(expression.toString(), text));
                expression.setLength(0);
            } else {
                plain &= quoted || WILD.indexOf(c) < 0;
                expression.append(quoted ? Pattern.quote(String.valueOf(c)) : open(c));
            }
        }
        if (quoted) {
            throw refused(text, "a double quote is never closed");
        }
        names.add(compile(expression.toString(), text));
        if (names.size() > atMost) {
            throw refused(text, "it has too many dots; a dot in a name needs double quotes around the name");
        }
        return new NamePattern(text, names, plain);
    }

    private static String open(char c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            case '$' -> "\\$";
            default -> String.valueOf(c).toLowerCase(Locale.ROOT);
        };
    }

    private static Pattern compile(String expression, String text) {
        try {
            return Pattern.compile(expression, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw refused(text, e.getDescription());
        }
    }

    private static BelayException refused(String text, String why) {
        return new BelayException(
                Kind.USAGE,
                "the pattern '" + text + "' means nothing: " + why,
                "write it as for psql's \\d: app.*, *_log");
    }

    /** Without a schema of its own it means every schema. */
    public boolean matches(String schema, String name) {
        return names.size() == 1
                ? matches(name)
                : names.get(0).matcher(schema).matches()
                        && names.get(1).matcher(name).matches();
    }

    /** Whether it is one name, and not a rule that may well mean nothing today. */
    public boolean plain() {
        return plain;
    }

    public boolean matches(String name) {
        return names.get(names.size() - 1).matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
