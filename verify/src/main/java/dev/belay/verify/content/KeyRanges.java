package dev.belay.verify.content;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Joins keys that follow one another. */
final class KeyRanges {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");

    private KeyRanges() {}

    /** Empty where a key is not one whole number. */
    static List<String> of(List<List<String>> keys) {
        if (keys.stream()
                .anyMatch(key -> key.size() != 1 || !WHOLE.matcher(key.get(0)).matches())) {
            return List.of();
        }
        List<BigInteger> numbers = keys.stream()
                .map(key -> new BigInteger(key.get(0)))
                .sorted()
                .distinct()
                .toList();
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || !numbers.get(i).equals(numbers.get(i - 1).add(BigInteger.ONE))) {
                ranges.add(
                        from == i - 1 ? numbers.get(from).toString() : numbers.get(from) + ".." + numbers.get(i - 1));
                from = i;
            }
        }
        return ranges;
    }
}
