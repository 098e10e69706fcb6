package dev.belay.verify.spec;

import dev.belay.verify.Severity;
import dev.belay.verify.check.StandardChecks;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code health: {severity: info, only: […], except: […]}}, or {@code health: false} for none.
 *
 * @param checks which of the standard checks are asked
 * @param least from which severity on their findings count
 */
record HealthWish(List<String> checks, Severity least) {
    static final HealthWish USUAL = new HealthWish(StandardChecks.NAMES, Severity.WARNING);

    HealthWish {
        checks = List.copyOf(checks);
    }

    static HealthWish of(Entry entry) {
        if (!entry.isGroup()) {
            return entry.flag() ? USUAL : new HealthWish(List.of(), Severity.WARNING);
        }
        Map<String, Entry> keys = entry.group("severity", "only", "except");
        List<String> only = keys.containsKey("only") ? names(keys.get("only")) : StandardChecks.NAMES;
        List<String> except = keys.containsKey("except") ? names(keys.get("except")) : List.of();
        return new HealthWish(
                only.stream().filter(name -> !except.contains(name)).toList(),
                keys.containsKey("severity")
                        ? Severity.valueOf(keys.get("severity")
                                .oneOf("info", "warning", "error")
                                .toUpperCase(Locale.ROOT))
                        : Severity.WARNING);
    }

    private static List<String> names(Entry entry) {
        return entry.items().stream()
                .map(item -> item.oneOf(StandardChecks.NAMES.toArray(String[]::new)))
                .toList();
    }
}
