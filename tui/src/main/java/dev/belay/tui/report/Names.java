package dev.belay.tui.report;

import java.util.Locale;

/** The words of enums, as text and JSON say them. */
final class Names {
    private Names() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String spoken(Enum<?> value) {
        return of(value).replace('_', ' ');
    }
}
