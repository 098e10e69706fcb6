package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * One object of a database: a flat value that knows its own SQL. Statements end with a semicolon and a newline, and name
 * everything with its schema. Owner, comment, grants and labels are no part of {@link #create()}: they are printed by
 * {@link Creations} for all kinds alike, on what {@link #reference()} says.
 */
public interface CatalogObject {
    Head head();

    default ObjectId id() {
        return head().id();
    }

    /** What must be there first. */
    default SortedSet<ObjectId> dependsOn() {
        return head().dependsOn();
    }

    /** The whole object, with all of its parts that are {@link Part.Moment#INLINE}. */
    default String create() {
        return create(Set.of());
    }

    /** The object without some of its {@link #parts()}, which are made by statements of their own. */
    String create(Set<Part> apart);

    /** Why no statement makes the object as it is; empty where {@link #create()} does. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Said of an object with an obstacle: what is the matter, and what to do; it goes on after its name. */
    default Optional<String> remedy() {
        return Optional.empty();
    }

    /** As a dump of the schema has it; empty where it is in none. Another than this only where there is an obstacle. */
    default Optional<CatalogObject> dumped() {
        return Optional.of(this);
    }

    /** The statement that removes the object and nothing else. */
    default String drop() {
        return "DROP " + reference() + ";\n";
    }

    /**
     * Takes the differences for which this kind has statements that lose nothing; by what is not taken the object has to be
     * made anew, if it may be.
     *
     * @param before the object of this name that becomes this one
     */
    default void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {}

    /** As {@code COMMENT ON} and {@code DROP} call it, such as {@code FUNCTION app.total(integer)}. */
    default String reference() {
        return id().type().words() + " " + id().sql();
    }

    /** As {@code ALTER … OWNER TO} calls it; empty for objects that have no owner of their own. */
    default Optional<String> ownable() {
        return head().owner().isPresent() ? Optional.of(reference()) : Optional.empty();
    }

    /** As {@code GRANT … ON} calls it, such as {@code TABLE app.users}. */
    default String grantable() {
        return switch (id().type()) {
            case VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> "TABLE " + id().sql();
            case DOMAIN -> "TYPE " + id().sql();
            case AGGREGATE -> "FUNCTION " + id().sql() + "(" + id().qualifier() + ")";
            case SERVER -> "FOREIGN SERVER " + id().sql();
            default -> reference();
        };
    }

    /** The comment that is not there by itself once the object is made. */
    default Optional<String> commentToSet() {
        return head().comment();
    }

    /** As the table of contents of an archive calls this one object, such as {@code total(integer)}. */
    default String tag() {
        return id().name();
    }

    /** The parts that have, or may need, a statement of their own; in the order of their creation. */
    default List<Part> parts() {
        return List.of();
    }

    /**
     * Those of the {@link #parts()} that may come to stand alone: not the inline ones that need nothing, since they are in no
     * loop.
     */
    default List<Part> looseParts() {
        List<Part> parts = parts();
        return parts.isEmpty()
                ? parts
                : parts.stream().filter(part -> part.isLoose(id())).toList();
    }

    /**
     * A stand-in that can be made before what the object depends on exists, so that a loop of dependencies can be entered:
     * a shell type, a view of NULLs. Empty where there is no such thing.
     */
    default Optional<Stub> stub() {
        return Optional.empty();
    }

    /** Whether a loop may be broken by making the object only after the rows are loaded: materialized views, functions. */
    default boolean postponable() {
        return false;
    }

    /** Statements on sub-objects, such as comments on columns; they come right after the object's own comment. */
    default List<SubComment> subComments() {
        return List.of();
    }

    /** Grants on sub-objects: the columns of a table. */
    default List<SubPrivileges> subPrivileges() {
        return List.of();
    }

    /** Security labels on sub-objects, by what {@code SECURITY LABEL ON} calls them. */
    default List<SubLabel> subLabels() {
        return List.of();
    }

    /** The tablespace in which the object is made, where it is not the database's own; never for objects without storage. */
    default Optional<String> tablespace() {
        return Optional.empty();
    }

    /** The table access method with which the object is made; empty for objects that have none. */
    default Optional<String> accessMethod() {
        return Optional.empty();
    }

    /**
     * A stand-in and what becomes of it.
     *
     * @param create makes the stand-in
     * @param complete turns it into the object
     * @param dependsOn what the stand-in itself needs
     */
    record Stub(String create, String complete, SortedSet<ObjectId> dependsOn) {}

    /**
     * A comment on a sub-object.
     *
     * @param on as {@code COMMENT ON} calls it, such as {@code COLUMN app.users.email}
     * @param part the name of the {@link Part} it is on, since that may be made later than the object; otherwise empty
     */
    record SubComment(String on, String text, String part) {
        public SubComment(String on, String text) {
            this(on, text, "");
        }
    }

    /** Privileges on one column. */
    record SubPrivileges(String column, Privileges privileges) {}

    /**
     * A security label on a sub-object.
     *
     * @param on as {@code SECURITY LABEL ON} calls it
     */
    record SubLabel(String on, SecurityLabel label) {}
}
