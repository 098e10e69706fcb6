package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as catalogs keep them, {@code name=value} each, in the two notations that SQL has for them. */
final class Options {
    private static final Pattern BARE = Pattern.compile("\\d{1,9}|true|false");

    private Options() {}

    /** As {@code WITH (…)} and {@code SET (…)} take them: {@code fillfactor=70, toast.autovacuum_enabled=false}. */
    static String storage(List<String> options, String prefix) {
        return options.stream()
                .map(option -> prefix + Identifier.spell(name(option)) + "=" + value(option))
                .collect(Collectors.joining(", "));
    }

    /** As {@code OPTIONS (…)} of foreign data takes them: {@code host 'a', port '5432'}. */
    static String foreign(List<String> options, String separator) {
        return options.stream()
                .map(option -> Identifier.spell(name(option)) + " "
                        + Identifier.literal(text(option)).strip())
                .collect(Collectors.joining(separator));
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static String text(String option) {
        return option.indexOf('=') < 0 ? "" : option.substring(name(option).length() + 1);
    }

    private static String value(String option) {
        String text = text(option);
        return BARE.matcher(text).matches() ? text : Identifier.literal(text).strip();
    }
}
