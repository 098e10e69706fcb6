package dev.belay.core.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's printers say differently of the same thing, once it has been loaded from what they said: {@code status
 * IN ('a', 'b')} on a {@code varchar} is first printed as one array with a cast, and after a reload as an array of casts.
 * The second is a fixpoint, and the one that is compared.
 */
final class Rewording {
    private static final String ELEMENT = "'(?:[^']|'')*'::character varying";
    private static final Pattern CAST_OF_ARRAY =
            Pattern.compile("\\(ARRAY\\[(" + ELEMENT + "(?:, " + ELEMENT + ")*)\\]\\)::text\\[\\]");
    private static final Pattern EACH = Pattern.compile(ELEMENT);

    private Rewording() {}

    /** The text as it is after any number of reloads. */
    static String settled(String text) {
        if (!text.contains("::text[]")) {
            return text;
        }
        return CAST_OF_ARRAY
                .matcher(text)
                .replaceAll(array -> Matcher.quoteReplacement(
                        "ARRAY[" + EACH.matcher(array.group(1)).replaceAll("($0)::text") + "]"));
    }
}
