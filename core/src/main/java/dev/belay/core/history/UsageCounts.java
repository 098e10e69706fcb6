package dev.belay.core.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often each index had been used at some time.
 *
 * @param at the server's clock
 * @param scans by the name of the index in SQL; one that had never been used may be left out
 */
public record UsageCounts(Instant at, Map<String, Long> scans) {
    public UsageCounts {
        scans = Collections.unmodifiableMap(new TreeMap<>(scans));
    }

    /** As the journal keeps it: a number, a blank and a name on each line. */
    public String text() {
        return scans.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> one.getValue() + " " + one.getKey().replace("\n", " "))
                .collect(Collectors.joining("\n"));
    }

    static UsageCounts of(Instant at, String text) {
        Map<String, Long> scans = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                scans.put(line.substring(blank + 1), Long.parseLong(line.substring(0, blank)));
            }
        }
        return new UsageCounts(at, scans);
    }

    /** 0 for one that is not among them: it was not there, or had not been used. */
    public long of(String index) {
        return scans.getOrDefault(index, 0L);
    }
}
