package dev.belay.backup.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry: an object, the data of a table, or a setting. Absent and empty texts are not the same.
 *
 * @param id its number in this archive, from 1, which dependencies name
 * @param hasData whether a file or block belongs to it
 * @param catalog the OID of the system catalog that the object is a row of, or 0
 * @param oid the object's own, or 0
 * @param tag its name as people see it
 * @param kind what it is: {@code TABLE}, {@code TABLE DATA}, {@code FK CONSTRAINT}…
 * @param section when it is restored
 * @param definition the SQL that creates it; for {@code BLOB METADATA} the OIDs, one per line
 * @param drop the SQL that drops it
 * @param copy the statement that its data follows; absent when the data is SQL itself
 * @param schema of the object; absent for one that is in none
 * @param tablespace empty for the default; absent for what has no storage
 * @param accessMethod of a table, since 1.14
 * @param relationKind {@code pg_class.relkind}, since 1.16; 0 for what is no relation
 * @param owner the role's name
 * @param withOids a table of before 12 whose rows have OIDs; always false today
 * @param dependencies ids of what must be restored before; they may name entries that are not in the archive
 * @param place where the data lies
 */
public record TocEntry(
        int id,
        boolean hasData,
        long catalog,
        long oid,
        String tag,
        String kind,
        Section section,
        Optional<String> definition,
        Optional<String> drop,
        Optional<String> copy,
        Optional<String> schema,
        Optional<String> tablespace,
        Optional<String> accessMethod,
        int relationKind,
        Optional<String> owner,
        boolean withOids,
        List<Integer> dependencies,
        Place place) {

    static final String LARGE_OBJECTS = "BLOBS";
    static final String LARGE_OBJECT = "BLOB";
    static final String LARGE_OBJECT_GROUP = "BLOB METADATA";

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern BINARY =
            Pattern.compile("\\bFROM\\s+stdin\\s+WITH\\s*\\(.*\\bFORMAT\\s+'?binary\\b", Pattern.CASE_INSENSITIVE);

    public TocEntry {
        if (id <= 0) {
            throw new IllegalArgumentException("an entry cannot have the number " + id);
        }
        requireNonNull(tag, "tag");
        requireNonNull(kind, "kind");
        requireNonNull(section, "section");
        requireNonNull(place, "place");
        dependencies = List.copyOf(dependencies);
    }

    public static TocEntryBuilder builder(int id, String kind, String tag) {
        return new TocEntryBuilder(id, kind, tag);
    }

    public TocEntryBuilder toBuilder() {
        return new TocEntryBuilder(this);
    }

    /** Whether its data is large objects, which lie in a file or a run of chunks each. */
    public boolean holdsLargeObjects() {
        return kind.equals(LARGE_OBJECTS);
    }

    /** Whether its data is rows in PostgreSQL's binary format, which cannot become SQL. */
    public boolean binary() {
        return copy.filter(text -> BINARY.matcher(text).find()).isPresent();
    }

    /** Whether it grants or revokes. */
    boolean privileges() {
        return kind.equals("ACL") || kind.equals("ACL LANGUAGE") || kind.equals("DEFAULT ACL");
    }

    /** The value of an entry that is a setting: the text between its first two quotes. */
    Optional<String> quotedSetting() {
        return definition.map(QUOTED::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** Its dependencies by these new numbers, for those that have one. */
    TocEntry repointed(UnaryOperator<Integer> numbers) {
        return toBuilder()
                .dependencies(dependencies.stream().map(numbers).distinct().toList())
                .build();
    }

    /** As messages name it. */
    public String label() {
        return kind + " " + schema.map(name -> name + ".").orElse("") + tag + " (entry " + id + ")";
    }
}
