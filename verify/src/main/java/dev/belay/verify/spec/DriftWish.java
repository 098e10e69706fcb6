package dev.belay.verify.spec;

import dev.belay.core.catalog.Described.Aspect;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code drift: true}, {@code drift: false} or {@code drift: {ignore: [owners, comments], column_order: true}}.
 *
 * @param wanted empty where the spec leaves it to whether the environment names a snapshot
 * @param ignored what does not count
 */
record DriftWish(Optional<Boolean> wanted, Set<Aspect> ignored) {
    static final DriftWish UNSAID = new DriftWish(Optional.empty(), Set.of(Aspect.COLUMN_ORDER));

    DriftWish {
        ignored = Set.copyOf(ignored);
    }

    static DriftWish of(Entry entry) {
        if (!entry.isGroup()) {
            return new DriftWish(Optional.of(entry.flag()), UNSAID.ignored());
        }
        Map<String, Entry> keys = entry.group("ignore", "column_order");
        Set<Aspect> ignored = EnumSet.noneOf(Aspect.class);
        if (!keys.containsKey("column_order") || !keys.get("column_order").flag()) {
            ignored.add(Aspect.COLUMN_ORDER);
        }
        if (keys.containsKey("ignore")) {
            keys.get("ignore")
                    .items()
                    .forEach(item ->
                            ignored.add(Aspect.valueOf(item.oneOf("owners", "privileges", "comments", "security_labels")
                                    .toUpperCase(Locale.ROOT))));
        }
        return new DriftWish(Optional.of(true), ignored);
    }
}
