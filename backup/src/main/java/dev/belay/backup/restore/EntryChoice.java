package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import dev.belay.core.catalog.NamePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
                        .noneMatch(entry -> Kin.relation(entry) && pattern.matches(schemaOf(entry), entry.tag())));
        return Stream.concat(missingSchemas, missingTables)
                .map(NamePattern::toString)
                .toList();
    }

    /** Those of the entries that are meant, and what hangs on them. */
    Selection of(List<TocEntry> entries) {
        if (!partial()) {
            return Selection.everything(entries);
        }
        Set<Integer> out = new HashSet<>();
        Set<Integer> in = new HashSet<>();
        for (TocEntry entry : entries) {
            if (named(entry) && matches(notTables, entry)) {
                out.add(entry.id());
            } else if (chosen(entry)) {
                in.add(entry.id());
            }
        }
        Kin kin = new Kin(entries);
        ownedSequences(entries, kin, in);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TocEntry entry : entries) {
                if (!in.contains(entry.id()) && !out.contains(entry.id()) && kin.comesWith(entry, in)) {
                    grown = in.add(entry.id());
                }
            }
        }
        return new Selection(entries, in, out);
    }

    private boolean chosen(TocEntry entry) {
        if (!tables.isEmpty()) {
            return named(entry) && matches(tables, entry);
        }
        String schema = schemaOf(entry);
        if (schema.isEmpty()) {
            return schemas.isEmpty();
        }
        return (schemas.isEmpty() || schemas.stream().anyMatch(pattern -> pattern.matches(schema)))
                && notSchemas.stream().noneMatch(pattern -> pattern.matches(schema));
    }

    /** The sequence of a serial column is needed by the column. */
    private static void ownedSequences(List<TocEntry> entries, Kin kin, Set<Integer> in) {
        for (TocEntry owned : entries) {
            if (owned.kind().equals("SEQUENCE OWNED BY")
                    && kin.needs(owned)
                            .anyMatch(other ->
                                    in.contains(other.id()) && !other.kind().equals("SEQUENCE"))) {
                in.addAll(owned.dependencies());
            }
        }
    }

    /** Whether it has the name of a relation. */
    private static boolean named(TocEntry entry) {
        return Kin.relation(entry) || Kin.contents(entry);
    }

    private static boolean matches(List<NamePattern> patterns, TocEntry entry) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(schemaOf(entry), entry.tag()));
    }

    private static String schemaOf(TocEntry entry) {
        return entry.kind().equals("SCHEMA") ? entry.tag() : entry.schema().orElse("");
    }
}
