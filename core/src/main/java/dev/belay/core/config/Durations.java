package dev.belay.core.config;

import java.time.Duration;
import java.util.Optional;

/** Durations as people write them: a whole number and its unit. */
public final class Durations {
    private Durations() {}

    /** Empty when it is none: {@code 500ms}, {@code 60s}, {@code 2m}, {@code 20h}, {@code 7d}. */
    public static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case "" -> number == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
