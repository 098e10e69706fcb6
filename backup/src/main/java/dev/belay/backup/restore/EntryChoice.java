package dev.belay.backup.restore;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.archive.TocEntry;
import dev.belay.core.catalog.NamePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which schemas and tables of an archive are meant, by patterns as psql has them. Tables come with what hangs on them, as
 * their indexes and constraints do; views and sequences count as tables.
 */
public record EntryChoice(
        List<NamePattern> schemas,
        List<NamePattern> notSchemas,
        List<NamePattern> tables,
        List<NamePattern> notTables) {
    /** All there is. */
    public static final EntryChoice EVERYTHING = new EntryChoice(List.of(), List.of(), List.of(), List.of());

    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE");
    private static final Set<String> CONTENTS = Set.of("TABLE DATA", "SEQUENCE SET", "MATERIALIZED VIEW DATA");

    public EntryChoice {
        schemas = List.copyOf(schemas);
        notSchemas = List.copyOf(notSchemas);
        tables = List.copyOf(tables);
        notTables = List.copyOf(notTables);
    }

    /** From texts of a command line. */
    public static EntryChoice of(
            List<String> schemas, List<String> notSchemas, List<String> tables, List<String> notTables) {
        return new EntryChoice(
                schemas.stream().map(NamePattern::ofSchema).toList(),
                notSchemas.stream().map(NamePattern::ofSchema).toList(),
                tables.stream().map(NamePattern::ofRelation).toList(),
                notTables.stream().map(NamePattern::ofRelation).toList());
    }

    /** Whether something is left out. */
    public boolean partial() {
        return !equals(EVERYTHING);
    }

    /** The patterns that mean nothing in the archive: most likely a slip of the pen. A rule to leave out may well do so. */
    public List<String> unmatched(List<TocEntry> entries) {
        Stream<NamePattern> missingSchemas = Stream.concat(
                        schemas.stream(), notSchemas.stream().filter(NamePattern::plain))
                .filter(pattern -> entries.stream().noneMatch(entry -> pattern.matches(schemaOf(entry))));
        Stream<NamePattern> missingTables = Stream.concat(
                        tables.stream(), notTables.stream().filter(NamePattern::plain))
                .filter(pattern -> entries.stream()
                        .noneMatch(entry ->
                                RELATIONS.contains(entry.kind()) && pattern.matches(schemaOf(entry), entry.tag())));
        return Stream.concat(missingSchemas, missingTables)
                .map(NamePattern::toString)
                .toList();
    }

    /** Those of the entries that are meant, in their order. */
    List<TocEntry> of(List<TocEntry> entries) {
        if (!partial()) {
            return entries;
        }
        Map<Integer, TocEntry> byId = entries.stream().collect(Collectors.toMap(TocEntry::id, entry -> entry));
        Set<Integer> out = new HashSet<>();
        Set<Integer> in = new HashSet<>();
        for (TocEntry entry : entries) {
            if (relation(entry) && matches(notTables, entry)) {
                out.add(entry.id());
            } else if (chosen(entry)) {
                in.add(entry.id());
            }
        }
        ownedSequences(entries, byId, in);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TocEntry entry : entries) {
                if (!in.contains(entry.id()) && !out.contains(entry.id()) && hangs(entry, in, out, byId)) {
                    grown = in.add(entry.id());
                }
            }
        }
        return entries.stream()
                .filter(entry -> in.contains(entry.id()))
                .filter(entry -> entry.dependencies().stream().noneMatch(out::contains))
                .toList();
    }

    private boolean chosen(TocEntry entry) {
        if (!tables.isEmpty()) {
            return relation(entry) && matches(tables, entry);
        }
        String schema = schemaOf(entry);
        if (schema.isEmpty()) {
            return schemas.isEmpty();
        }
        return (schemas.isEmpty() || schemas.stream().anyMatch(pattern -> pattern.matches(schema)))
                && notSchemas.stream().noneMatch(pattern -> pattern.matches(schema));
    }

    /** The sequence of a serial column is needed by the column. */
    private static void ownedSequences(List<TocEntry> entries, Map<Integer, TocEntry> byId, Set<Integer> in) {
        for (TocEntry owned : entries) {
            if (owned.kind().equals("SEQUENCE OWNED BY")
                    && owned.dependencies().stream()
                            .anyMatch(id -> in.contains(id)
                                    && byId.containsKey(id)
                                    && !byId.get(id).kind().equals("SEQUENCE"))) {
                in.addAll(owned.dependencies());
            }
        }
    }

    /** What depends on something chosen, and on no relation that is not. */
    private static boolean hangs(TocEntry entry, Set<Integer> in, Set<Integer> out, Map<Integer, TocEntry> byId) {
        if (RELATIONS.contains(entry.kind()) && !entry.kind().equals("SEQUENCE")) {
            return false;
        }
        return entry.dependencies().stream().anyMatch(in::contains)
                && entry.dependencies().stream()
                        .filter(byId::containsKey)
                        .noneMatch(
                                id -> out.contains(id) || (!in.contains(id) && relation(requireNonNull(byId.get(id)))));
    }

    private static boolean relation(TocEntry entry) {
        return RELATIONS.contains(entry.kind()) || CONTENTS.contains(entry.kind());
    }

    private static boolean matches(List<NamePattern> patterns, TocEntry entry) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(schemaOf(entry), entry.tag()));
    }

    private static String schemaOf(TocEntry entry) {
        return entry.kind().equals("SCHEMA") ? entry.tag() : entry.schema().orElse("");
    }
}
