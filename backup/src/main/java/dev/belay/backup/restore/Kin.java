package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which entries of an archive are relations, and what of the others belongs to which of them. */
final class Kin {
    private static final Set<String> TABLES = Set.of("TABLE", "FOREIGN TABLE");
    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE");
    private static final Set<String> CONTENTS =
            Set.of("TABLE DATA", "SEQUENCE SET", "MATERIALIZED VIEW DATA", "STATISTICS DATA");

    /** Their names begin with that of their table, and they may need others besides. */
    private static final Set<String> OF_ONE_TABLE =
            Set.of("FK CONSTRAINT", "CONSTRAINT", "CHECK CONSTRAINT", "DEFAULT", "TRIGGER", "RULE", "POLICY");

    /** Nothing without what they are about. */
    private static final Set<String> PARTS = Set.of(
            "INDEX",
            "INDEX ATTACH",
            "STATISTICS",
            "ROW SECURITY",
            "SEQUENCE OWNED BY",
            "COMMENT",
            "ACL",
            "SECURITY LABEL",
            "PUBLICATION TABLE");

    private final Map<Integer, TocEntry> byId;

    Kin(Collection<TocEntry> entries) {
        this.byId = entries.stream().collect(Collectors.toMap(TocEntry::id, Function.identity()));
    }

    /** A table, view or sequence. */
    static boolean relation(TocEntry entry) {
        return RELATIONS.contains(entry.kind());
    }

    /** One that holds rows of its own. */
    static boolean table(TocEntry entry) {
        return TABLES.contains(entry.kind());
    }

    /** Rows of a table, the value of a sequence, and such. */
    static boolean contents(TocEntry entry) {
        return CONTENTS.contains(entry.kind());
    }

    /** A partition becomes one. */
    static boolean attachment(TocEntry entry) {
        return entry.kind().equals("TABLE ATTACH");
    }

    /** What it cannot do without. That an index waits for rows is a matter of order alone. */
    Stream<TocEntry> needs(TocEntry entry) {
        return entry.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .filter(other -> !contents(other));
    }

    /** The table that it is of; empty for what is of whatever it needs. */
    Optional<TocEntry> owner(TocEntry entry) {
        if (attachment(entry)) {
            return needs(entry).filter(other -> alike(other, entry)).findFirst();
        }
        return OF_ONE_TABLE.contains(entry.kind())
                ? needs(entry)
                        .filter(Kin::relation)
                        .filter(other -> other.schema().equals(entry.schema())
                                && entry.tag().startsWith(other.tag() + " "))
                        .max((one, two) ->
                                Integer.compare(one.tag().length(), two.tag().length()))
                : Optional.empty();
    }

    private static boolean alike(TocEntry relation, TocEntry entry) {
        return relation(relation)
                && relation.schema().equals(entry.schema())
                && relation.tag().equals(entry.tag());
    }

    /** As people know it. */
    static String name(TocEntry entry) {
        return entry.schema()
                        .filter(schema -> !schema.isEmpty())
                        .map(schema -> schema + ".")
                        .orElse("")
                + entry.tag();
    }

    /** Whether it goes without a word when these go. */
    boolean goesWith(TocEntry entry, Set<Integer> gone) {
        Optional<TocEntry> owner = owner(entry);
        if (owner.isPresent()) {
            return gone.contains(owner.get().id());
        }
        return (PARTS.contains(entry.kind()) || contents(entry) || entry.kind().equals("SEQUENCE"))
                && needs(entry).anyMatch(other -> gone.contains(other.id()));
    }

    /** Whether it comes along with these: it hangs on one of them. */
    boolean comesWith(TocEntry entry, Set<Integer> in) {
        if (relation(entry) && !entry.kind().equals("SEQUENCE")) {
            return false;
        }
        if (entry.kind().equals("INDEX ATTACH")) {
            return needs(entry).allMatch(other -> in.contains(other.id()));
        }
        return owner(entry)
                .map(owner -> in.contains(owner.id()))
                .orElseGet(() -> needs(entry).anyMatch(other -> in.contains(other.id()))
                        && needs(entry).filter(Kin::relation).allMatch(other -> in.contains(other.id())));
    }
}
