package dev.belay.verify.spec;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a setting, to be compared with what people write of it.
 *
 * @param text its value, empty where the server does not know the setting
 * @param unit of a value without one, such as {@code kB}, {@code 8kB} or {@code ms} ({@code pg_settings.unit}); empty for none
 * @param type as in {@code pg_settings.vartype}; empty where nobody knows
 */
record SettingValue(Optional<String> text, String unit, String type) {
    private static final Pattern QUANTITY = Pattern.compile("(-?\\d+(?:\\.\\d+)?) *([A-Za-z]*)");
    private static final Pattern UNIT = Pattern.compile("(\\d*)([A-Za-z]+)");

    /** In bytes and microseconds. */
    private static final Map<String, Long> FACTORS = Map.ofEntries(
            Map.entry("B", 1L),
            Map.entry("kB", 1L << 10),
            Map.entry("MB", 1L << 20),
            Map.entry("GB", 1L << 30),
            Map.entry("TB", 1L << 40),
            Map.entry("us", 1L),
            Map.entry("ms", 1_000L),
            Map.entry("s", 1_000_000L),
            Map.entry("min", 60_000_000L),
            Map.entry("h", 3_600_000_000L),
            Map.entry("d", 86_400_000_000L));

    static SettingValue of(@Nullable String text, @Nullable String unit, @Nullable String type) {
        return new SettingValue(Optional.ofNullable(text), unit == null ? "" : unit, type == null ? "" : type);
    }

    boolean is(String wanted) {
        if (text.isEmpty()) {
            return false;
        }
        String actual = text.get();
        if (actual.equalsIgnoreCase(wanted)) {
            return true;
        }
        if (type.equals("bool")) {
            return flag(actual).isPresent() && flag(actual).equals(flag(wanted));
        }
        Optional<BigDecimal> mine = quantity(actual);
        Optional<BigDecimal> its = quantity(wanted);
        return mine.isPresent() && its.isPresent() && mine.get().compareTo(its.get()) == 0;
    }

    /** With the unit that a bare number is in. */
    String shown() {
        String value = text.orElse("not known");
        boolean bare = !unit.isEmpty() && value.matches("[1-9]\\d*");
        return bare ? value + (Character.isDigit(unit.charAt(0)) ? " × " : " ") + unit : value;
    }

    private static Optional<Boolean> flag(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return Set.of("on", "true", "yes", "1").contains(small)
                ? Optional.of(true)
                : Set.of("off", "false", "no", "0").contains(small) ? Optional.of(false) : Optional.empty();
    }

    private Optional<BigDecimal> quantity(String value) {
        Matcher parts = QUANTITY.matcher(value.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String its = parts.group(2).isEmpty() ? unit : parts.group(2);
        if (its.isEmpty()) {
            return Optional.of(number);
        }
        Matcher measure = UNIT.matcher(its);
        if (unit.isEmpty() || !measure.matches() || !FACTORS.containsKey(measure.group(2))) {
            return Optional.empty();
        }
        BigDecimal times = measure.group(1).isEmpty() ? BigDecimal.ONE : new BigDecimal(measure.group(1));
        return Optional.of(number.multiply(times).multiply(BigDecimal.valueOf(FACTORS.get(measure.group(2)))));
    }
}
