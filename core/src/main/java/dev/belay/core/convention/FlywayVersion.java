package dev.belay.core.convention;

import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Flyway's versions: numbers joined by dots or underscores, of which leading zeros and trailing zero parts mean nothing.
 * Here a version is the text without those, so that equal versions are equal texts; a repeatable migration, which has
 * none, is {@code R__} and its description.
 */
final class FlywayVersion {
    static final String REPEATABLE = "R__";

    /** Versions by their parts, repeatable ones last by description. */
    static final Comparator<Version> ORDER = Comparator.comparing(Version::text, FlywayVersion::compare);

    private FlywayVersion() {}

    static Version repeatable(String description) {
        return new Version(REPEATABLE + description);
    }

    /** The version that a text means, or empty when it is none. */
    static Optional<Version> of(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.replace('_', '.').split("\\.", -1)) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            parts.add(number(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).equals("0")) {
            parts.remove(parts.size() - 1);
        }
        return Optional.of(new Version(String.join(".", parts)));
    }

    private static String number(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static int compare(String one, String other) {
        boolean repeatable = one.startsWith(REPEATABLE);
        if (repeatable || other.startsWith(REPEATABLE)) {
            return repeatable && other.startsWith(REPEATABLE)
                    ? one.compareTo(other)
                    : Boolean.compare(repeatable, other.startsWith(REPEATABLE));
        }
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int compared = numbers(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int numbers(String one, String other) {
        return one.length() != other.length() ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
    }
}
