package dev.belay.core.catalog;

import dev.belay.core.Nearest;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which objects of a catalog are wanted, as pg_dump's {@code -n -N -t -T} say it. Once tables are named, only they count,
 * with all that hangs on them: indexes, constraints, triggers, rules, policies, statistics and their own sequences. Views
 * and sequences count as tables. Once schemas are named, what is in no schema is left out.
 */
public final class Selection {
    /** All there is. */
    public static final Selection EVERYTHING = new Selection(List.of(), List.of(), List.of(), List.of());

    private final List<NamePattern> schemas;
    private final List<NamePattern> notSchemas;
    private final List<NamePattern> tables;
    private final List<NamePattern> notTables;

    private Selection(
            List<NamePattern> schemas,
            List<NamePattern> notSchemas,
            List<NamePattern> tables,
            List<NamePattern> notTables) {
        this.schemas = schemas;
        this.notSchemas = notSchemas;
        this.tables = tables;
        this.notTables = notTables;
    }

    /** These schemas too. */
    public Selection schema(String pattern) {
        return new Selection(with(schemas, NamePattern.ofSchema(pattern)), notSchemas, tables, notTables);
    }

    /** Whatever else is said, not these schemas; unless their tables are named. */
    public Selection withoutSchema(String pattern) {
        return new Selection(schemas, with(notSchemas, NamePattern.ofSchema(pattern)), tables, notTables);
    }

    /** These tables too; a pattern without a schema means every schema. */
    public Selection table(String pattern) {
        return new Selection(schemas, notSchemas, with(tables, NamePattern.ofRelation(pattern)), notTables);
    }

    /** Whatever else is said, not these tables. */
    public Selection withoutTable(String pattern) {
        return new Selection(schemas, notSchemas, tables, with(notTables, NamePattern.ofRelation(pattern)));
    }

    /** The patterns by what they are for: the same for selections that differ in the order of their patterns alone. */
    @Override
    public String toString() {
        return "schemas " + texts(schemas) + " not " + texts(notSchemas) + " tables " + texts(tables) + " not "
                + texts(notTables);
    }

    private static List<String> texts(List<NamePattern> patterns) {
        return patterns.stream().map(NamePattern::toString).distinct().sorted().toList();
    }

    private static List<NamePattern> with(List<NamePattern> patterns, NamePattern one) {
        return Stream.concat(patterns.stream(), Stream.of(one)).toList();
    }

    /** The patterns of what is wanted that mean nothing that is there: most likely a slip of the pen. */
    public List<String> unmatched(Catalog catalog) {
        return unmatched(catalog, schemas, tables);
    }

    /** The names of what is not wanted, and is not there. */
    public List<String> idle(Catalog catalog) {
        return unmatched(
                catalog,
                notSchemas.stream().filter(NamePattern::plain).toList(),
                notTables.stream().filter(NamePattern::plain).toList());
    }

    private static List<String> unmatched(Catalog catalog, List<NamePattern> schemas, List<NamePattern> tables) {
        List<String> unmatched = new ArrayList<>();
        Set<ObjectId> ids = catalog.everything().keySet();
        for (NamePattern pattern : schemas) {
            if (ids.stream().noneMatch(id -> id.type() == ObjectType.SCHEMA && pattern.matches(id.name()))) {
                unmatched.add(pattern.toString());
            }
        }
        for (NamePattern pattern : tables) {
            if (ids.stream().noneMatch(id -> isRelation(id.type()) && pattern.matches(id.schema(), id.name()))) {
                unmatched.add(pattern.toString());
            }
        }
        return unmatched;
    }

    /** What somebody can do whose pattern means nothing that is there. */
    public static String hint(Catalog catalog, String pattern) {
        if (pattern.contains(",")) {
            return "one pattern for each -t or -n: -t users -t orders";
        }
        List<String> names = new ArrayList<>();
        for (ObjectId id : catalog.objects().keySet()) {
            if (id.type() == ObjectType.SCHEMA || isRelation(id.type())) {
                names.add(Identifier.spell(id.name()));
                names.add(id.sql());
            }
        }
        return Nearest.to(pattern, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("patterns are those of psql: app.*, *_log, \"Odd Name\"");
    }

    /** The patterns of the schemas that are not wanted. */
    public List<NamePattern> notSchemas() {
        return notSchemas;
    }

    /** The patterns of the tables that are not wanted. */
    public List<NamePattern> notTables() {
        return notTables;
    }

    /** Whether it says what is wanted, and not only what is not. */
    public boolean chooses() {
        return !schemas.isEmpty() || !tables.isEmpty();
    }

    /** Whether a table of this name is wanted, be it in a catalog or not. */
    public boolean hasTable(String schema, String name) {
        ObjectId id = ObjectId.of(ObjectType.TABLE, schema, name);
        if (matches(notTables, id)) {
            return false;
        }
        return tables.isEmpty() ? hasSchema(schema) : matches(tables, id);
    }

    /** Whether something is wanted that could not be read, so that no more than its name is known. */
    boolean hasUnread(ObjectId id) {
        if (!tables.isEmpty()) {
            return isRelation(id.type()) && hasTable(id.schema(), id.name());
        }
        return id.schema().isEmpty() ? schemas.isEmpty() : hasSchema(id.schema());
    }

    private boolean hasSchema(String schema) {
        return (schemas.isEmpty() || schemas.stream().anyMatch(pattern -> pattern.matches(schema)))
                && notSchemas.stream().noneMatch(pattern -> pattern.matches(schema));
    }

    /** Whether nothing is left out. */
    boolean hasEverything() {
        return schemas.isEmpty() && notSchemas.isEmpty() && tables.isEmpty() && notTables.isEmpty();
    }

    boolean has(CatalogObject object) {
        if (!tables.isEmpty() || !notTables.isEmpty()) {
            List<ObjectId> relations = relations(object);
            if (relations.stream().anyMatch(id -> matches(notTables, id))) {
                return false;
            }
            if (!tables.isEmpty()) {
                return relations.stream().anyMatch(id -> matches(tables, id));
            }
        }
        ObjectId id = object.id();
        String schema = id.type() == ObjectType.SCHEMA ? id.name() : id.schema();
        if (schema.isEmpty()) {
            return schemas.isEmpty();
        }
        return hasSchema(schema);
    }

    private static boolean matches(List<NamePattern> patterns, ObjectId relation) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(relation.schema(), relation.name()));
    }

    /** The relation that an object is, or hangs on. */
    private static List<ObjectId> relations(CatalogObject object) {
        ObjectId id = object.id();
        return switch (id.type()) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, ROW_SECURITY -> List.of(id);
            case CONSTRAINT, FOREIGN_KEY, TRIGGER, RULE, POLICY ->
                List.of(ObjectId.of(ObjectType.TABLE, id.schema(), id.qualifier()));
            case SEQUENCE -> Stream.concat(Stream.of(id), needed(object)).toList();
            case INDEX, STATISTICS -> needed(object).toList();
            default -> List.of();
        };
    }

    private static Stream<ObjectId> needed(CatalogObject object) {
        return Stream.concat(
                        object.dependsOn().stream(), object.parts().stream().flatMap(part -> part.dependsOn().stream()))
                .filter(id -> isRelation(id.type()));
    }

    private static boolean isRelation(ObjectType type) {
        return switch (type) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE -> true;
            default -> false;
        };
    }
}
