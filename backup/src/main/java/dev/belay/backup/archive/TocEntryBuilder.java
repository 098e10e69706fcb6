package dev.belay.backup.archive;

import java.util.List;
import java.util.Optional;

/** Makes a {@link TocEntry} piece by piece: most have few of its parts. */
public final class TocEntryBuilder {
    private int id;
    private String kind;
    private String tag;
    private boolean hasData;
    private long catalog;
    private long oid;
    private Section section = Section.PRE_DATA;
    private Optional<String> definition = Optional.empty();
    private Optional<String> drop = Optional.empty();
    private Optional<String> copy = Optional.empty();
    private Optional<String> schema = Optional.empty();
    private Optional<String> tablespace = Optional.empty();
    private Optional<String> accessMethod = Optional.empty();
    private int relationKind;
    private Optional<String> owner = Optional.empty();
    private boolean withOids;
    private List<Integer> dependencies = List.of();
    private Place place = Place.NOWHERE;

    TocEntryBuilder(int id, String kind, String tag) {
        this.id = id;
        this.kind = kind;
        this.tag = tag;
    }

    TocEntryBuilder(TocEntry entry) {
        this(entry.id(), entry.kind(), entry.tag());
        hasData = entry.hasData();
        catalog = entry.catalog();
        oid = entry.oid();
        section = entry.section();
        definition = entry.definition();
        drop = entry.drop();
        copy = entry.copy();
        schema = entry.schema();
        tablespace = entry.tablespace();
        accessMethod = entry.accessMethod();
        relationKind = entry.relationKind();
        owner = entry.owner();
        withOids = entry.withOids();
        dependencies = entry.dependencies();
        place = entry.place();
    }

    public TocEntryBuilder id(int number) {
        id = number;
        return this;
    }

    public TocEntryBuilder kind(String name) {
        kind = name;
        return this;
    }

    public TocEntryBuilder tag(String text) {
        tag = text;
        return this;
    }

    /** Says that data follows; where, the writer decides. */
    public TocEntryBuilder withData(boolean has) {
        hasData = has;
        return this;
    }

    public TocEntryBuilder object(long catalogOid, long objectOid) {
        catalog = catalogOid;
        oid = objectOid;
        return this;
    }

    public TocEntryBuilder section(Section part) {
        section = part;
        return this;
    }

    public TocEntryBuilder definition(String sql) {
        return definition(Optional.of(sql));
    }

    TocEntryBuilder definition(Optional<String> sql) {
        definition = sql;
        return this;
    }

    public TocEntryBuilder drop(String sql) {
        return drop(Optional.of(sql));
    }

    TocEntryBuilder drop(Optional<String> sql) {
        drop = sql;
        return this;
    }

    public TocEntryBuilder copy(String statement) {
        return copy(Optional.of(statement));
    }

    TocEntryBuilder copy(Optional<String> statement) {
        copy = statement;
        return this;
    }

    public TocEntryBuilder schema(Optional<String> name) {
        schema = name;
        return this;
    }

    public TocEntryBuilder tablespace(Optional<String> name) {
        tablespace = name;
        return this;
    }

    public TocEntryBuilder accessMethod(Optional<String> name) {
        accessMethod = name;
        return this;
    }

    public TocEntryBuilder relationKind(int code) {
        relationKind = code;
        return this;
    }

    public TocEntryBuilder owner(Optional<String> role) {
        owner = role;
        return this;
    }

    TocEntryBuilder withOids(boolean old) {
        withOids = old;
        return this;
    }

    public TocEntryBuilder dependencies(List<Integer> ids) {
        dependencies = ids;
        return this;
    }

    TocEntryBuilder place(Place where) {
        place = where;
        return this;
    }

    public TocEntry build() {
        return new TocEntry(
                id,
                hasData,
                catalog,
                oid,
                tag,
                kind,
                section,
                definition,
                drop,
                copy,
                schema,
                tablespace,
                accessMethod,
                relationKind,
                owner,
                withOids,
                dependencies,
                place);
    }
}
