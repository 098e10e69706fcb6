package dev.belay.backup.archive;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The SQL that makes what an entry stands for: its definition and its owner. Of data, only what comes before the rows. */
public final class EntrySql {
    /** What says something about an object has the kind of that in its tag; a table may be called anything. */
    private static final Set<String> ABOUT = Set.of("COMMENT", "ACL", "SECURITY LABEL");

    private final Map<Integer, TocEntry> byId;
    private final FormatVersion version;

    public EntrySql(Toc toc) {
        this.byId = toc.byId();
        this.version = toc.header().version();
    }

    /** Whether there is anything to restore into a database that is there: settings and the database itself are not. */
    public static boolean restorable(TocEntry entry) {
        return Portion.of(entry) != Portion.NOTHING;
    }

    /** Whether the rows of an entry go through the root of their partitions, or beside others of the same table. */
    public static boolean sharesItsTable(TocEntry data) {
        return data.definition().isPresent()
                && !Portion.hasDefinition(data)
                && !data.definition().get().isEmpty();
    }

    /** Statements with their semicolons; empty where there are none. */
    public String of(TocEntry entry, boolean owner) {
        return definition(entry) + (owner ? owner(entry) : "");
    }

    /** The same without the owner. */
    public String definition(TocEntry entry) {
        if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
            return each(LargeObjects.oidsOf(entry), "SELECT pg_catalog.lo_create('", "')");
        }
        if (groupPrivileges(entry)) {
            return privileges(entry);
        }
        return Portion.hasDefinition(entry) ? entry.definition().orElse("") : "";
    }

    /** What gives it to its owner. */
    public String owner(TocEntry entry) {
        if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
            return entry.owner()
                    .map(role -> each(
                            LargeObjects.oidsOf(entry), "ALTER LARGE OBJECT ", " OWNER TO " + Identifier.spell(role)))
                    .orElse("");
        }
        return groupPrivileges(entry)
                ? ""
                : OwnerClause.of(entry, version).map(sql -> sql + "\n").orElse("");
    }

    /** What an old archive has no clause for: the access method of a partitioned table can only be set afterwards. */
    public static Optional<String> accessMethodAfterwards(TocEntry entry) {
        return entry.relationKind() == 'p' && entry.accessMethod().isPresent()
                ? Optional.of(Translation.accessMethod(entry))
                : Optional.empty();
    }

    /** The statements that drop it; for a group of large objects, each one's. */
    public static List<String> drops(TocEntry entry) {
        if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
            return LargeObjects.oidsOf(entry)
                    .map(oid -> "SELECT pg_catalog.lo_unlink('" + oid + "');\n")
                    .toList();
        }
        return entry.drop().filter(sql -> !sql.isBlank()).stream().toList();
    }

    /** The OIDs of the large objects that it makes. */
    public static Stream<String> largeObjects(TocEntry entry) {
        return switch (entry.kind()) {
            case TocEntry.LARGE_OBJECT -> Stream.of(entry.tag());
            case TocEntry.LARGE_OBJECT_GROUP -> LargeObjects.oidsOf(entry);
            default -> Stream.empty();
        };
    }

    /** Schema and name, as SQL writes them. */
    public static String qualified(TocEntry entry) {
        return Translation.qualified(entry);
    }

    /** Whether it is about large objects: they are data, and so is what is said of them. */
    public static boolean ofLargeObjects(TocEntry entry) {
        return entry.kind().equals(TocEntry.LARGE_OBJECT)
                || entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)
                || entry.holdsLargeObjects()
                || (ABOUT.contains(entry.kind()) && entry.tag().startsWith("LARGE OBJECT"));
    }

    private static boolean groupPrivileges(TocEntry entry) {
        return entry.kind().equals("ACL") && entry.tag().startsWith("LARGE OBJECTS");
    }

    private String privileges(TocEntry entry) {
        List<String> oids = entry.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .flatMap(LargeObjects::oidsOf)
                .toList();
        StringBuilder text = new StringBuilder();
        for (ObjectPrivileges.Command command :
                ObjectPrivileges.of(entry.definition().orElse(""))) {
            text.append(each(oids.stream(), command.before(), command.after())).append('\n');
        }
        return text.toString();
    }

    static String each(Stream<String> oids, String before, String after) {
        StringBuilder text = new StringBuilder();
        oids.forEach(oid -> text.append(before).append(oid).append(after).append(";\n"));
        return text.toString();
    }
}
