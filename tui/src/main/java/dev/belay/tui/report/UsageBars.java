package dev.belay.tui.report;

import dev.belay.verify.usage.IndexUse;
import dev.belay.verify.usage.TableUse;
import dev.belay.verify.usage.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The use of a database as charts: what is big, and which index is worth its place. */
public final class UsageBars {
    /** More than these nobody reads. */
    private static final int SHOWN = 25;

    private UsageBars() {}

    /** Tables by size, and indexes by size with those apart that nothing uses. */
    public static List<Bars> of(Usage usage) {
        List<Bars.Bar> tables = usage.tables().stream()
                .sorted(Comparator.comparingLong(TableUse::bytes).reversed())
                .limit(SHOWN)
                .map(one -> new Bars.Bar(
                        one.name(), one.bytes(), Sizes.of(one.bytes()), "indexes " + Sizes.of(one.indexBytes()), false))
                .toList();
        List<Bars.Bar> indexes = usage.indexes().stream()
                .sorted(Comparator.comparingLong(IndexUse::bytes).reversed())
                .limit(SHOWN)
                .map(UsageBars::index)
                .toList();
        return List.of(
                new Bars(title("Tables", tables.size(), usage.tables().size()), List.of(), tables),
                new Bars(
                        title("Indexes", indexes.size(), usage.indexes().size()),
                        List.of("used, or it enforces something", "never used, or invalid"),
                        indexes));
    }

    private static Bars.Bar index(IndexUse one) {
        boolean idle = one.unused() || !one.valid();
        String scans = String.format(Locale.ROOT, "%,d %s", one.scans(), one.scans() == 1 ? "scan" : "scans");
        return new Bars.Bar(
                one.name(), one.bytes(), Sizes.of(one.bytes()), one.valid() ? scans : "invalid, " + scans, idle);
    }

    private static String title(String what, int shown, int all) {
        return what + " by size" + (shown < all ? ", the largest " + shown + " of " + all : "");
    }
}
