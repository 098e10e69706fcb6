package dev.belay.verify.rehearsal;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that a column may take: of its type, and those that its checks speak of. Pure. */
final class Candidates {
    /** Stands for leaving the column out: its default, or NULL. */
    static final String NOTHING = "DEFAULT";

    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w'.])-?\\d{1,9}(?:\\.\\d{1,6})?(?![\\w'])");
    private static final int LONGEST = 500;
    private static final int MOST = 40;

    /** By the name of a type whose category says too little. */
    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("uuid", List.of("00000000-0000-4000-8000-000000000001")),
            Map.entry("json", List.of("{}", "[]")),
            Map.entry("jsonb", List.of("{}", "[]")),
            Map.entry("bytea", List.of("\\x00", "")),
            Map.entry("xml", List.of("<x/>")),
            Map.entry("tsvector", List.of("x")),
            Map.entry("tsquery", List.of("x")),
            Map.entry("macaddr", List.of("08:00:2b:01:02:03")),
            Map.entry("macaddr8", List.of("08:00:2b:01:02:03:04:05")),
            Map.entry("inet", List.of("127.0.0.1")),
            Map.entry("cidr", List.of("127.0.0.0/8")),
            Map.entry("time", List.of("00:00", "12:00")),
            Map.entry("timetz", List.of("00:00+00", "12:00+00")),
            Map.entry("interval", List.of("1 day", "0")),
            Map.entry("point", List.of("(0,0)")),
            Map.entry("line", List.of("{1,1,1}")),
            Map.entry("lseg", List.of("[(0,0),(1,1)]")),
            Map.entry("box", List.of("(1,1),(0,0)")),
            Map.entry("path", List.of("((0,0),(1,1))")),
            Map.entry("polygon", List.of("((0,0),(1,1),(1,0))")),
            Map.entry("circle", List.of("<(0,0),1>")),
            Map.entry("pg_lsn", List.of("0/0")),
            Map.entry("ltree", List.of("x")),
            Map.entry("hstore", List.of("")),
            Map.entry("citext", List.of("x", "a@example.org")),
            Map.entry("regclass", List.of("pg_catalog.pg_class")),
            Map.entry("regtype", List.of("integer")),
            Map.entry("regproc", List.of("pg_catalog.now")),
            Map.entry("regrole", List.of("pg_monitor")));

    private Candidates() {}

    /** SQL expressions, the likeliest first; {@link #NOTHING} where the column may be left out. */
    static List<String> of(SyntheticTable table, SyntheticTable.Field field) {
        Set<String> expressions = new LinkedHashSet<>();
        if (!field.required() || field.given()) {
            expressions.add(NOTHING);
        }
        if (!field.closed()) {
            Stream<String> texts = Stream.concat(
                    field.checks().stream(),
                    table.rules().stream()
                            .filter(rule -> rule.columns().contains(field.name()))
                            .map(SyntheticTable.Rule::definition));
            texts.flatMap(check -> spokenOf(check, field).stream())
                    .map(Identifier::literal)
                    .forEach(expressions::add);
            usual(field).stream().map(Identifier::literal).forEach(expressions::add);
        }
        return expressions.stream().limit(MOST).toList();
    }

    private static List<String> spokenOf(String check, SyntheticTable.Field field) {
        List<String> values = new ArrayList<>();
        Matcher text = TEXT.matcher(check);
        while (text.find()) {
            String value = text.group(1).replace("''", "'");
            if (fits(value, field.category())) {
                values.add(value);
            }
        }
        Matcher number = NUMBER.matcher(TEXT.matcher(check).replaceAll(" "));
        while (number.find()) {
            double limit = Double.parseDouble(number.group());
            if (field.category() == 'N') {
                values.addAll(List.of(number.group(), plain(limit + 1), plain(limit - 1)));
            } else if (field.category() == 'S' && limit >= 0 && limit <= LONGEST) {
                values.addAll(List.of("x".repeat((int) limit), "x".repeat((int) limit + 1)));
            }
        }
        return values;
    }

    /** A check may speak of other things than values: {@code jsonb_typeof(a) = 'array'}. */
    private static boolean fits(String value, char category) {
        return switch (category) {
            case 'S', 'E' -> true;
            case 'N' -> NUMBER.matcher(value).matches();
            case 'D' -> value.matches("\\d{4}-\\d\\d-\\d\\d.*");
            default -> false;
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static List<String> usual(SyntheticTable.Field field) {
        List<String> known = BY_TYPE.get(field.type());
        if (known != null) {
            return known;
        }
        return switch (field.category()) {
            case 'N' -> List.of("1", "0", "2", "10", "100", "-1");
            case 'B' -> List.of("true", "false");
            case 'D' -> List.of("2000-01-01", "2001-01-01", "2100-01-01");
            case 'E' -> field.labels();
            case 'A' -> List.of("{}");
            case 'R' -> List.of(field.type().contains("multi") ? "{}" : "empty");
            case 'C' -> List.of("(" + ",".repeat(Math.max(0, field.parts() - 1)) + ")");
            case 'V' -> List.of("0".repeat(field.type().equals("bit") ? Math.max(1, field.modifier()) : 1));
            case 'S' -> List.of("x", "", "a@example.org", "https://example.org", "XX", "12345");
            default -> List.of();
        };
    }
}
