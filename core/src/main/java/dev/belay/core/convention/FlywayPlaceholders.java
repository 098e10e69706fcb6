package dev.belay.core.convention;

import dev.belay.core.db.QualifiedName;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in {@code ${name}} as Flyway does: anywhere in the text, whatever the case of the name, and never leaving one
 * behind. Of Flyway's own names those that only a server knows must be set as variables.
 */
final class FlywayPlaceholders {
    private static final String OPEN = "${";
    private static final String CLOSE = "}";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Map<String, String> values = new HashMap<>();

    FlywayPlaceholders(ConventionSettings settings, QualifiedName history) {
        values.put("flyway:table", history.name());
        values.put("flyway:defaultschema", history.schema());
        values.put("flyway:timestamp", TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        values.put("flyway:workingdirectory", Path.of("").toAbsolutePath().toString());
        settings.environment().ifPresent(name -> values.put("flyway:environment", name));
        settings.variables().forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
    }

    String fill(String text, Path file, String shown) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text.length());
        int from = 0;
        for (; open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw refusal(text, open, shown, "a placeholder without its closing brace");
            }
            String name = text.substring(open + OPEN.length(), close);
            int place = open;
            filled.append(text, from, open)
                    .append(value(name, file)
                            .orElseThrow(() ->
                                    refusal(text, place, shown, "no value for the placeholder \"${" + name + "}\"")));
            from = close + CLOSE.length();
        }
        return filled.append(text, from, text.length()).toString();
    }

    private Optional<String> value(String name, Path file) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals("flyway:filename")) {
            return Optional.of(String.valueOf(file.getFileName()));
        }
        return Optional.ofNullable(values.get(key));
    }

    private static RuntimeException refusal(String text, int position, String shown, String what) {
        return Refusal.of(
                shown + ":" + Lines.number(text, Lines.start(text, position)) + ": " + what,
                "set it under \"variables\" in belay.yaml");
    }
}
