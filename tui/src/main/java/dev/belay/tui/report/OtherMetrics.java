package dev.belay.tui.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a metrics file says of other databases, which share it.
 *
 * @param lines by the name of the metric, each with its end
 */
record OtherMetrics(Map<String, String> lines) {
    private static final Pattern LINE =
            Pattern.compile("(?m)^(belay_\\w+)\\{database=\"((?:[^\"\\\\\\n]|\\\\.)*)\",.*} \\S+$");

    OtherMetrics {
        lines = Map.copyOf(lines);
    }

    /**
     * Finds them.
     *
     * @param own the name of our database, escaped
     */
    static OtherMetrics in(String text, String own) {
        return new OtherMetrics(LINE.matcher(text)
                .results()
                .filter(line -> !line.group(2).equals(own))
                .collect(groupingBy(line -> line.group(1), mapping(OtherMetrics::line, joining()))));
    }

    private static String line(MatchResult found) {
        return found.group() + "\n";
    }

    String of(String metric) {
        return lines.getOrDefault(metric, "");
    }
}
