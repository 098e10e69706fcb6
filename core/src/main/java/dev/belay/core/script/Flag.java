package dev.belay.core.script;

import java.util.List;
import java.util.Optional;

/** A Boolean as the server reads it in settings and options. */
final class Flag {
    private static final List<String> YES = List.of("true", "yes", "on", "1");
    private static final List<String> NO = List.of("false", "no", "off", "0");

    private Flag() {}

    /** Any beginning of a word will do for the server, as long as it is clear which; {@code o} is not. */
    static Optional<Boolean> of(String text) {
        String value = Characters.lower(text.strip());
        if (value.isEmpty() || value.equals("o")) {
            return Optional.empty();
        }
        if (YES.stream().anyMatch(word -> word.startsWith(value))) {
            return Optional.of(true);
        }
        return NO.stream().anyMatch(word -> word.startsWith(value)) ? Optional.of(false) : Optional.empty();
    }
}
