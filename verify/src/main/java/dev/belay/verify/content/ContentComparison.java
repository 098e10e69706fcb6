package dev.belay.verify.content;

import dev.belay.core.content.ContentHash;
import dev.belay.core.db.Database;
import dev.belay.core.db.SqlTrouble;
import dev.belay.verify.content.TableOutcome.Rows;
import dev.belay.verify.content.TableOutcome.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares the rows of two databases: the number and hash of each table's rows first, and only where these differ the rows
 * themselves. Each side is read in one snapshot of its own; whatever is written meanwhile differs.
 */
public final class ContentComparison {
    /** Of how many rows at once both sides are held in memory. */
    private static final long HELD = 20_000;

    private final TableChoice choice;
    private final boolean down;
    private final ContentListener listener;

    /**
     * Of these tables.
     *
     * @param down whether the rows that differ are looked for, which reads a table that differs twice more
     */
    public ContentComparison(TableChoice choice, boolean down, ContentListener listener) {
        this.choice = choice;
        this.down = down;
        this.listener = listener;
    }

    /**
     * Every table of either side, in order. Whoever interrupts the thread ends it: both servers are asked to cancel.
     *
     * @throws dev.belay.core.BelayException when a server fails, or of an interruption
     */
    public List<TableOutcome> of(Database a, Database b) {
        try (Pair pair = new Pair(a, b)) {
            return of(pair);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private List<TableOutcome> of(Pair pair) throws SQLException {
        List<Map<String, ContentTable>> tables = pair.both(side -> side.tables(choice));
        Map<String, ContentTable> left = tables.get(0);
        Map<String, ContentTable> right = tables.get(1);
        TreeSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        listener.planned(names.size(), bytes(left, right) + bytes(right, left));
        List<TableOutcome> outcomes = new ArrayList<>();
        for (String name : names) {
            TableOutcome outcome =
                    of(pair, name, Optional.ofNullable(left.get(name)), Optional.ofNullable(right.get(name)));
            outcomes.add(outcome);
            listener.compared(outcome, outcomes.size(), names.size());
        }
        return outcomes;
    }

    /** Of what is read: what is on one side only is not. */
    private static long bytes(Map<String, ContentTable> here, Map<String, ContentTable> there) {
        return here.values().stream()
                .filter(table -> there.containsKey(table.name()))
                .mapToLong(ContentTable::bytes)
                .sum();
    }

    private TableOutcome of(Pair pair, String name, Optional<ContentTable> a, Optional<ContentTable> b)
            throws SQLException {
        if (a.isEmpty() || b.isEmpty()) {
            return TableOutcome.unread(
                    name,
                    a.isEmpty() ? Verdict.ONLY_IN_B : Verdict.ONLY_IN_A,
                    a.isEmpty() ? "is only in B" : "is only in A");
        }
        if (!a.get().readable() || !b.get().readable()) {
            return TableOutcome.unread(
                    name,
                    Verdict.NOT_READ,
                    "cannot be read in " + (a.get().readable() ? "B" : "A") + ": GRANT SELECT ON " + name
                            + ", or BYPASSRLS where policies hide rows");
        }
        if (!new HashSet<>(a.get().columns()).equals(new HashSet<>(b.get().columns()))) {
            return TableOutcome.unread(
                    name,
                    Verdict.OTHER_COLUMNS,
                    "has the columns " + a.get().columns() + " in A, and "
                            + b.get().columns() + " in B");
        }
        List<String> columns = a.get().columns();
        List<ContentHash> hashes = pair.both(side -> side.hash(name, columns, listener));
        Rows left = rows(hashes.get(0));
        Rows right = rows(hashes.get(1));
        if (left.equals(right)) {
            return new TableOutcome(name, Verdict.SAME, left, right, "", List.of(), false, List.of());
        }
        if (!down) {
            return new TableOutcome(name, Verdict.DIFFERENT, left, right, "", List.of(), false, List.of());
        }
        List<String> key = columns.containsAll(a.get().key()) ? a.get().key() : List.of();
        return drill(
                pair,
                a.get().keyFirst(key),
                key,
                new TableOutcome(name, Verdict.DIFFERENT, left, right, "", List.of(), false, key));
    }

    private static Rows rows(ContentHash hash) {
        return new Rows(hash.rows(), hash.toString());
    }

    private static TableOutcome drill(Pair pair, List<String> columns, List<String> key, TableOutcome known)
            throws SQLException {
        String copy = ContentTable.copy(known.table(), columns);
        List<Buckets> buckets = pair.both(side -> {
            Buckets mine = new Buckets(key.size());
            side.rows(copy, mine::row);
            return mine;
        });
        BitSet differing = buckets.get(0).differing(buckets.get(1));
        BitSet chosen = buckets.get(0).upTo(HELD, differing, buckets.get(1));
        Drilldown drilldown = new Drilldown(columns, key.size(), chosen);
        pair.both(side -> {
            side.rows(copy, side.equals(pair.left()) ? drilldown::ofA : drilldown::ofB);
            return true;
        });
        return new TableOutcome(
                known.table(),
                known.verdict(),
                known.a(),
                known.b(),
                known.message(),
                drilldown.differences(),
                chosen.cardinality() < differing.cardinality(),
                key);
    }
}
