package dev.belay.backup.restore;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which entries of an archive a restore is about, and what is not restored although it was meant. */
final class Wanted {
    /** The first server that has the functions which put statistics in. */
    private static final int STATISTICS_SINCE = 18;

    private final List<TocEntry> entries;
    private final Map<Integer, TocEntry> byId;
    private final List<String> leftOut;
    private final Ground ground;

    private Wanted(List<TocEntry> entries, List<String> leftOut, Ground ground) {
        this.entries = List.copyOf(entries);
        this.byId = entries.stream().collect(Collectors.toMap(TocEntry::id, Function.identity()));
        this.leftOut = List.copyOf(leftOut);
        this.ground = ground;
    }

    static Wanted of(Toc toc, RestoreOptions options, Ground ground) {
        List<String> unmatched = options.choice().unmatched(toc.entries());
        if (!unmatched.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "nothing in the archive is called " + String.join(", ", unmatched),
                    "patterns are those of psql: app.*, *_log, \"Odd Name\"; --list shows what is in it");
        }
        List<String> leftOut = new ArrayList<>(newer(toc, ground.major()));
        // Rows alone go into tables that are there.
        boolean rows = options.part() == RestoreOptions.Part.DATA;
        List<TocEntry> chosen = options.choice()
                .of(toc.entries())
                .within(entry -> rows || ground.has(entry), (entry, why) -> {
                    if (part(entry, options.part())) {
                        leftOut.add(why);
                    }
                });
        Set<Integer> absent = publications(toc, chosen);
        List<TocEntry> entries = chosen.stream()
                .filter(EntrySql::restorable)
                .filter(entry -> !ground.says(entry))
                .filter(entry -> part(entry, options.part()))
                .filter(entry -> options.privileges() || !privileges(entry))
                .filter(entry -> !statistics(entry, options, ground.major(), leftOut))
                .filter(entry -> !published(entry, absent, leftOut))
                .toList();
        return new Wanted(
                RowOrder.of(entries, ground.references()),
                leftOut.stream().distinct().toList(),
                ground);
    }

    /** Whoever goes back a version is not left alone with a syntax error. */
    private static List<String> newer(Toc toc, int major) {
        return toc
                .header()
                .serverMajor()
                .filter(archived -> archived > major)
                .map(archived -> "the archive is of PostgreSQL " + archived + ", and this server is " + major
                        + ": what only newer ones know cannot be restored; --keep-going restores all else")
                .stream()
                .toList();
    }

    /** The publications that were not chosen. */
    private static Set<Integer> publications(Toc toc, List<TocEntry> chosen) {
        Set<Integer> ids = chosen.stream().map(TocEntry::id).collect(Collectors.toSet());
        return toc.entries().stream()
                .filter(entry -> entry.kind().equals("PUBLICATION"))
                .map(TocEntry::id)
                .filter(id -> !ids.contains(id))
                .collect(Collectors.toSet());
    }

    /** Whoever chooses a table has not chosen who else gets its rows, and the publication may not be there. */
    private static boolean published(TocEntry entry, Set<Integer> absent, List<String> leftOut) {
        boolean without =
                (entry.kind().equals("PUBLICATION TABLE") || entry.kind().equals("PUBLICATION TABLES IN SCHEMA"))
                        && entry.dependencies().stream().anyMatch(absent::contains);
        if (without) {
            leftOut.add(entry.kind() + " " + entry.tag() + ": the publication itself was not chosen");
        }
        return without;
    }

    List<TocEntry> entries() {
        return entries;
    }

    /** As it is to be restored; empty for one that is not wanted. */
    Optional<TocEntry> of(TocEntry entry) {
        return Optional.ofNullable(byId.get(entry.id()));
    }

    /** Whether rows of its table may need others of it, which are in another file perhaps. */
    boolean refersToItself(TocEntry entry) {
        return ground.refersToItself(entry);
    }

    List<String> leftOut() {
        return leftOut;
    }

    /** Large objects are data, and so are the positions of sequences and what materialized views hold. */
    static boolean data(TocEntry entry) {
        return RestorePlan.holdsData(entry) || entry.kind().equals("MATERIALIZED VIEW DATA") || statistics(entry);
    }

    private static boolean part(TocEntry entry, RestoreOptions.Part part) {
        return switch (part) {
            case ALL -> true;
            case SCHEMA -> !data(entry);
            case DATA -> data(entry);
        };
    }

    private static boolean privileges(TocEntry entry) {
        return entry.kind().equals("ACL")
                || entry.kind().equals("ACL LANGUAGE")
                || entry.kind().equals("DEFAULT ACL");
    }

    private static boolean statistics(TocEntry entry) {
        return entry.kind().equals("STATISTICS DATA") || entry.kind().equals("EXTENDED STATISTICS DATA");
    }

    /** ANALYZE makes better ones than an archive has. */
    private static boolean statistics(TocEntry entry, RestoreOptions options, int major, List<String> leftOut) {
        if (!statistics(entry) || (!options.analyze() && major >= STATISTICS_SINCE)) {
            return false;
        }
        if (major < STATISTICS_SINCE && !options.analyze()) {
            leftOut.add("the planner's statistics: PostgreSQL " + major + " cannot take them; run ANALYZE");
        }
        return true;
    }
}
