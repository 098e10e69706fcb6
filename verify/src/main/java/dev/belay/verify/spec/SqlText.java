package dev.belay.verify.spec;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what people write with what the server prints, where the difference means nothing. */
final class SqlText {
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OPENED = Pattern.compile(" ?\\( ?");
    private static final Pattern CLOSED = Pattern.compile(" ?\\)");
    private static final Pattern COMMA = Pattern.compile(" ?, ?");
    private static final Pattern FIRST = Pattern.compile("(^|\\() \\(");

    /** It needs no parentheses, and the server prints them. */
    private static final Pattern CAST_OF_A_WORD = Pattern.compile("(?<=^|[^\\w\\s])( ?)\\((\\w+)\\)::");

    private static final Pattern TYPE = Pattern.compile(
            "([a-z_0-9 ]+?) *(\\( *\\d+ *(?:, *-?\\d+ *)?\\))?( with(?:out)? time zone)?((?: *\\[\\])*)");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("serial", "integer"),
            Map.entry("bigserial", "bigint"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("varbit", "bit varying"));

    private SqlText() {}

    /** One blank between words, no keyword's case, none of the parentheses around it all, and no usual schema. */
    static String plain(String text, String schema) {
        StringBuilder plain = new StringBuilder();
        Matcher quoted = QUOTED.matcher(text);
        int from = 0;
        while (quoted.find()) {
            plain.append(loose(text.substring(from, quoted.start()), schema)).append(quoted.group());
            from = quoted.end();
        }
        plain.append(loose(text.substring(from), schema));
        String whole = plain.toString().strip();
        whole = bare(whole);
        // The predicate of an index is in parentheses when the server prints it.
        int where = whole.indexOf(" where ");
        return where < 0 ? whole : whole.substring(0, where + 7) + bare(whole.substring(where + 7));
    }

    private static String bare(String text) {
        String bare = text;
        while (wrapped(bare)) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    private static String loose(String text, String schema) {
        String loose = BLANKS.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        if (loose.contains(schema + ".")) {
            loose = loose.replaceAll("\\b" + Pattern.quote(schema) + "\\.", "");
        }
        loose = OPENED.matcher(loose).replaceAll(" (");
        loose = CLOSED.matcher(loose).replaceAll(")");
        loose = COMMA.matcher(loose).replaceAll(", ");
        loose = FIRST.matcher(loose).replaceAll("$1(");
        return CAST_OF_A_WORD.matcher(loose).replaceAll("$1$2::");
    }

    /** Whether the first parenthesis closes at the end. */
    static boolean wrapped(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        String bare = QUOTED.matcher(text)
                .replaceAll(match -> "x".repeat(match.group().length()));
        int depth = 0;
        for (int i = 0; i < bare.length(); i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < bare.length() - 1) {
                return false;
            }
        }
        return true;
    }

    static boolean same(String expected, String actual, String schema) {
        return expected.equals(actual) || plain(expected, schema).equals(plain(actual, schema));
    }

    /** A value, with or without the cast that the server prints after it. */
    static boolean sameValue(String expected, String actual, String schema) {
        String plain = plain(actual, schema);
        String wanted = plain(expected, schema);
        if (plain.equals(wanted)) {
            return true;
        }
        return plain.startsWith(wanted + "::")
                && !plain.substring(wanted.length() + 2).contains("'");
    }

    /** A type by the name that {@code format_type} prints. */
    static String type(String text, String schema) {
        String plain = plain(text, schema).replace(" (", "(").replace(", ", ",");
        Matcher parts = TYPE.matcher(plain);
        if (!parts.matches()) {
            return plain;
        }
        String name = parts.group(1).strip();
        String size = parts.group(2) == null ? "" : parts.group(2);
        String zone = parts.group(3) == null ? "" : parts.group(3);
        String dimensions = parts.group(4).isBlank() ? "" : "[]";
        if (name.equals("timestamptz") || name.equals("timetz")) {
            return name.substring(0, name.length() - 2) + size + " with time zone" + dimensions;
        }
        if ((name.equals("timestamp") || name.equals("time")) && zone.isEmpty()) {
            zone = " without time zone";
        }
        if ((name.equals("char") || name.equals("character")) && size.isEmpty()) {
            size = "(1)";
        }
        if ((name.equals("numeric") || name.equals("decimal") || name.equals("dec")) && size.matches("\\(\\d+\\)")) {
            size = size.replace(")", ",0)");
        }
        return ALIASES.getOrDefault(name, name) + size + zone + dimensions;
    }

    /** As people write it: without the usual schema, and without parentheses around a predicate. */
    static String brief(String text, String schema) {
        String bare = text.replaceFirst(" WHERE \\(([^()']*)\\)$", " WHERE $1");
        // In quotes it may mean something else.
        return bare.contains("'") ? bare : bare.replaceAll("\\b" + Pattern.quote(schema) + "\\.", "");
    }

    /** The same of a type, by its short name. */
    static String briefType(String text, String schema) {
        return brief(text, schema)
                .replaceFirst("^character varying", "varchar")
                .replaceFirst("^character\\(", "char(")
                .replaceFirst("^timestamp(\\(\\d\\))? with time zone", "timestamptz$1")
                .replaceFirst("^timestamp(\\(\\d\\))? without time zone", "timestamp$1");
    }
}
