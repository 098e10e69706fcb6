package dev.belay.verify.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scratch began with.
 *
 * @param objects of the schema; 0 where it began empty
 * @param tables among them that hold rows of their own, without history and journal
 * @param choice which rows came along
 * @param rows how many, without those of history and journal
 * @param withoutRow the tables that no row could be made for, and why
 * @param lacking what the copy lacks, in words
 */
public record Copied(
        int objects, int tables, RowChoice choice, long rows, Map<String, String> withoutRow, List<String> lacking) {
    /** Nothing was copied: there was nothing to copy from. */
    public static final Copied NOTHING = new Copied(0, 0, RowChoice.NONE, 0, Map.of(), List.of());

    /** Whether all rows that belong to the schema are there. */
    boolean complete() {
        return tables == 0 || choice == RowChoice.FULL;
    }

    public Copied {
        withoutRow = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(withoutRow));
        lacking = List.copyOf(lacking);
    }
}
